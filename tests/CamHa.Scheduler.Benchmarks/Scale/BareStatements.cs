using System.Data.Common;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// What the database itself takes for the work of a look: the same rows read by one bare SELECT each, and the rows that
/// the look has written, inserted in bulk in one transaction that waits for the disk as the service does.
/// </summary>
internal static class BareStatements
{
    private static readonly string[] Read =
    [
        "SELECT Id, Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince FROM Campaign;",
        """
        SELECT a.Id, a.Code, a.DueOn, u.Id, u.Code, u.SupervisorId
        FROM Assignment AS a JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id JOIN Unit AS u ON u.Id = p.UnitId
        WHERE a.IsActive = 1 AND u.IsActive = 1 AND a.DueOn <= '2022-07-01' AND (p.CompletedAt IS NULL OR p.CompletedAt >
            '2022-06-16T00:30:00.000');
        """,
        """
        SELECT c.UnitId, u.Name, u.Role, c.Address, c.Title, c.Phone, c.Role
        FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId
        WHERE u.IsActive = 1 AND c.IsActive = 1;
        """,
    ];

    private static readonly string[] Notice =
        [
            "NoticeKey",
            "MessageKey",
            "CampaignId",
            "Kind",
            "UnitId",
            "AssignmentId",
            "DueOn",
            "Week",
            "Step",
            "LookDay",
            "IssuedAt",
            "JobRunId"
        ];

    private static readonly string[] Message =
    [
        "MessageKey", "Recipient", "RecipientName", "RecipientRole", "CampaignId", "Kind", "UnitId", "Week", "Step", "LookDay", "Body",
        "Priority", "State", "StateReason", "CreatedAt", "NotBefore", "ExpiresAt", "MessageId", "JobRunId",
    ];

    /// <param name="looked">Where a look has written.</param>
    /// <param name="seed">The same data without that.</param>
    public static async Task RunAsync(ScaleStore looked, ScaleStore seed)
    {
        Rows[] written = [await WrittenAsync(looked, "NoticeIssued", Notice), await WrittenAsync(looked, "OutboxMessage", Message)];
        var store = await seed.FreshAsync("bare.db");
        await using var session = await store.Database.OpenAsync(CancellationToken.None);
        var rows = 0;
        var reading = await Child.TimeAsync(() =>
        {
            rows = Read.Sum(sql => Rows(session.Connection, sql).Count());
            return Task.CompletedTask;
        });
        var writing = await Child.TimeAsync(async () =>
        {
            await using var transaction = await session.Connection.BeginTransactionAsync();
            foreach (var table in written)
                Bulk.Write(session.Connection, transaction, table);
            await transaction.CommitAsync();
        });
        Child.Say(
            ("bare_s", reading.Clock + writing.Clock),
            ("bare_cpu_s", reading.Processor + writing.Processor),
            ("read_s", reading.Clock),
            ("rows", rows));
    }

    private static async Task<Rows> WrittenAsync(ScaleStore store, string table, string[] columns)
    {
        await using var session = await store.Database.OpenAsync(CancellationToken.None);
        return new(
            table,
            columns,
            [.. Rows(
                session.Connection,
                $"SELECT {string.Join(", ", columns)} FROM {table} WHERE JobRunId <> '{Province.Run}' ORDER BY Id;")]);
    }

    private static IEnumerable<object?[]> Rows(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }
}
