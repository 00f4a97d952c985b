using System.Reflection;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// One prepared statement for many rows in SQLite. A value stays bound until another takes its place: most columns of what a look
/// writes are the same from row to row. Microsoft.Data.Sqlite binds all of them by name for each row, which takes as long as SQLite
/// takes to insert it.
/// </summary>
internal static class SqliteBatch
{
    /// <param name="connection">An open connection, in a transaction: nothing waits for another writer here.</param>
    /// <param name="text">One statement.</param>
    /// <param name="rows">All of one type, whose properties are the parameters; they may have more.</param>
    /// <param name="token">Ends the work between two rows.</param>
    /// <returns>How many rows were changed in all.</returns>
    /// <exception cref="SqliteException">SQLite refuses the statement or a row.</exception>
    public static int Execute(SqliteConnection connection, string text, IEnumerable<object> rows, CancellationToken token)
    {
        var changed = 0;
        sqlite3_stmt? statement = null;
        try
        {
            PropertyInfo[] properties = [];
            object?[] bound = [];
            foreach (var row in rows)
            {
                token.ThrowIfCancellationRequested();
                if (statement is null)
                {
                    statement = Prepare(connection, text);
                    properties = ParametersOf(statement, row.GetType());
                    // Nothing is bound yet, which is null to SQLite as well.
                    bound = new object?[properties.Length];
                }

                for (var at = 0; at < properties.Length; at++)
                {
                    var value = properties[at].GetValue(row);
                    if (Equals(value, bound[at]))
                        continue;
                    Check(connection, Bind(statement, at + 1, value));
                    bound[at] = value;
                }

                var result = raw.sqlite3_step(statement);
                if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
                    Check(connection, result);
                changed += raw.sqlite3_changes(connection.Handle);
                Check(connection, raw.sqlite3_reset(statement));
            }
        }
        finally
        {
            statement?.Dispose();
        }

        return changed;
    }

    private static sqlite3_stmt Prepare(SqliteConnection connection, string text)
    {
        Check(connection, raw.sqlite3_prepare_v2(connection.Handle, text, out var statement, out var rest));
        if (string.IsNullOrWhiteSpace(rest))
            return statement;
        statement.Dispose();
        throw new NotSupportedException($"More than one statement for many rows: {rest}");
    }

    private static PropertyInfo[] ParametersOf(sqlite3_stmt statement, Type row) =>
    [
        .. from at in Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement))
           let name = raw.sqlite3_bind_parameter_name(statement, at).utf8_to_string()
           select row.GetProperty(name[1..]) ?? throw new InvalidOperationException($"{row.Name} has no value for {name}."),
    ];

    private static int Bind(sqlite3_stmt statement, int at, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, at),
        string text => raw.sqlite3_bind_text(statement, at, text),
        int number => raw.sqlite3_bind_int(statement, at, number),
        long number => raw.sqlite3_bind_int64(statement, at, number),
        bool flag => raw.sqlite3_bind_int(statement, at, flag ? 1 : 0),
        DateOnly day => raw.sqlite3_bind_text(statement, at, TypeHandlers.ToText(day)),
        DateTimeOffset instant => raw.sqlite3_bind_text(statement, at, TypeHandlers.ToText(instant)),
        byte[] bytes => raw.sqlite3_bind_blob(statement, at, bytes),
        _ => throw new NotSupportedException($"No column holds a {value.GetType()}."),
    };

    private static void Check(SqliteConnection connection, int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);
}
