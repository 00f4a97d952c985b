using System.Text.RegularExpressions;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>What a view over another program's tables must give, and how the doctor names what it does not.</summary>
public sealed partial class SharedTablesTests
{
    private static readonly Dictionary<string, ColumnKind> Kinds = new()
    {
        ["int"] = ColumnKind.Number,
        ["nvarchar"] = ColumnKind.Text,
        ["date"] = ColumnKind.Day,
        ["datetime2"] = ColumnKind.Instant,
        ["bit"] = ColumnKind.Flag,
    };

    [Fact]
    public void It_must_give_every_column_of_our_own_but_the_one_no_statement_reads() =>
        Assert.Equal(
            Own()
                .Where(each => each.Name != "Id" || each.TableName != "WeeklySubmission")
                .Select(each => new SharedColumn(each.TableName, each.Name, Kinds[each.Type])),
            SharedTables.Columns);

    [Fact]
    public void Our_own_tables_have_no_fault() => Assert.Empty(SharedTables.Faults(Own(), [], Dialect.SqlServer));

    [Fact]
    public void What_is_missing_or_of_another_kind_is_named() => Assert.Equal(
        [
            "view Assignment has the column DueOn as datetime, which should be date (day)",
            "view WeeklySubmission lacks the column SubmittedAt (instant, UTC)",
            "there is no table or view SubmissionExemption, or this login may not read it",
        ],
        SharedTables.Faults(
            [
                .. Own()
                    .Where(each => each.Name != "SubmittedAt" && each.TableName != "SubmissionExemption")
                    .Select(each => each.Name == "DueOn" ? each with { Type = "datetime" } : each),
            ],
            ["Assignment", "WeeklySubmission"], Dialect.SqlServer));

    [Theory]
    [InlineData(
        "CREATE VIEW WeeklySubmission AS SELECT 1 AS UnitId, '2022-W24' AS Week, '' AS Assignments, "
        + "'' AS Results, '' AS Difficulties, '' AS Proposals, '' AS NextWeek",
        "view WeeklySubmission lacks the column SubmittedAt (instant, UTC)")]
    [InlineData(
        "CREATE VIEW WeeklySubmission AS SELECT 1 AS UnitId, '2022-24' AS Week, '2022-06-17 16:00' AS SubmittedAt, 'T02' AS Assignments, "
        + "'' AS Results, '' AS Difficulties, '' AS Proposals, '' AS NextWeek",
        "view WeeklySubmission: Week = '2022-24' should be an ISO week, as in 2022-W24; "
        + "view WeeklySubmission: SubmittedAt = '2022-06-17 16:00' should be an instant, as in 2022-06-17T09:30:00.000Z; "
        + "view WeeklySubmission: Assignments = 'T02' should be codes with a blank before and after each, or nothing")]
    public async Task The_doctor_names_what_a_view_lacks_or_says_wrongly(string view, string fault)
    {
        await using var service = await Service.StartAsync();
        await OtherProgram.TakeOverAsync(service);
        Assert.Equal(
            "another program's, seen through views: Assignment, AssignmentUnit, WeeklySubmission", (await TablesAsync(service)).Says);
        await service.ExecuteAsync($"DROP VIEW WeeklySubmission; {view}");
        var finding = await TablesAsync(service);
        Assert.False(finding.IsGood);
        Assert.Equal($"{fault}. sql/README.md shows what a view over another program's tables must give.", finding.Says);
    }

    [Fact]
    public async Task A_view_that_no_longer_works_at_all_is_a_finding_too()
    {
        await using var service = await Service.StartAsync();
        await OtherProgram.TakeOverAsync(service);
        // As if the other program had been upgraded.
        await service.ExecuteAsync(
            "PRAGMA legacy_alter_table = ON; ALTER TABLE NhiemVu RENAME TO CongViec; PRAGMA legacy_alter_table = OFF;");
        var finding = await TablesAsync(service);
        Assert.False(finding.IsGood);
        Assert.Contains("no such table: main.NhiemVu", finding.Says, StringComparison.Ordinal);
    }

    private static async Task<Finding> TablesAsync(Service service)
    {
        await foreach (var finding in DatabaseCheck.ExamineAsync(service.Database, Service.Token))
            return finding;
        throw new InvalidOperationException("nothing was found");
    }

    private static List<ColumnThere> Own()
    {
        var columns = new List<ColumnThere>();
        var table = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "sql/schema/sqlserver/0001-initial.sql")))
        {
            if (line.StartsWith("CREATE TABLE dbo.", StringComparison.Ordinal))
                table = line.Split('.', ' ')[3];
            else if (SharedTables.Names.Contains(table) && Column().Match(line) is { Success: true } match)
                columns.Add(new() { TableName = table, Name = match.Groups[1].Value, Type = match.Groups[2].Value });
        }

        return columns;
    }

    [GeneratedRegex(@"^    (\w+) +(int|bigint|bit|date|datetime2|nvarchar)\b")]
    private static partial Regex Column();
}
