using System.Reflection;
using DbUp.Engine.Output;

namespace CamHa.Scheduler.Storage;

/// <summary>Brings the schema to this program's version, and refuses one that is ahead of it.</summary>
public sealed class SchemaMigration(Database database)
{
    private static readonly Assembly Assembly = typeof(SchemaMigration).Assembly;

    private string Folder => database.Dialect == Dialect.Sqlite ? "schema/sqlite/" : "schema/sqlserver/";

    /// <summary>The scripts this program brings, in the order they are applied.</summary>
    public IReadOnlyList<string> Scripts =>
        [.. Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <returns>The scripts that were applied now; empty where the schema was up to date.</returns>
    /// <exception cref="StorageException">A script failed and was rolled back, or the schema is newer than this program.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken token)
    {
        // Asked before the lock is taken, so that an up-to-date service needs no right to change the schema.
        if (await PendingAsync(token) is [])
            return [];
        using var gate = database.PrepareForMigration();
        if (await PendingAsync(token) is [])
            return [];

        var result = database.MigrationTarget()
            .WithScriptsEmbeddedInAssembly(Assembly, name => name.StartsWith(Folder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new StorageException(
                $"{database.Description}: script {result.ErrorScript?.Name ?? "(none)"} failed and was rolled back: {result.Error.Message}",
                result.Error);
    }

    /// <summary>The scripts still to be applied.</summary>
    /// <exception cref="StorageException">The schema is newer than this program.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken token)
    {
        var applied = await database.JournalAsync(token);
        var unknown = applied.Except(Scripts, StringComparer.Ordinal).ToList();
        return unknown is []
            ? [.. Scripts.Except(applied, StringComparer.Ordinal)]
            : throw new StorageException(
                $"{database.Description} has a newer schema than this program: it knows nothing of {string.Join(", ", unknown)}. " +
                "Install the version of camha that wrote it, or restore the backup made before the upgrade.");
    }
}
