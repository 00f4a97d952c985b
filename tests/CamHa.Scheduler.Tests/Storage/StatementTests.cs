using System.Text.RegularExpressions;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

public sealed partial class StatementTests
{
    private static readonly string[] OnlySqlServer = ["storage/lock-schema", "storage/create-quartz-schema", "storage/quartz-tables"];

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.SqlServer)]
    public void Every_statement_the_code_names_is_there(Dialect dialect)
    {
        var named = Named().Where(name => !OnlySqlServer.Contains(name) || dialect == Dialect.SqlServer);
        Assert.Empty(named.Except(new SqlText(dialect).Names));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.SqlServer)]
    public void Every_statement_that_is_there_is_used(Dialect dialect) =>
        Assert.Empty(new SqlText(dialect).Names.Except(Named()));

    [Fact]
    public void A_statement_that_is_not_there_is_named_in_the_error() =>
        Assert.Contains("'outbox/nonsense'", Assert.Throws<KeyNotFoundException>(() => new SqlText(Dialect.Sqlite)["outbox/nonsense"]).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_TSql_file_is_read_by_Microsofts_own_parser()
    {
        var files = Repository.Files("sql", "*.sql")
            .Where(file => !file.EndsWith(".sqlite.sql", StringComparison.Ordinal) && !file.Contains("sqlite", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var reader = new StreamReader(file);
            // 130 is SQL Server 2016, the oldest the service is for.
            new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.True(errors.Count == 0, $"{file}: {string.Join("; ", errors.Select(error => $"line {error.Line}: {error.Message}"))}");
        }
    }

    [Fact]
    public void A_dialect_has_a_file_of_its_own_only_beside_the_others() => Assert.Empty(
        Repository.Files("sql/queries", "*.sqlite.sql").Select(file => file.Replace(".sqlite.", ".sqlserver.", StringComparison.Ordinal)).Where(file => !File.Exists(file)));

    [Fact]
    public void What_a_server_takes_as_a_set_has_the_columns_that_an_embedded_database_takes_one_by_one()
    {
        var (sqlite, server) = (new SqlText(Dialect.Sqlite), new SqlText(Dialect.SqlServer));
        var sets = server.Names.Where(server.TakesSet).ToList();
        Assert.True(sets.Count >= 8);
        foreach (var name in sets)
        {
            var columns = Column().Matches(With().Match(server[name]).Groups[1].Value).Select(match => match.Groups[1].Value);
            var parameters = Parameter().Matches(sqlite[name]).Select(match => match.Groups[1].Value);
            Assert.Equal(parameters.Distinct().Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
        }
    }

    private static HashSet<string> Named() =>
    [
        .. Repository.Files("src", "*.cs").SelectMany(file => Name().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Where(name => Directory.Exists(Path.Combine(Repository.Root, "sql/queries", name.Split('/')[0]))),
    ];

    [GeneratedRegex(@"OPENJSON\(@Rows\) WITH \((.+?)\) AS", RegexOptions.Singleline)]
    private static partial Regex With();

    [GeneratedRegex(@"(\w+) (?:int|bigint|bit|date|n?varchar|datetime2)\b")]
    private static partial Regex Column();

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("\"([a-z]+/[a-z0-9-]+)\"")]
    private static partial Regex Name();
}
