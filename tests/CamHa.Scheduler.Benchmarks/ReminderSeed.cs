using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>
/// A province at the first reminder of a week: campaigns of twenty village boards each, which all owe their submission,
/// with a reminder waiting for each, and a history of mails sent. Written by SQL, so that a million rows take seconds.
/// </summary>
internal static class ReminderSeed
{
    /// <summary>When the reminders are due: Thursday, 14:00, in Vietnam.</summary>
    public static readonly DateTimeOffset Now = new(2022, 6, 16, 14, 0, 0, TimeSpan.FromHours(7));

    public const int BoardsOfACampaign = 20;

    private const string Campaigns = """
        INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince, ReleasedAt)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @campaigns)
        SELECT 'X' || i, 'Kế hoạch xây dựng nông thôn mới xã số ' || i, 'Xã số ' || i, 'NTM', '2022-02-16', '2022-12-30',
            '2022-02-16T00:00:00.000Z', '2022-02-16T00:00:00.000Z'
        FROM n;
        INSERT INTO Unit (CampaignId, Code, Name, Role, OwesWeekly)
        WITH RECURSIVE u(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM u WHERE i < @boards)
        SELECT CampaignId, Code, Name, Role, OwesWeekly
        FROM (SELECT c.Id AS CampaignId, u.i AS Place, 'BPT-' || u.i AS Code, 'Ban Phát triển thôn số ' || u.i AS Name, 'Member' AS Role,
            1 AS OwesWeekly
              FROM Campaign AS c, u
              UNION ALL
              SELECT Id, 1001, 'BCD', 'Ban Chỉ đạo xây dựng nông thôn mới xã', 'Committee', 0 FROM Campaign
              UNION ALL
              SELECT Id, 1002, 'CTNTM', 'Chuyên trách nông thôn mới xã', 'Specialist', 0 FROM Campaign)
        ORDER BY CampaignId, Place;
        INSERT INTO Contact (UnitId, Address, Title)
        SELECT u.Id, lower(u.Code || '@' || c.Code) || '.camha.example', 'Trưởng ban'
        FROM Unit AS u JOIN Campaign AS c ON c.Id = u.CampaignId
        ORDER BY u.Id;
        INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results)
        SELECT Id, '2022-W23', '2022-06-10T02:15:00.000Z', 'Hoàn thành 200 m đường bê tông.' FROM Unit WHERE OwesWeekly = 1;
        INSERT INTO CalendarDay (Day, Kind, Name) VALUES
            ('2022-01-03', 'Off', 'Tết Dương lịch'), ('2022-01-31', 'Off', 'Tết Nguyên đán'), ('2022-02-01', 'Off', 'Tết Nguyên đán'),
            ('2022-02-02', 'Off', 'Tết Nguyên đán'), ('2022-02-03', 'Off', 'Tết Nguyên đán'), ('2022-02-04', 'Off', 'Tết Nguyên đán'),
            ('2022-04-11', 'Off', 'Giỗ Tổ Hùng Vương'), ('2022-05-02', 'Off', 'Nghỉ lễ 30/4, 1/5'),
            ('2022-05-03', 'Off', 'Nghỉ lễ 30/4, 1/5'),
            ('2022-09-01', 'Off', 'Quốc khánh'), ('2022-09-02', 'Off', 'Quốc khánh'), ('2023-01-02', 'Off', 'Tết Dương lịch'),
            ('2023-01-20', 'Off', 'Tết Nguyên đán'), ('2023-01-23', 'Off', 'Tết Nguyên đán'), ('2023-01-24', 'Off', 'Tết Nguyên đán'),
            ('2023-01-25', 'Off', 'Tết Nguyên đán'), ('2023-01-26', 'Off', 'Tết Nguyên đán'), ('2023-05-01', 'Off', 'Nghỉ lễ 30/4, 1/5'),
            ('2023-09-01', 'Off', 'Quốc khánh'), ('2023-09-04', 'Off', 'Quốc khánh');
        """;

