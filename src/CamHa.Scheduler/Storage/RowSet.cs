using System.Data;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Rows sent to SQL Server as one table-valued parameter, <c>@Rows</c>. Its type has the name of the rows' type
/// (<c>NoticeRow</c> travels as <c>dbo.NoticeRow</c>) and their properties as its columns, in the same order.
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

    /// <summary>The same statement for a single row with a parameter for each value, for a server that accepts no set.</summary>
    public static string ForOne(string statement, Type row)
    {
        var values = row.GetProperties().Select(column => $"@{column.Name} AS {column.Name}");
        return statement.Replace(Parameter, $"(SELECT {string.Join(", ", values)})", StringComparison.Ordinal);
    }

    private static IEnumerable<SqlDataRecord> Records(IReadOnlyList<object> rows)
    {
        var columns = rows[0].GetType().GetProperties();
        // One record serves all rows: the client writes each before it asks for the next.
        var record = new SqlDataRecord([.. columns.Select(Column)]);
        foreach (var row in rows)
        {
            for (var at = 0; at < columns.Length; at++)
                record.SetValue(at, Value(columns[at].GetValue(row)));
            yield return record;
        }
    }

    // Texts have no length limit here, so that the server refuses one too long for its column instead of getting it cut.
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
        DateOnly day => TypeHandlers.ToDateTime(day),
        _ => value,
    };
}
