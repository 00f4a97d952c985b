using System.Reflection;
using System.Text.RegularExpressions;
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
        .SelectMany(file => Given().Matches(File.ReadAllText(file))).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

    [Fact]
    public void Every_row_has_the_columns_of_its_type_in_their_order()
    {
        var types = Types();
        Assert.Equal(types.Keys.Order(StringComparer.Ordinal), RowsOf.Values.Order(StringComparer.Ordinal));
        Assert.All(types, type => Assert.Equal(type.Value, Layout(Row(type.Key))));
    }

    [Fact]
    public void Every_statement_for_a_set_is_given_one()
    {
        var text = new SqlText(Dialect.SqlServer);
        Assert.Equal(RowsOf.Keys.Order(StringComparer.Ordinal), text.Names.Where(name => RowSet.IsAskedBy(text[name])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_thousand_rows_are_one_statement_on_the_wire()
    {
        await using var server = new SmallSqlServer();
        var heard = new List<string>();
        server.Answer = said =>
        {
            heard.Add(said);
            return SmallSqlServer.Nothing;
        };
        await using var session = await new SqlServerDatabase(new() { ConnectionString = server.ConnectionString }).OpenAsync(Token);
        var none = Activator.CreateInstance(Row("SentRow"), 0L, 0, DateTimeOffset.UnixEpoch)!.GetType();
        await session.ExecuteAsync("outbox/settle-sent", Array.CreateInstance(none, 0), Token);
        Assert.Empty(heard);

        var attempts = Row("AttemptRow");
        var rows = Enumerable.Range(1, 2500).Select(number => Activator.CreateInstance(
            attempts, (long)number, DateTimeOffset.UnixEpoch, "hồ sơ", false, "data", "Delivered", number % 2 == 0 ? 250 : null, $"<{number}>", 3L)!);
        await session.ExecuteAsync("outbox/insert-attempt", rows, Token);

        Assert.Equal(3, heard.Count);
        Assert.All(heard, said => Assert.Single(Statement().Matches(said)));
        Assert.All(heard, said => Assert.Contains("AttemptRow", said, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 2500), heard.SelectMany(said => Reply().Matches(said)).Select(match => int.Parse(match.Groups[1].Value, null)));
    }

    private static Dictionary<string, string[]> Types()
    {
        using var reader = new StringReader(string.Join("\nGO\n", Repository.Files("sql/schema/sqlserver", "*.sql").Select(File.ReadAllText)));
        return ((TSqlScript)new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out _)).Batches.SelectMany(batch => batch.Statements)
            .OfType<CreateTypeTableStatement>().ToDictionary(
                type => type.Name.BaseIdentifier.Value,
                type => type.Definition.ColumnDefinitions.Select(column => string.Join(
                    ' ',
                    column.ColumnIdentifier.Value,
                    ((SqlDataTypeReference)column.DataType).SqlDataTypeOption,
                    column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable ? "null" : "not null")).ToArray(),
                StringComparer.Ordinal);
    }

    private static Type Row(string name) => Assert.Single(typeof(SqlText).Assembly.GetTypes(), type => type.Name == name);

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

    [GeneratedRegex("INSERT INTO OutboxAttempt")]
    private static partial Regex Statement();

    [GeneratedRegex(@"<(\d+)>")]
    private static partial Regex Reply();
}
