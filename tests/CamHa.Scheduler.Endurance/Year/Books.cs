using System.Globalization;
using CamHa.Scheduler.FridayReport.Snapshot;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>
/// What the service has written down, read from outside: ledger, reports, messages. The file is opened and closed each
/// time, so that a killed service leaves it to the next, as in real life.
/// </summary>
internal sealed class Books(string file)
{
    private const string MessageColumns =
        "SELECT MessageId, MessageKey, Kind, State, StateReason, Attempts, CreatedAt, NotBefore, ExpiresAt, InDoubt, Recipient FROM "
            + "OutboxMessage";

    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);
    private readonly Dictionary<string, int> _latest = [];
    private long _lastNotice;
    private long _lastReport;

    public int Notices { get; private set; }

    /// <summary>When each week's report was issued, on the campaign's wall clock.</summary>
    public Dictionary<string, DateTime> ReportedAt { get; } = [];

    public List<ReportSnapshot> Reports { get; } = [];

    /// <summary>The days on which units were sent a digest, as <c>UNIT 2026-01-31</c>.</summary>
    public HashSet<string> Told { get; } = [];

    /// <summary>What was written since the last time.</summary>
    public async Task<News> ReadAsync(IReadOnlyCollection<string> messageIds)
    {
        await using var connection = Open();
        var notices = await RowsAsync(
            connection,
            "SELECT Id, NoticeKey, Kind, LookDay, IssuedAt, MessageKey FROM NoticeIssued WHERE Id > $last ORDER BY Id",
            _lastNotice);
        foreach (var row in notices)
        {
            _lastNotice = long.Parse(row[0], CultureInfo.InvariantCulture);
            Notices++;
            var (deadline, step) = Split(row[1]);
            _latest[deadline] = Math.Max(step, _latest.GetValueOrDefault(deadline, int.MinValue));
            if (row[2] == "Deadline")
                Told.Add($"{row[1].Split('/')[IsOverview(row[1]) ? 2 : 3]} {row[3]}");
        }

        var reports = new List<ReportSnapshot>();
        foreach (var row in await RowsAsync(
            connection,
            "SELECT Id, Week, Revision, AsOf, Snapshot FROM WeeklyReport WHERE Id > $last ORDER BY Id",
            _lastReport))
        {
            _lastReport = long.Parse(row[0], CultureInfo.InvariantCulture);
            if (row[2] == "1")
                ReportedAt[row[1]] = WallClock(row[3]);
            reports.Add(ReportSnapshot.FromJson(row[4]));
        }

        Reports.AddRange(reports);
        var messages = new Dictionary<string, Message>();
        foreach (var id in messageIds)
        {
            // That the database is away is told past the outbox.
            if (await RowsAsync(connection, MessageColumns + " WHERE MessageId = $last", id) is [var row])
                messages[id] = MessageOf(row);
        }

        var waiting = await RowsAsync(connection, MessageColumns + " WHERE State IN ('Pending', 'Sending') ORDER BY Id", 0);
        return new(
            [.. notices.Where(row => row[2] != "Alert" && !IsOverview(row[1])).Select(row => new IssuedNotice(row[1], WallClock(row[4])))],
            reports, messages, waiting.ConvertAll(MessageOf));
    }

    public async Task<List<Message>> MessagesAsync()
    {
        await using var connection = Open();
        return (await RowsAsync(connection, MessageColumns + " ORDER BY Id", 0)).ConvertAll(MessageOf);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = Open();
        return long.Parse((await RowsAsync(connection, sql, 0)).Single()[0], CultureInfo.InvariantCulture);
    }

    /// <summary>What another program writes: a submission that has come.</summary>
    public async Task SubmitAsync(IReadOnlyList<Submission> submissions)
    {
        await using var connection = Open();
        foreach (var sent in submissions)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results)
                SELECT Id, $week, $at, 'Kết quả tuần của đơn vị, theo báo cáo của trưởng ban.' FROM Unit WHERE Code = $unit
                """;
            command.Parameters.AddWithValue("$unit", sent.Unit);
            command.Parameters.AddWithValue("$week", sent.Week);
            command.Parameters.AddWithValue("$at", (sent.At - Zone).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            Assert.Equal(1, await command.ExecuteNonQueryAsync(CancellationToken.None));
        }
    }

    /// <summary>Whether this notice, or a later one that takes its place, was issued.</summary>
    public bool Has(string key) => Split(key) is var (deadline, step) && _latest.TryGetValue(deadline, out var latest) && latest >= step;

    // The record of a digest that only tells of other units' deadlines: it is owed for theirs.
    private static bool IsOverview(string key) => key.StartsWith("deadline/", StringComparison.Ordinal) && key.Split('/').Length == 4;

    private static (string Deadline, int Step) Split(string key) =>
        key.LastIndexOf('/') is var at && int.TryParse(key.AsSpan(at + 1), CultureInfo.InvariantCulture, out var step)
            ? (key[..at], step)
            : (key, 0);

    private static Message MessageOf(string[] row) => new(
        row[0], row[1], row[2], row[3], row[4], int.Parse(row[5], CultureInfo.InvariantCulture), WallClock(row[6]), WallClock(
            row[7]), WallClock(row[8]), row[9] == "1", row[10]);

    private static DateTime WallClock(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToOffset(Zone).DateTime;

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }

    private static async Task<List<string[]>> RowsAsync(SqliteConnection connection, string sql, object last)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$last", last);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(CancellationToken.None))
            rows.Add(
                [.. Enumerable.Range(0, reader.FieldCount).Select(
                    field => Convert.ToString(reader.GetValue(field), CultureInfo.InvariantCulture)!)]);
        return rows;
    }
}

/// <param name="Notices">What the ledger has more, alerts left out.</param>
/// <param name="Reports">Reports issued.</param>
/// <param name="Messages">Those that were asked for, by their Message-ID.</param>
/// <param name="Waiting">All that wait or are on their way.</param>
internal sealed record News(
    IReadOnlyList<IssuedNotice> Notices,
    IReadOnlyList<ReportSnapshot> Reports,
    IReadOnlyDictionary<string, Message> Messages,
    IReadOnlyList<Message> Waiting);

internal sealed record IssuedNotice(string Key, DateTime IssuedAt);

internal sealed record Message(
    string Id,
    string Key,
    string Kind,
    string State,
    string Reason,
    int Attempts,
    DateTime CreatedAt,
    DateTime NotBefore,
    DateTime ExpiresAt,
    bool InDoubt,
    string Recipient);
