using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>What earlier versions told of a mail by how its reason begins stands in columns after the upgrade.</summary>
public sealed class OldInboxTests : IDisposable
{
    private const string Columns = "0021-delivery-failures";
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kind_sender_and_absence_are_told_apart_and_failures_are_kept()
    {
        var (database, migration) = await BeforeAsync();
        await using (var session = await database.OpenAsync(Service.Token))
        {
            await session.Connection.ExecuteAsync(
                """
                INSERT INTO Campaign (Id, Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
                VALUES (1, 'A', 'A', 'A', 'A', '2022-01-01', '2022-12-31', '2022-01-01');
                INSERT INTO OutboxMessage (Id, CampaignId, MessageKey, Kind, Recipient, RecipientName, RecipientRole, State, StateReason,
                    LookDay, JobRunId, Priority, CreatedAt, NotBefore, ExpiresAt, FinishedAt, MessageId)
                VALUES
                (1, 1, 'a', 'Deadline', 'a@x.example', '', 'To', 'Dead', 'bị trả về: không có địa chỉ này (550)',
                    '2022-06-17', 'x', 1, '2022-06-17', '2022-06-17', '2022-06-18', '2022-06-17', '1@x'),
                (2, 1, 'b', 'Deadline', 'a@x.example', '', 'To', 'Sent', '',
                    '2022-06-17', 'x', 1, '2022-06-17', '2022-06-17', '2022-06-18', '2022-06-17', '2@x');
                """);
            var mails = new (string State, string Reason, long? Message)[]
            {
                ("Bounce", "a@x.example: không có địa chỉ này (550)", 1),
                ("Bounce", "Thư của ta bị từ chối: a@x.example: máy chủ bên nhận từ chối thư (quy định, chống thư rác)", 2),
                ("Automatic", "Thư của ta bị báo là thư rác: a@x.example. x", 2),
                ("Automatic", "Vắng đến 5/11/2022. Auto-Submitted: auto-replied.", null),
                ("Automatic", "Auto-Submitted: auto-replied.", null),
                ("Acknowledged", "Người xem: không phải ghi gì (quảng cáo).", null),
                ("Acknowledged", "Đã hỏi lại a@x.example; thư trả lời đến thì được xử lý như thư mới.", null),
                ("Acknowledged", "Thư không có nội dung mới.", null),
                ("Triage", "Địa chỉ gửi không có trong danh sách đầu mối; thư này trả lời thư đã gửi đến a@x.example.", null),
                ("Applied", "Trả lời đúng thư đã gửi đến địa chỉ này. T04: đã xong", null),
            };
            for (var i = 0; i < mails.Length; i++)
            {
                await session.Connection.ExecuteAsync(
                    "INSERT INTO InboxMail (Id, Sha256, Source, Place, ReceivedAt, StoredAt, State, Reason, OutboxMessageId) "
                    + "VALUES (@Id, @Id, 'x', 'x', '2022-06-17', '2022-06-17', @State, @Reason, @Message)",
                    new { Id = i + 1, mails[i].State, mails[i].Reason, mails[i].Message });
            }
        }

        Assert.Contains(Columns, Assert.Single(await migration.ApplyAsync(Service.Token)), StringComparison.Ordinal);
        await using var after = await database.OpenAsync(Service.Token);
        Assert.Equal(
            [
                "Bounce|Bounce||", "Bounce|Bounce||", "Automatic|Feedback||", "Automatic|Automatic||2022-11-05", "Automatic|Automatic||",
                "Ignored|Answer||", "Asked|Answer||", "Acknowledged|Answer||", "Triage|Answer|Stranger|", "Applied|Answer|Proven|",
            ],
            await after.Connection.QueryAsync<string>(
                "SELECT State || '|' || COALESCE(Kind, '') || '|' || COALESCE(SenderLevel, '') || '|' || COALESCE(AwayUntil, '') "
                + "FROM InboxMail ORDER BY Id"));
        Assert.Equal(
            ["1|Mail|UnknownAddress|1", "2|Mail|Policy|0", "2|Mail|Feedback|0"],
            await after.Connection.QueryAsync<string>(
                "SELECT OutboxMessageId || '|' || Way || '|' || Class || '|' || IsHard FROM DeliveryFailure ORDER BY Id"));
    }

    // As the last version left it.
    private async Task<(Database Database, SchemaMigration Migration)> BeforeAsync()
    {
        await using var own = await TestDatabase.CreateAsync();
        var database = own.Open(_folder);
        Assert.SkipWhen(database.Dialect == Dialect.SqlServer, "The statements of the other database are bound by BoundStatementTests.");
        var migration = new SchemaMigration(database);
        await migration.ApplyAsync(Service.Token);
        await using var session = await database.OpenAsync(Service.Token);
        await session.Connection.ExecuteAsync(
            $"""
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, '''Acknowledged'', ''Ignored'', ''Asked''', '''Acknowledged''')
            WHERE name = 'InboxMail';
            PRAGMA writable_schema = RESET;
            DROP TABLE DeliveryFailure;
            DROP INDEX IX_InboxMail_Away;
            ALTER TABLE InboxMail DROP COLUMN Kind;
            ALTER TABLE InboxMail DROP COLUMN SenderLevel;
            ALTER TABLE InboxMail DROP COLUMN AwayUntil;
            DELETE FROM SchemaVersion WHERE ScriptName LIKE '%{Columns}%';
            """);
        return (database, migration);
    }
}
