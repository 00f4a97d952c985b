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
        ["NoWaitBeyond"] = "datetime2(3)",
        ["MinuteAgo"] = "datetime2(3)",
        ["DayAgo"] = "datetime2(3)",
        ["Today"] = "date",
        ["Horizon"] = "date",
        ["From"] = "date",
        ["To"] = "date",
        ["FromWeek"] = "nvarchar(8)",
        ["ToWeek"] = "nvarchar(8)",
        ["Owner"] = "nvarchar(200)",
        ["Unit"] = "nvarchar(32)",
        ["Assignment"] = "nvarchar(32)",
        ["Supervisor"] = "nvarchar(32)",
        ["Archive"] = "nvarchar(254)",
        ["Campaign"] = "nvarchar(32)",
        ["After"] = "int",
        ["Count"] = "int",
        ["Last"] = "int",
        ["FirstCampaign"] = "int",
        ["LastCampaign"] = "int",
        ["OldestEnd"] = "date",
        ["Rows"] = "nvarchar(max)",
    };

    [Fact]
    public void Every_name_in_every_statement_is_there()
    {
        using var model = Schema();
        var files = new List<string>();
        foreach (var name in new SqlText(Dialect.SqlServer).Names.Where(name => !name.StartsWith("storage/", StringComparison.Ordinal)))
        {
            files.Add(name);
            Add(model, files.Count, new SqlText(Dialect.SqlServer)[name]);
        }

        var faults = model.Validate().Select(fault => Procedure().Replace(fault.ToString(), match => files[int.Parse(match.Groups[1].Value, null) - 1]));
        Assert.Empty(faults);
        Assert.True(files.Count > 80);
    }

    [Theory]
    [InlineData("SELECT Titel FROM Assignment;")] // a misspelt column
    [InlineData("SELECT Title FROM Assignments;")] // a misspelt table
    public void A_name_that_is_not_there_would_be_found(string statement)
    {
        using var model = Schema();
        Add(model, 1, statement);
        Assert.NotEmpty(model.Validate());
    }

    private static void Add(TSqlModel model, int number, string statement)
    {
        var parameters = Parameter().Matches(statement).Select(match => match.Groups[1].Value).Distinct().Select(name => $"@{name} {TypeOf(name)}");
        model.AddObjects($"CREATE PROCEDURE dbo.Statement{number} {string.Join(", ", parameters)} AS BEGIN {statement} END");
    }

    private static string TypeOf(string parameter) => Types.TryGetValue(parameter, out var type) ? type
        : Columns.TryGetValue(parameter, out type) ? type
        : throw new InvalidOperationException($"@{parameter} is named after no column; give it a type above.");

    private static Dictionary<string, string> Columns { get; } = Script().Split('\n')
        .Select(line => Column().Match(line)).Where(match => match.Success)
        .GroupBy(match => match.Groups[1].Value).ToDictionary(group => group.Key, group => group.First().Groups[2].Value, StringComparer.Ordinal);

    private static TSqlModel Schema()
    {
        var model = new TSqlModel(SqlServerVersion.Sql130, new TSqlModelOptions());
        foreach (var statement in Creations())
            model.AddObjects(statement);
        return model;
    }

    // The model takes one statement at a time, and only what creates: what a later script drops is left out.
    private static List<string> Creations()
    {
        using var reader = new StringReader(Script());
        var script = (TSqlScript)new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out _);
        var creations = new List<string>();
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
        {
            if (statement is AlterTableDropTableElementStatement alter)
            {
                var table = creations.FindIndex(creation => creation.StartsWith($"CREATE TABLE dbo.{alter.SchemaObjectName.BaseIdentifier.Value} ", StringComparison.Ordinal));
                foreach (var element in alter.AlterTableDropTableElements)
                    creations[table] = Regex.Replace(creations[table], $@"\n    {element.Name.Value}\b[^\n]*", "");
            }
            else if (statement is DropTableStatement drop)
            {
                creations.RemoveAll(creation => creation.StartsWith($"CREATE TABLE dbo.{drop.Objects[0].BaseIdentifier.Value} ", StringComparison.Ordinal));
            }
            else if (statement is CreateTableStatement or CreateIndexStatement)
            {
                creations.Add(Script().Substring(statement.StartOffset, statement.FragmentLength));
            }
        }

        return creations;
    }

    private static string Script() => string.Join("\nGO\n", Repository.Files("sql/schema/sqlserver", "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [GeneratedRegex(@"(?<![\w@])@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^    (\w+) +((?:int|bigint|bit|date|datetime2|nvarchar|varbinary)(?:\([\w]+\))?)")]
    private static partial Regex Column();

    [GeneratedRegex(@"Statement(\d+)")]
    private static partial Regex Procedure();
}
