using System.Globalization;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>Every value of every row of a database, to compare two.</summary>
internal static class TableDump
{
    /// <param name="file">The database; read only.</param>
    /// <param name="except">A table left out.</param>
    public static IReadOnlyList<string> Of(string file, string except = "")
    {
        using var connection = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        var tables = SqliteFile.Rows(
            connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
            0);
        return [.. tables.Where(table => table != except).SelectMany(table => Rows(connection, table))];
    }

    public static long Count(string file, string what)
    {
        using var connection = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        return long.Parse(SqliteFile.Rows(connection, $"SELECT COUNT(*) FROM {what}", 0)[0], CultureInfo.InvariantCulture);
    }

    private static List<string> Rows(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(
                table
                    + ": "
                    + string.Join(
                        '|',
                        values.Select(
                            value => value is byte[] bytes
                                ? Convert.ToHexString(bytes)
                                : Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
