using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class SqliteBatchTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteBatchTests()
    {
        TypeHandlers.Register();
        _connection.Open();
        Run("CREATE TABLE T (Name TEXT UNIQUE, Number INTEGER, Day TEXT, At TEXT, Flag INTEGER, Bytes BLOB);");
    }

    public void Dispose() => _connection.Dispose();

    // A value stays bound until another takes its place: a null must take the place of a value, and the other way round.
    [Fact]
    public void Each_row_has_its_own_values_whatever_stood_in_the_row_before()
    {
        Row[] rows =
        [
            new("a", 1, new(2022, 6, 16), new(2022, 6, 16, 0, 30, 0, TimeSpan.Zero), true, [1, 2]),
            new("b", null, null, null, false, null),
            new("c", null, new(2022, 6, 16), null, false, []),
            new("d", long.MaxValue, new(2022, 6, 17), new(2022, 6, 16, 7, 30, 0, TimeSpan.FromHours(7)), true, [1, 2]),
        ];
        Assert.Equal(4, Insert(rows));
        Assert.Equal(
            [
                "a|1|2022-06-16|2022-06-16T00:30:00.000Z|1|0102",
                "b||||0|",
                "c||2022-06-16||0|",
                "d|9223372036854775807|2022-06-17|2022-06-16T00:30:00.000Z|1|0102",
            ],
            Lines());
    }

    [Fact]
    public void Rows_that_were_there_are_not_counted() =>
        Assert.Equal((2, 1), (Insert([Named("a"), Named("b"), Named("a")]), Insert([Named("b"), Named("c")])));

    [Fact]
    public void A_refused_row_says_why_and_the_connection_goes_on()
    {
        var refused = Assert.Throws<SqliteException>(
            () => Insert([Named("a"), Named("a")], "INSERT INTO T (Name) VALUES (@Name);"));
        Assert.Equal(2067, refused.SqliteExtendedErrorCode);
        Assert.Contains("T.Name", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, Insert([Named("b")]));
    }

    [Fact]
    public void A_statement_that_is_none_says_where() => Assert.Contains(
        "near \"INTO\"",
        Assert.Throws<SqliteException>(() => Insert([Named("a")], "INSERT INTO INTO T VALUES (@Name);")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_second_statement_is_refused_and_not_passed_over() =>
        Assert.Throws<NotSupportedException>(() => Insert([Named("a")], "DELETE FROM T WHERE Name = @Name; DELETE FROM T;"));

    [Fact]
    public void A_value_that_no_property_has_is_named() => Assert.Contains(
        "@Titel",
        Assert.Throws<InvalidOperationException>(() => Insert([Named("a")], "INSERT INTO T (Name) VALUES (@Titel);")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Without_rows_nothing_is_done() => Assert.Equal(0, Insert([], "not a statement"));

    private static Row Named(string name) => new(name, 1, null, null, false, null);

    private int Insert(
        IEnumerable<Row> rows,
        string text = "INSERT INTO T VALUES (@Name, @Number, @Day, @At, @Flag, @Bytes) ON CONFLICT (Name) DO NOTHING;") =>
        SqliteBatch.Execute(_connection, text, rows, TestContext.Current.CancellationToken);

    private List<string> Lines()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT Name || '|' || IFNULL(Number, '') || '|' || IFNULL(Day, '') || '|' || IFNULL(At, '') || '|' || Flag "
            + "|| '|' || IFNULL(HEX(Bytes), '') FROM T ORDER BY Name;";
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(0));
        return lines;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Row(string Name, long? Number, DateOnly? Day, DateTimeOffset? At, bool Flag, byte[]? Bytes);
}
