using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Dapper;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Quartz's tables for a cluster, in a schema of their own. The statements are the ones that Quartz ships for its own
/// provisioning: each creates only what is missing and changes nothing that exists.
/// </summary>
public sealed partial class QuartzSchema(Database database)
{
    private const string Resource = "Quartz.Impl.AdoJobStore.Schema.create_sqlServer.sql";

    /// <summary>The statements in the order in which they run; the first creates the schema.</summary>
    public static IReadOnlyList<string> Statements(SqlText sql) =>
    [
        sql["storage/create-quartz-schema"].Trim(),
        .. Script().Split("\n--;;\n").Skip(1).Select(Named).Where(statement => statement.Length > 0),
    ];

    /// <summary>The tables that do not exist.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var there = await session.QueryAsync<string>("storage/quartz-tables", null, token);
        return [.. Tables().Except(there, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Creates the tables that do not exist.</summary>
    /// <returns>The tables that were missing.</returns>
    /// <exception cref="StorageException">They could not be created.</exception>
    public async Task<IReadOnlyList<string>> CreateAsync(CancellationToken token)
    {
        if (await MissingAsync(token) is not { Count: > 0 } missing)
            return [];
        using var gate = database.PrepareForMigration();
        await using var session = await database.OpenAsync(token);
        try
        {
            foreach (var statement in Statements(database.Sql))
                await session.Connection.ExecuteAsync(new CommandDefinition(statement, cancellationToken: token));
        }
        catch (System.Data.Common.DbException e)
        {
            throw new StorageException(
                new Bilingual(
                    $"{database.Description.Vietnamese}: không tạo được các bảng của Quartz. "
                    + "Tài khoản gõ camha init cần quyền CREATE SCHEMA và CREATE TABLE, như thành viên của db_ddladmin; "
                    + $"hoặc in ra bằng camha init --script cho người có quyền chạy. Chi tiết: {e.Message}",
                    $"{database.Description.English}: Quartz's tables could not be made: {e.Message.TrimEnd('.')}. "
                    + "The login of 'camha init' needs CREATE SCHEMA and CREATE TABLE, "
                    + "as a member of db_ddladmin has them; or have 'camha init --script' print them for somebody who may."),
                e);
        }

        return missing;
    }

    /// <summary>Checks that every table exists.</summary>
    /// <exception cref="StorageException">A table is missing.</exception>
    public async Task EnsureAsync(CancellationToken token)
    {
        if (await MissingAsync(token) is { Count: > 0 } missing)
            throw new StorageException(Lacks(missing));
    }

    internal Bilingual Lacks(IReadOnlyList<string> missing) => new(
        $"Scheduling:Clustered = 'True': {database.Description.Vietnamese} thiếu các bảng của Quartz trong schema quartz: "
        + $"{string.Join(", ", missing)}. Gõ camha init với cùng thiết lập.",
        $"Scheduling:Clustered = 'True': {database.Description.English} lacks Quartz's tables {string.Join(", ", missing)} "
        + "in the schema quartz. Run 'camha init' with the same settings.");

    private static IEnumerable<string> Tables() => Table().Matches(Script()).Select(match => "QRTZ_" + match.Groups[1].Value);

    // {0} is the table prefix with the schema; {1} is the prefix for names that cannot have one, such as those of indexes.
    private static string Named(string statement) =>
        string.Format(CultureInfo.InvariantCulture, statement.Trim(), QuartzStore.TablePrefix, "QRTZ_");

    private static string Script()
    {
        using var reader = new StreamReader(typeof(IJob).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Quartz carries no {Resource} any more."));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"CREATE TABLE \{0\}(\w+)")]
    private static partial Regex Table();
}
