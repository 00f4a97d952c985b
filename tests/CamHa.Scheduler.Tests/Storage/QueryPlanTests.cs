using System.Text.RegularExpressions;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>
/// How SQLite will answer each statement, asked of the schema as the service creates it and without statistics, as the
/// service runs: a question of every minute must not read a table that grows from end to end.
/// </summary>
public sealed partial class QueryPlanTests(QueryPlanTests.Schema schema) : IClassFixture<QueryPlanTests.Schema>
{
    // Read whole, because their rows do not grow with time.
    private static readonly HashSet<string> SmallTables = new(StringComparer.Ordinal)
    {
        "Account", // the few who use the page
        "AccountCampaign", // what they see
        "AccountSession", // where they are logged in; the old ones go with each login
        "Campaign", // a look is at each of them
        "CalendarDay", // twenty holidays a year
        "Installation", // a row a machine
        "TransportFault", // a row a machine
        "Problem", // a row for each thing that can be wrong
        "TestMail", // a day's, each typed by a person
        "RefusedAddress", // the few that a mail server knows nobody at
    };

    // They hold only what is on its way, however much has arrived.
    private static readonly HashSet<string> IndexesOfWhatIsAlive = new(StringComparer.Ordinal)
    {
        "IX_OutboxMessage_Pending",
        "IX_OutboxMessage_Sending",
        "IX_OutboxMessage_Held",
    };

    // They grow with time, and not only with the campaigns.
    private static readonly HashSet<string> Histories = new(StringComparer.Ordinal)
    {
        "ChangeEntry", "DeliveryFailure", "Gesture", "InboxMail", "JobRun", "NoticeIssued", "OutboxAttempt", "OutboxMessage",
        "SubmissionOrigin", "WeeklyReport", "WeeklySubmission",
    };

    private static readonly Dictionary<string, string> NotHot = new(StringComparer.Ordinal)
    {
        ["campaigns/count-units-of-code"] = "a person asks for a unit that has no mail",
        ["changes/gestures"] = "a person asks; it stops after the last few",
        ["changes/record"] = "a person exports the plan; it stops after ten thousand",
        ["inbox/old"] = "four times a day, from the oldest on; it stops after two hundred",
        ["inbox/list"] = "a person asks; without a state it stops after the last few",
        ["outbox/count"] = "a person searches",
        ["outbox/count-sent"] = "demo and simulate count the mails of their own, thrown-away database",
        ["outbox/export"] = "a person takes a copy of everything of a time; it is streamed",
        ["outbox/ids"] = "a person decides about all that were refused or are held",
        ["outbox/list"] = "a person asks; without a state it stops after the last few",
        ["report/find"] = "a person asks for one report",
        ["report/newest"] = "a person asks; it stops after the last few",
        ["report/list"] = "a person asks for all reports",
        ["retention/bodies"] = "reads from the oldest body on and stops after two hundred",
        ["retention/ledger"] = "four times a day, over the ledger of campaigns that are over",
        ["retention/old-gestures"] = "four times a day, from the oldest on",
        ["retention/runs"] = "four times a day, through the index of their beginning",
        ["scheduling/unfinished-hosts"] = "once a start, over some five thousand runs a year",
        ["storage/odd-values"] = "the doctor looks at everything there is",
        ["scheduling/abandon-runs"] = "once a start, over some five thousand runs a year",
        ["simulation/count-parts"] = "a person sees a change beforehand; it decides whether all of it can be rehearsed",
        ["simulation/all-reports"] = "a simulation's own database",
        ["simulation/answers"] = "a simulation's own database",
        ["simulation/messages"] = "a simulation's own database",
        ["simulation/assignments"] = "a simulation's own database",
        ["simulation/only-unit"] = "a simulation's own database",
        ["status/last-runs"] = "a person asks; some five thousand runs a year",
        ["status/outbox"] = "a person asks; an index over every state would cost each mail four more writes",
        ["storage/has-journal"] = "once a start, over the list of tables",
        ["storage/journal"] = "once a start, a row a script",
    };

