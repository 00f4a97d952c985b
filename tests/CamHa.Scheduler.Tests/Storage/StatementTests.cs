using System.Text.RegularExpressions;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

public sealed partial class StatementTests
{
    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.SqlServer)]
    public void Every_statement_the_code_names_is_there(Dialect dialect)
    {
        // What only a server can be asked has a file for it alone.
        var named = Named().Where(name => dialect == Dialect.SqlServer
            || !File.Exists(Path.Combine(Repository.Root, $"sql/queries/{name}.sqlserver.sql"))
            || File.Exists(Path.Combine(Repository.Root, $"sql/queries/{name}.sqlite.sql")));
        Assert.Empty(named.Except(new SqlText(dialect).Names));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.SqlServer)]
    public void Every_statement_that_is_there_is_used(Dialect dialect) =>
        Assert.Empty(new SqlText(dialect).Names.Except(Named()));

    [Fact]
    public void A_statement_that_is_not_there_is_named_in_the_error() =>
        Assert.Contains(
            "'outbox/nonsense'",
            Assert.Throws<KeyNotFoundException>(() => new SqlText(Dialect.Sqlite)["outbox/nonsense"]).Message,
            StringComparison.Ordinal);

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
        Repository.Files("sql/queries", "*.sqlite.sql")
            .Select(file => file.Replace(".sqlite.", ".sqlserver.", StringComparison.Ordinal))
            .Where(file => !File.Exists(file)));

    // SQLite refuses a parameter in other letters; a case-sensitive server does, and no test here would see it.
    [Fact]
    public void Both_dialects_of_a_statement_have_the_same_parameters() => Assert.All(
        Repository.Files("sql/queries", "*.sqlite.sql"),
        file => Assert.Equal(Parameters(file), Parameters(file.Replace(".sqlite.", ".sqlserver.", StringComparison.Ordinal))));

    // Without the second hint a database with READ_COMMITTED_SNAPSHOT refuses the first.
    [Fact]
    public void Rows_are_passed_by_only_where_the_lock_they_are_read_by_is_named() => Assert.All(
        Repository.Files("sql", "*.sqlserver.sql")
            .SelectMany(file => File.ReadLines(file))
            .Where(line => line.Contains("READPAST,", StringComparison.Ordinal)),
        line => Assert.Contains("READCOMMITTEDLOCK", line, StringComparison.Ordinal));

    [Fact]
    public void A_word_is_written_as_the_schema_keeps_it_for_a_server_that_tells_letters_apart()
    {
        var words = Repository.Files("sql/schema/sqlserver", "*.sql").SelectMany(file => Check().Matches(File.ReadAllText(file)))
            .SelectMany(check => Literal().Matches(check.Value)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("Suppressed", words);
        var text = new SqlText(Dialect.SqlServer);
        var literals = text.Names.SelectMany(
            name => Literal().Matches(text[name]).Select(match => (Name: name, Word: match.Groups[1].Value)));
        Assert.Empty(literals.Where(each => words.Contains(each.Word, StringComparer.OrdinalIgnoreCase) && !words.Contains(each.Word)));
    }

    // A set's columns are what its rows are asked for one by one elsewhere.
    private static IEnumerable<string> Parameters(string file) =>
        Parameter().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
            .Except(["Rows", "Nth"]).Distinct().Order(StringComparer.Ordinal);

    private static HashSet<string> Named() =>
    [
        .. Repository.Files("src", "*.cs").SelectMany(file => Name().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Where(
                name => Directory.Exists(Path.Combine(Repository.Root, "sql/queries", name.Split('/')[0]))),
    ];

    [GeneratedRegex(@"CHECK \([^\n]*")]
    private static partial Regex Check();

    [GeneratedRegex("'([^'\n]*)'")]
    private static partial Regex Literal();

    [GeneratedRegex("\"([a-z]+/[a-z0-9-]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:@|\br\.)(\w+)")]
    private static partial Regex Parameter();
}
