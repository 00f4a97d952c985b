using System.Data;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Rows on their way to SQL Server as one table-valued parameter, <c>@Rows</c>. Its type is named as the rows' own
/// (<c>NoticeRow</c> travels as <c>dbo.NoticeRow</c>) and has their properties as its columns, in the same order.
/// </summary>
internal static class RowSet
{
    private const string Parameter = "@Rows";

    public static bool IsAskedBy(string statement) => statement.Contains(Parameter, StringComparison.Ordinal);

    /// <param name="rows">At least one; all of one type.</param>
    public static SqlParameter Of(IReadOnlyList<object> rows) => new(Parameter, SqlDbType.Structured)
    {
        TypeName = $"dbo.{rows[0].GetType().Name}",
        Value = Records(rows),
    };

    /// <summary>The same statement for one row, whose values are parameters of their own: for a server that cannot be given a set.</summary>
    public static string ForOne(string statement, Type row) =>
        statement.Replace(Parameter, $"(SELECT {string.Join(", ", row.GetProperties().Select(column => $"@{column.Name} AS {column.Name}"))})", StringComparison.Ordinal);

    private static IEnumerable<SqlDataRecord> Records(IReadOnlyList<object> rows)
    {
        var columns = rows[0].GetType().GetProperties();
        // One serves them all: the client writes each before it asks for the next.
        var record = new SqlDataRecord([.. columns.Select(Column)]);
        foreach (var row in rows)
        {
            for (var at = 0; at < columns.Length; at++)
                record.SetValue(at, Value(columns[at].GetValue(row)));
            yield return record;
        }
    }

    // A text without a length of its own: one too long for its column is refused by the server, never cut on the way.
    private static SqlMetaData Column(PropertyInfo property) => TypeHandlers.TypeOf(property.PropertyType) switch
    {
        DbType.String => new(property.Name, SqlDbType.NVarChar, SqlMetaData.Max),
        DbType.Binary => new(property.Name, SqlDbType.VarBinary, SqlMetaData.Max),
        DbType.DateTime2 => new(property.Name, SqlDbType.DateTime2, 0, TypeHandlers.InstantScale),
        DbType.Date => new(property.Name, SqlDbType.Date),
        DbType.Boolean => new(property.Name, SqlDbType.Bit),
        DbType.Int32 => new(property.Name, SqlDbType.Int),
        DbType.Int64 => new(property.Name, SqlDbType.BigInt),
        var other => throw new NotSupportedException($"No row has a column of {other}."),
    };

    private static object Value(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => TypeHandlers.ToDateTime(instant),
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        _ => value,
    };
}