    public static TheoryData<string> Hot => [.. new SqlText(Dialect.Sqlite).Names.Except(NotHot.Keys).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Hot))]
    public void Reads_no_table_that_grows_from_end_to_end(string statement) =>
        Assert.Empty(Plan(statement).Where(step => ReadsTooMuch(step, schema.Sql[statement])));

    /// <summary>Most entries have no unit; those without an assignment either are the few that count new rows.</summary>
    [Theory]
    [InlineData("changes/ids-of-assignment")]
    [InlineData("changes/ids-of-unit")]
    public void What_brought_a_thing_is_looked_for_among_entries_without_assignment_and_unit(string statement) => Assert.Contains(
        Plan(statement),
        step => step.Contains("IX_ChangeEntry_Thing (CampaignId=? AND Assignment=? AND Unit=?)", StringComparison.Ordinal));

    [Fact]
    public void A_claim_finds_what_is_due_in_the_order_of_its_index()
    {
        var plan = Plan("outbox/claim-due");
        Assert.Contains("SCAN OutboxMessage USING INDEX IX_OutboxMessage_Pending", plan);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    /// <summary>A look over a million parts asks it of each of them that is open.</summary>
    [Theory]
    [InlineData("deadlines/open-parts", 2)] // of the part, and of those who lead
    [InlineData("deadlines/watched-parts", 2)]
    [InlineData("deadlines/digest-lines", 2)]
    [InlineData("deadlines/told", 2)]
    [InlineData("deadlines/inactive-leads", 1)]
    [InlineData("deadlines/waiting-parts", 1)]
    [InlineData("deadlines/returned-parts", 1)]
    [InlineData("report/assignments", 1)]
    public void A_report_of_completion_is_found_by_the_key_of_its_part(string statement, int times) => Assert.Equal(
        times,
        Plan(statement).Count(step =>
            step.Contains("sqlite_autoindex_DoneReport_1 (AssignmentId=? AND UnitId=?)", StringComparison.Ordinal)));

    /// <summary>It is asked for every hundred campaigns of a look.</summary>
    [Fact]
    public void What_was_returned_is_found_by_when_it_was() =>
        Assert.Contains("SEARCH d USING INDEX IX_DoneReport_Returned (ReturnedAt>? AND ReturnedAt<?)", Plan("deadlines/returned-parts"));

    [Fact]
    public void What_waits_is_found_by_that_it_was_not_returned() => Assert.Contains(
        Plan("deadlines/waiting-campaigns"),
        step => step.StartsWith("SEARCH d USING INDEX IX_DoneReport_Returned (ReturnedAt=?", StringComparison.Ordinal));

    [Theory]
    [InlineData("deadlines/asking-campaigns", "(ClosedAt=?")]
    [InlineData("deadlines/refused-extensions", "(ClosedAt>? AND ClosedAt<?)")]
    public void Requests_for_more_time_are_found_by_when_they_were_closed(string statement, string range) => Assert.Contains(
        Plan(statement),
        step => step.StartsWith($"SEARCH x USING INDEX IX_ExtensionRequest_Closed {range}", StringComparison.Ordinal));

    [Fact]
    public void A_statement_that_is_not_hot_is_there() => Assert.Empty(NotHot.Keys.Except(schema.Sql.Names));

    [Theory]
    [InlineData("SELECT Id FROM OutboxMessage WHERE Recipient = 'x'")] // no index
    [InlineData("SELECT m.Id FROM OutboxMessage AS m WHERE m.State = 'Sent'")] // under another name, none of the indexes of what is alive
    [InlineData("SELECT COUNT(*) FROM NoticeIssued")] // all of an index is all of the table
    // all that campaigns were ever told
    [InlineData("SELECT DISTINCT UnitId FROM NoticeIssued WHERE CampaignId BETWEEN 1 AND 100 AND LookDay = 'x'")]
    [InlineData("SELECT c.Id FROM Campaign AS c WHERE EXISTS (SELECT 1 FROM JobRun AS r WHERE r.Detail = c.Name)")] // in a subquery
    public void A_plan_that_reads_everything_would_be_found(string text) =>
        Assert.Contains(PlanOf(text), step => ReadsTooMuch(step, text));

    private bool ReadsTooMuch(string step, string text)
    {
        // An index made for the one question reads all of its table.
        if (step.Contains(" AUTOMATIC ", StringComparison.Ordinal))
            return true;
        var words = step.Split(' ');
        var table = words.Length > 1 ? TableOf(words[1], text) : "";
        return words[0] switch
        {
            // What is no table is a subquery or a constant row; a subquery's own steps are in the plan.
            "SCAN" => schema.Tables.Contains(table) && !SmallTables.Contains(table) && !IndexesOfWhatIsAlive.Contains(words[^1]),
            // A range of times is short, and so is one of the days in the keys of one reader's mails; a range of campaigns is all
            // that ever happened in them.
            "SEARCH" => Histories.Contains(table) && RangeOfOtherThanTimes().IsMatch(step),
            _ => false,
        };
    }

    private static string TableOf(string name, string text)
    {
        var table = Regex.Match(text, $@"\b(?:FROM|JOIN|UPDATE)\s+(\w+)\s+AS\s+{name}\b");
        return table.Success ? table.Groups[1].Value : name;
    }

    private List<string> Plan(string statement) => PlanOf(schema.Sql[statement]);

    private List<string> PlanOf(string text)
    {
        using var command = schema.Connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + text;
        foreach (var name in Parameter().Matches(text).Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    [GeneratedRegex(@"\((?!rowid|AttemptedAt|FinishedAt|LeaseUntil|MessageKey|NotedAt|StartedAt|StoredAt)\w+[<>]\?")]
    private static partial Regex RangeOfOtherThanTimes();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    /// <summary>The schema in a file of its own, empty.</summary>
    public sealed class Schema : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
        private DatabaseSession _session = null!;

        public SqlText Sql { get; } = new(Dialect.Sqlite);

        public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

        public SqliteConnection Connection => (SqliteConnection)_session.Connection;

        public async ValueTask InitializeAsync()
        {
            var database = new SqliteDatabase(new StorageOptions { File = Path.Combine(_folder, "camha.db") });
            await new SchemaMigration(database).ApplyAsync(Service.Token);
            _session = await database.OpenAsync(Service.Token);
            await using var command = Connection.CreateCommand();
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
            await using var reader = await command.ExecuteReaderAsync(Service.Token);
            while (await reader.ReadAsync(Service.Token))
                Tables.Add(reader.GetString(0));
        }

        public async ValueTask DisposeAsync()
        {
            await _session.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
