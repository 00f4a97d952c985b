using System.Data;
using System.Data.Common;
using CamHa.Scheduler.Storage;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>The fastest way into a table: a prepared statement in one transaction, or SQL Server's bulk copy.</summary>
internal static class Bulk
{
    private const int RowsOfABatch = 50_000;

    public static void Write(DbConnection connection, DbTransaction transaction, Rows rows)
    {
        if (connection is SqlConnection server)
            Copy(server, (SqlTransaction)transaction, rows);
        else
            Insert(connection, rows);
    }

    private static void Insert(DbConnection connection, Rows rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {rows.Table} ({string.Join(", ", rows.Columns)}) VALUES "
            + $"({string.Join(", ", rows.Columns.Select(column => "@" + column))});";
        foreach (var column in rows.Columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column;
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        foreach (var row in rows.Values)
        {
            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = AsText(row[i]);
            command.ExecuteNonQuery();
        }
    }

    private static void Copy(SqlConnection connection, SqlTransaction transaction, Rows rows)
    {
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.KeepIdentity, transaction)
        {
            DestinationTableName = $"dbo.{rows.Table}",
            BulkCopyTimeout = 0
        };
        foreach (var column in rows.Columns)
            copy.ColumnMappings.Add(column, column);
        foreach (var batch in rows.Values.Chunk(RowsOfABatch))
        {
            using var table = new DataTable();
            foreach (var column in rows.Columns)
                table.Columns.Add(column, typeof(object));
            foreach (var row in batch)
                table.Rows.Add([.. row.Select(AsTime)]);
            copy.WriteToServer(table);
        }
    }

    private static object AsText(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => TypeHandlers.ToText(instant),
        DateOnly day => TypeHandlers.ToText(day),
        _ => value,
    };

    private static object AsTime(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.UtcDateTime,
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        _ => value,
    };
}
