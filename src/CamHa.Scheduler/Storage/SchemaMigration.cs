using CamHa.Scheduler.Text;
using DbUp.Engine.Output;

namespace CamHa.Scheduler.Storage;

/// <summary>Brings the schema to this program's version and refuses a newer one.</summary>
public sealed class SchemaMigration(Database database)
{
    private string Folder => database.Dialect == Dialect.Sqlite ? "schema/sqlite/" : "schema/sqlserver/";

    /// <summary>This program's scripts, in the order they are applied.</summary>
    public IReadOnlyList<string> Scripts => Resource.Names(Folder);

    /// <returns>The scripts applied by this call; empty where the schema was up to date.</returns>
    /// <exception cref="StorageException">A script failed and was rolled back, or the schema is newer than this program.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken token)
    {
        // Checked before the lock is taken, so that a service with an up-to-date schema needs no right to change it.
        if (await PendingAsync(token) is [])
            return [];
        using var gate = database.PrepareForMigration();
        if (await PendingAsync(token) is [])
            return [];

        var result = database.MigrationTarget()
            .WithScriptsEmbeddedInAssembly(Resource.Assembly, name => name.StartsWith(Folder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            // An index over a province's mails of a year takes longer than the default half minute.
            .WithExecutionTimeout(TimeSpan.FromHours(4))
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new StorageException(
                new Bilingual(
                    $"{database.Description.Vietnamese}: bước cập nhật {result.ErrorScript?.Name} bị lỗi và đã được hủy. "
                    + StorageFaults.InVietnamese(result.Error),
                    $"{database.Description.English}: script {result.ErrorScript?.Name} failed and was rolled back: "
                    + StorageFaults.Says(result.Error)),
                result.Error);
    }

    /// <summary>The scripts still to be applied.</summary>
    /// <exception cref="StorageException">The schema is newer than this program, or half made by hand.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken token)
    {
        var applied = await database.JournalAsync(token);
        var unknown = applied.Except(Scripts, StringComparer.Ordinal).ToList();
        if (unknown is not [])
        {
            var names = string.Join(", ", unknown);
            throw new StorageException(new Bilingual(
                $"{database.Description.Vietnamese} là của một phiên bản mới hơn: phần mềm này không biết {names}. "
                + "Hãy cài phiên bản camha đã ghi nó, hoặc khôi phục bản sao lưu trước khi nâng cấp.",
                $"{database.Description.English} has a newer schema than this program: it knows nothing of {names}. "
                + "Install the version of camha that wrote it, or restore the backup made before the upgrade."));
        }

        var pending = Scripts.Except(applied, StringComparer.Ordinal).ToList();
        if (pending is not [] && database.Exists)
            await EnsureRoomAsync(pending, token);
        return pending;
    }

    // Without this the script fails with 'there is already an object named …', which names no remedy.
    private async Task EnsureRoomAsync(IReadOnlyList<string> pending, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var there = await session.QueryAsync<TableThere>("storage/tables", null, token);
        var scripts = pending.Select(script => (script, Resource.ReadText(script)));
        if (TakenNames.Find(scripts, there.Select(table => table.Name)) is not var (script, names))
            return;
        // Another node may have applied it just now; tables and journal row appear together.
        if ((await database.JournalAsync(token)).Contains(script))
            return;
        var taken = string.Join(", ", names);
        throw new StorageException(new Bilingual(
            $"{database.Description.Vietnamese} đã có {taken}, nhưng SchemaVersion không ghi là đã chạy {script}. "
            + "Nếu đó là bảng của phần mềm khác hoặc còn sót lại thì dùng một cơ sở dữ liệu riêng, hoặc xóa các bảng đó; "
            + "nếu bước ấy đã được chạy tay đến hết thì ghi nhận theo sql/README.md, mục 'A schema made by hand'.",
            $"{database.Description.English} holds {taken} already, but SchemaVersion does not say that {script} was applied. "
            + "If these are another program's, or left over, give the service a database of its own or drop them; "
            + "if that script was run by hand, to its end, record it as sql/README.md says under 'A schema made by hand'."));
    }
}
