using System.Reflection;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>What goes to SQL Server as a set: the rows the program has and the types of the schema they travel as.</summary>
public sealed partial class RowSetTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    /// <summary>Which rows each statement for a set is given, as the sources have it.</summary>
    internal static Dictionary<string, string> RowsOf { get; } = Repository.Files("src", "*.cs")
        .SelectMany(file => Given().Matches(File.ReadAllText(file))).ToDictionary(
            match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

    [Fact]
    public void Every_row_has_the_columns_of_its_type_in_their_order()
    {
        var types = Types();
        Assert.Equal(types.Keys.Order(StringComparer.Ordinal), RowsOf.Values.Order(StringComparer.Ordinal));
        Assert.All(types, type => Assert.Equal(type.Value, Layout(Row(type.Key))));
    }

    [Fact]
    public void Every_column_of_a_type_is_as_wide_as_the_one_it_is_written_to()
    {
        var tables = Schema().OfType<CreateTableStatement>().GroupBy(table => table.SchemaObjectName.BaseIdentifier.Value)
            .ToDictionary(group => group.Key, group => Widths(group.Last().Definition), StringComparer.Ordinal);
        var text = new SqlText(Dialect.SqlServer);
        var compared = 0;
        foreach (var (statement, row) in RowsOf)
        {
            var table = tables[Target().Match(text[statement]).Groups[1].Value];
            var set = Schema().OfType<CreateTypeTableStatement>().Single(type => type.Name.BaseIdentifier.Value == row);
            foreach (var (column, width) in Widths(set.Definition))
            {
                if (!table.TryGetValue(column, out var there))
                    continue;
                Assert.Equal($"{row}.{column} {there}", $"{row}.{column} {width}");
                compared++;
            }
        }

        Assert.True(compared > 40, $"{compared} columns");
    }

    [Fact]
    public void Every_statement_for_a_set_is_given_one()
    {
        var text = new SqlText(Dialect.SqlServer);
        Assert.Equal(
            RowsOf.Keys.Order(StringComparer.Ordinal),
            text.Names.Where(name => RowSet.IsAskedBy(text[name])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_thousand_rows_are_one_statement_on_the_wire()
    {
        var heard = await HeardAsync("1");
        Assert.Equal(3, heard.Count);
        Assert.All(heard, said => Assert.Single(Statement().Matches(said)));
        Assert.All(heard, said => Assert.Contains("AttemptRow", said, StringComparison.Ordinal));
    }

    // Babelfish, where a text with an apostrophe in a set breaks the statement, or becomes one.
    [Fact]
    public async Task A_server_that_cannot_be_given_a_set_gets_the_rows_one_by_one_in_one_message()
    {
        var heard = await HeardAsync("0");
        Assert.Equal(3, heard.Count);
        Assert.All(heard, said => Assert.DoesNotContain("@Rows", said, StringComparison.Ordinal));
        Assert.Contains("(SELECT @OutboxMessageId AS OutboxMessageId, @AttemptedAt AS AttemptedAt,", heard[0], StringComparison.Ordinal);
    }

    internal static Type Row(string name) => Assert.Single(typeof(SqlText).Assembly.GetTypes(), type => type.Name == name);

    private static async Task<List<string>> HeardAsync(string takesSets)
    {
        await using var server = new SmallSqlServer();
        var heard = new List<string>();
        server.Answer = said =>
        {
            if (said.Contains("SERVERPROPERTY", StringComparison.Ordinal))
                return SmallSqlServer.Texts(isLengthKnown: true, takesSets);
            heard.Add(said);
            return SmallSqlServer.Nothing;
        };
        await using var session = await new SqlServerDatabase(new() { ConnectionString = server.ConnectionString }).OpenAsync(Token);
        await session.ExecuteAsync("outbox/insert-attempt", Array.Empty<AttemptRow>(), Token);
        Assert.Empty(heard);
        await session.ExecuteAsync("outbox/insert-attempt", Enumerable.Range(1, 2500).Select(number => new AttemptRow
        {
            OutboxMessageId = number,
            AttemptedAt = DateTimeOffset.UnixEpoch,
            Owner = "hồ sơ",
            InDoubt = false,
            Stage = "data",
            Outcome = "Delivered",
            Code = number % 2 == 0 ? 250 : null,
            Reply = $"<{number}>",
            ElapsedMs = 3,
        }), Token);
        Assert.Equal(
            Enumerable.Range(1, 2500),
            heard.SelectMany(said => Reply().Matches(said)).Select(match => int.Parse(match.Groups[1].Value, null)));
        return heard;
    }

    private static IEnumerable<TSqlStatement> Schema()
    {
        var scripts = Repository.Files("sql/schema/sqlserver", "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText);
        using var reader = new StringReader(string.Join("\nGO\n", scripts));
        var script = (TSqlScript)new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out _);
        return script.Batches.SelectMany(batch => batch.Statements);
    }

    private static Dictionary<string, string> Widths(TableDefinition table) => table.ColumnDefinitions.ToDictionary(
        column => column.ColumnIdentifier.Value,
        column => (SqlDataTypeReference)column.DataType is var type
            ? $"{type.SqlDataTypeOption}({string.Join(',', type.Parameters.Select(each => each.Value))})"
            : "",
        StringComparer.Ordinal);

    private static Dictionary<string, string[]> Types() => Schema().OfType<CreateTypeTableStatement>().ToDictionary(
        type => type.Name.BaseIdentifier.Value,
        type => type.Definition.ColumnDefinitions.Select(column => string.Join(
            ' ',
            column.ColumnIdentifier.Value,
            ((SqlDataTypeReference)column.DataType).SqlDataTypeOption,
            column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable ? "null" : "not null")).ToArray(),
        StringComparer.Ordinal);

    private static IEnumerable<string> Layout(Type row) => row.GetProperties().Select(property => string.Join(
        ' ',
        property.Name,
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
        {
            var type when type == typeof(string) => SqlDataTypeOption.NVarChar,
            var type when type == typeof(byte[]) => SqlDataTypeOption.VarBinary,
            var type when type == typeof(DateTimeOffset) => SqlDataTypeOption.DateTime2,
            var type when type == typeof(DateOnly) => SqlDataTypeOption.Date,
            var type when type == typeof(bool) => SqlDataTypeOption.Bit,
            var type when type == typeof(int) => SqlDataTypeOption.Int,
            _ => SqlDataTypeOption.BigInt,
        },
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable ? "null" : "not null"));

    [GeneratedRegex(@"ExecuteAsync\(""([a-z/-]+)"",[^;]*?new (\w+Row)\b")]
    private static partial Regex Given();

    [GeneratedRegex(@"(?:INSERT INTO|UPDATE m[^;]*FROM) (\w+)")]
    private static partial Regex Target();

    [GeneratedRegex("INSERT INTO OutboxAttempt")]
    private static partial Regex Statement();

    [GeneratedRegex(@"<(\d+)>")]
    private static partial Regex Reply();
}