    // Campaign by campaign, as a look writes them.
    private const string Pending = """
        INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay,
            Priority, State, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
        SELECT MessageKey, Address, Name, 'To', CampaignId, 'Reminder', UnitId, '2022-W24', 0, '2022-06-16',
            2, 'Pending', '2022-06-16T07:00:00.000Z', '2022-06-16T07:00:00.000Z', '2022-06-17T01:00:00.000Z',
            message_id(MessageKey, Address), 'seed'
        FROM (SELECT u.Id AS UnitId, u.CampaignId, o.Address, o.Title || ' – ' || u.Name AS Name,
            'reminder/' || c.Code || '/' || u.Code || '/2022-W24/0' AS MessageKey
              FROM Unit AS u JOIN Campaign AS c ON c.Id = u.CampaignId JOIN Contact AS o ON o.UnitId = u.Id
              WHERE u.OwesWeekly = 1)
        ORDER BY UnitId
        LIMIT @pending;
        """;

    // Three reminders a unit and week, back from the end of the year before.
    private const string Sent = """
        INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay,
            Priority, State, CreatedAt, NotBefore, ExpiresAt, Attempts, MessageId, Subject, MimeSha256, FinishedAt, JobRunId)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @each),
            past(Step, Week, Day) AS (
                SELECT i % 3, printf('%d-W%02d', 2021 - i / 156, 52 - (i / 3) % 52),
                    date('2021-12-30', printf('-%d days', 7 * (i / 3))) FROM n)
        SELECT MessageKey, Address, Name, 'To', CampaignId, 'Reminder', UnitId, Week, Step, Day,
            2, 'Sent', Day || 'T07:00:00.000Z', Day || 'T07:00:00.000Z', Day || 'T17:00:00.000Z', 1, message_id(MessageKey, Address),
            '[NTM] V/v nhắc nộp báo cáo tuần', lower(hex(randomblob(32))), Day || 'T07:00:01.000Z', 'seed'
        FROM (SELECT u.Id AS UnitId, u.CampaignId, o.Address, o.Title || ' – ' || u.Name AS Name, past.Step, past.Week, past.Day,
                  'reminder/' || c.Code || '/' || u.Code || '/' || past.Week || '/' || past.Step AS MessageKey
              FROM past, Unit AS u JOIN Campaign AS c ON c.Id = u.CampaignId JOIN Contact AS o ON o.UnitId = u.Id
              WHERE u.OwesWeekly = 1)
        LIMIT @sent;
        INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, Stage, Outcome, Code, Reply, ElapsedMs)
        SELECT Id, FinishedAt, 'seed', 'DATA', 'Delivered', 250, '2.0.0 Ok', 12 FROM OutboxMessage WHERE State = 'Sent';
        """;

    /// <param name="file">A database with the schema and nothing in it.</param>
    /// <param name="campaigns">How many, of twenty boards each.</param>
    /// <param name="pending">Reminders waiting, at most one a board.</param>
    /// <param name="sent">Mails of the past.</param>
    public static void Write(string file, int campaigns, int pending, int sent)
    {
        var boards = campaigns * BoardsOfACampaign;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pending, boards);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        connection.CreateFunction("message_id", (string key, string recipient) => MessageId(key, recipient), isDeterministic: true);
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN;");
        Execute(connection, Campaigns, ("@campaigns", campaigns), ("@boards", BoardsOfACampaign));
        // The past first, as it would be: the waiting rows then stand behind it in every index.
        if (sent > 0)
            Execute(connection, Sent, ("@each", (sent + boards - 1) / boards), ("@sent", sent));
        Execute(connection, Pending, ("@pending", pending));
        Execute(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    // As the outbox makes them.
    private static string MessageId(string key, string recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{recipient}")).AsSpan(0, 16)) + "@camha.example";

    private static void Execute(SqliteConnection connection, string sql, params (string Name, int Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
