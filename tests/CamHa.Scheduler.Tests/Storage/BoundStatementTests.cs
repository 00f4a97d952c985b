using System.Text.RegularExpressions;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>
/// Every T-SQL statement resolved against the schema, without a server: each becomes the body of a procedure in
/// Microsoft's own model of the database.
/// </summary>
public sealed partial class BoundStatementTests
{
    // Parameters that are no column of ours; every other one has the type of the column it is named after.
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["Now"] = "datetime2(3)",
        ["Since"] = "datetime2(3)",
        ["Before"] = "datetime2(3)",
        ["StateBefore"] = "nvarchar(20)",
        ["Beginning"] = "nvarchar(100)",
        ["NoWaitBeyond"] = "datetime2(3)",
        ["MinuteAgo"] = "datetime2(3)",
        ["DayAgo"] = "datetime2(3)",
        ["Today"] = "date",
        ["Horizon"] = "date",
        ["EndedBefore"] = "date",
        ["From"] = "date",
        ["To"] = "date",
        ["FromWeek"] = "nvarchar(8)",
        ["ToWeek"] = "nvarchar(8)",
        ["Owner"] = "nvarchar(200)",
        ["Unit"] = "nvarchar(32)",
        ["Assignment"] = "nvarchar(32)",
        ["Supervisor"] = "nvarchar(32)",
        ["Others"] = "nvarchar(4000)",
        ["Campaign"] = "nvarchar(32)",
        ["After"] = "int",
        ["BelowId"] = "bigint",
        ["Count"] = "int",
        ["Last"] = "int",
        ["Letters"] = "int",
        ["LastKey"] = "nvarchar(200)",
        ["FirstCampaign"] = "int",
        ["LastCampaign"] = "int",
        ["OldestEnd"] = "date",
        ["Longest"] = "int",
        ["MaxBytes"] = "int",
        ["TakenBefore"] = "datetime2(3)",
        ["SenderLevel"] = "nvarchar(16)",
        ["AwayUntil"] = "date",
    };

    [Theory]
    [InlineData("SQL_Latin1_General_CP1_CI_AS")]
    [InlineData("SQL_Latin1_General_CP1_CS_AS")] // where a name in other letters is another name
    [InlineData("Vietnamese_CI_AS")]
    [InlineData("Vietnamese_CS_AS")]
    public void Every_name_in_every_statement_is_there(string collation)
    {
        using var model = Schema(collation);
        Assert.True(Bind(model, _ => true) > 80);
    }

    [Fact]
    public void Every_statement_reads_another_programs_tables_through_the_views_of_the_example()
    {
        using var model = Schema("Vietnamese_CS_AS", "sql/examples/sqlserver/their-tables.sql", "sql/examples/sqlserver/views.sql");
        // Only an import writes there, and is refused before it does.
        Assert.True(Bind(model, statement => !WritesShared().IsMatch(statement)) > 70);
    }

    // It runs where there is a server only, and must not fail there for a slip of the pen.
    [Fact]
    public void What_another_program_takes_over_in_the_tests_is_there()
    {
        using var model = Schema("Vietnamese_CS_AS", "sql/examples/sqlserver/their-tables.sql");
        Add(model, 1, OtherProgram.OnSqlServer);
        Assert.Empty(model.Validate());
    }

    [Theory]
    [InlineData("SELECT Titel FROM Assignment;")] // a misspelt column
    [InlineData("SELECT Title FROM Assignments;")] // a misspelt table
    [InlineData("SELECT title FROM Assignment;")] // a column in other letters
    [InlineData("SELECT a.Title FROM Assignment AS A;")] // an alias in other letters
    [InlineData("SELECT r.Attempt FROM @Rows AS r;")] // a column that a set has not
    public void A_name_that_is_not_there_would_be_found(string statement)
    {
        using var model = Schema("SQL_Latin1_General_CP1_CS_AS");
        Add(model, 1, statement, "SentRow");
        Assert.NotEmpty(model.Validate());
    }

    private static int Bind(TSqlModel model, Func<string, bool> isMeant)
    {
        var text = new SqlText(Dialect.SqlServer);
        // What asks the server about itself names nothing of ours.
        var names = text.Names
            .Where(name => !name.StartsWith("storage/", StringComparison.Ordinal) || name == "storage/odd-values")
            .Where(name => isMeant(text[name]))
            .ToList();
        for (var number = 1; number <= names.Count; number++)
        {
            var (name, rows) = (names[number - 1], RowSetTests.RowsOf.GetValueOrDefault(names[number - 1]));
            Add(model, number, text[name], rows);
            if (rows is not null)
                Add(model, number + 1000, RowSet.ForOne(text[name], RowSetTests.Row(rows)));
        }

        Assert.Empty(model.Validate().Select(fault => Procedure().Replace(fault.ToString(), Named)));
        return names.Count;

        string Named(Match match) => names[(int.Parse(match.Groups[1].Value, null) % 1000) - 1];
    }

    private static void Add(TSqlModel model, int number, string statement, string? rows = null)
    {
        // As if a set were a table: the model asks nothing of a table-valued parameter's columns.
        statement = statement.Replace("@Rows", $"dbo.SetOf{rows}", StringComparison.Ordinal);
        var parameters = Parameter()
            .Matches(statement)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Select(name => $"@{name} {TypeOf(name)}");
        model.AddObjects($"CREATE PROCEDURE dbo.Statement{number} {string.Join(", ", parameters)} AS BEGIN {statement} END");
    }

    private static string TypeOf(string parameter) => Types.TryGetValue(parameter, out var type) ? type
        : Columns.TryGetValue(parameter, out type) ? type
        : throw new InvalidOperationException($"@{parameter} is named after no column; give it a type above.");

    private static Dictionary<string, string> Columns { get; } = Script().Split('\n')
        .Select(line => Column().Match(line)).Where(match => match.Success)
        .GroupBy(match => match.Groups[1].Value).ToDictionary(
            group => group.Key, group => group.First().Groups[2].Value, StringComparer.Ordinal);

    private static TSqlModel Schema(string collation, params string[] more)
    {
        var model = new TSqlModel(SqlServerVersion.Sql130, new TSqlModelOptions { Collation = collation });
        var scripts = more.Select(file => File.ReadAllText(Path.Combine(Repository.Root, file))).Prepend(Script());
        foreach (var statement in Creations(string.Join("\nGO\n", scripts)))
            model.AddObjects(statement);
        return model;
    }

    // The model takes one statement at a time, and only what creates: what a later script drops is left out.
    private static List<string> Creations(string text)
    {
        using var reader = new StringReader(text);
        var script = (TSqlScript)new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out _);
        var creations = new List<string>();
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
        {
            if (statement is AlterTableDropTableElementStatement alter)
            {
                var altered = $"CREATE TABLE dbo.{alter.SchemaObjectName.BaseIdentifier.Value} ";
                var table = creations.FindIndex(creation => creation.StartsWith(altered, StringComparison.Ordinal));
                foreach (var element in alter.AlterTableDropTableElements)
                    creations[table] = Regex.Replace(
                        creations[table],
                        // One that a script has added stands on a line of its own.
                        $@"\n    CONSTRAINT {element.Name.Value} CHECK [^)]*\)+,|\n    {element.Name.Value}\b[^\n]*"
                        + $@"| CONSTRAINT {element.Name.Value} (REFERENCES|CHECK) [^)]*\)+",
                        "");
            }
            else if (statement is AlterTableAddTableElementStatement add)
            {
                var altered = $"CREATE TABLE dbo.{add.SchemaObjectName.BaseIdentifier.Value} (";
                var table = creations.FindIndex(creation => creation.StartsWith(altered, StringComparison.Ordinal));
                var columns = text.Substring(add.Definition.StartOffset, add.Definition.FragmentLength);
                creations[table] = creations[table].Replace(altered, $"{altered}\n    {columns},", StringComparison.Ordinal);
            }
            else if (statement is DropTableStatement drop)
            {
                var name = $"dbo.{drop.Objects[0].BaseIdentifier.Value} ";
                creations.RemoveAll(creation =>
                    creation.StartsWith($"CREATE TABLE {name}", StringComparison.Ordinal)
                    || creation.Contains($" ON {name}", StringComparison.Ordinal));
            }
            else if (statement is CreateTypeTableStatement type)
            {
                var layout = text.Substring(type.Definition.StartOffset, type.Definition.FragmentLength);
                creations.Add($"CREATE TABLE dbo.SetOf{type.Name.BaseIdentifier.Value} ({layout});");
            }
            else if (statement is CreateTableStatement or CreateIndexStatement or CreateViewStatement or CreateSchemaStatement)
            {
                creations.Add(text.Substring(statement.StartOffset, statement.FragmentLength));
            }
        }

        return creations;
    }

    private static string Script() =>
        string.Join("\nGO\n", Repository.Files("sql/schema/sqlserver", "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [GeneratedRegex(@"(?<![\w@])@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^    (\w+) +((?:int|bigint|bit|date|datetime2|nvarchar|varbinary)(?:\([\w]+\))?)")]
    private static partial Regex Column();

    [GeneratedRegex(
        @"^(INSERT INTO|UPDATE|DELETE FROM) (Assignment|AssignmentUnit|WeeklySubmission|SubmissionExemption)\b",
        RegexOptions.Multiline)]
    private static partial Regex WritesShared();

    [GeneratedRegex(@"Statement(\d+)")]
    private static partial Regex Procedure();
}
