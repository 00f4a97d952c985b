using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// One statement for many rows. A server gets a thousand rows a round trip: as one set where the statement takes a set
/// (<see cref="RowSet"/>), as those of looks and dispatchers do, otherwise as that many statements in one message. SQLite
/// prepares the statement once and runs it with each row's values (<see cref="SqliteBatch"/>).
/// </summary>
internal static partial class RowBatch
{
    // Enough for the round trip not to count, few enough for memory. From 5,000 rows a statement on SQL Server locks the
    // whole table, and dispatchers would wait.
    private const int RowsPerRoundTrip = 1000;

    private static readonly ConcurrentDictionary<(string Text, Type Row), PropertyInfo[]> Parameters = new();

    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The connection's transaction; null for none.</param>
    /// <param name="text">The statement.</param>
    /// <param name="rows">All of one type, whose properties are the parameters.</param>
    /// <param name="takesSets">Whether this server accepts a set; asked only for a statement that takes one.</param>
    /// <param name="token">Cancels the statement under way.</param>
    /// <returns>How many rows were changed in all.</returns>
    public static async Task<int> ExecuteAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string text,
        IEnumerable<object> rows,
        Func<Task<bool>> takesSets,
        CancellationToken token)
    {
        if (connection is SqliteConnection embedded)
            return SqliteBatch.Execute(embedded, text, rows, token);
        var changed = 0;
        foreach (var some in rows.Chunk(RowsPerRoundTrip))
        {
            changed += !RowSet.IsAskedBy(text) ? await SendAsync(connection, transaction, text, some, token)
                : await takesSets() ? await SendSetAsync(connection, transaction, text, some, token)
                : await SendAsync(connection, transaction, RowSet.ForOne(text, some[0].GetType()), some, token);
        }

        return changed;
    }

    /// <summary>Gives a command the values of its statement's parameters, in the place of those it had.</summary>
    /// <param name="command">A command with its text.</param>
    /// <param name="row">Has a property for each parameter; null for a statement without any.</param>
    public static void SetAll(SqliteCommand command, object? row)
    {
        if (row is null)
            return;
        foreach (var property in ParametersOf(command.CommandText, row))
        {
            var at = command.Parameters.IndexOf(property.Name);
            var parameter = at < 0 ? command.Parameters.Add(new() { ParameterName = property.Name }) : command.Parameters[at];
            Set(parameter, property.GetValue(row));
        }
    }

    private static async Task<int> SendSetAsync(
        DbConnection connection, DbTransaction? transaction, string text, object[] rows, CancellationToken token)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        command.Parameters.Add(RowSet.Of(rows));
        return await command.ExecuteNonQueryAsync(token);
    }

    private static async Task<int> SendAsync(
        DbConnection connection, DbTransaction? transaction, string text, object[] rows, CancellationToken token)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        var properties = ParametersOf(text, rows[0]);
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            foreach (var property in properties)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = property.Name;
                // Typed even for null: SQL Server does not convert an untyped null to bytes.
                parameter.DbType = TypeHandlers.TypeOf(property.PropertyType);
                var value = property.GetValue(row);
                Set(parameter, value);
                // Two sizes only, as Dapper does it, so that one plan serves every length.
                if (value is string words)
                    parameter.Size = words.Length <= DbString.DefaultLength ? DbString.DefaultLength : -1;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        return await batch.ExecuteNonQueryAsync(token);
    }

    private static PropertyInfo[] ParametersOf(string text, object row) => Parameters.GetOrAdd((text, row.GetType()), static key =>
    {
        // Rows may have more properties than the statement has parameters.
        var names = Name().Matches(key.Text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return [.. key.Row.GetProperties().Where(property => names.Contains(property.Name))];
    });

    private static void Set(DbParameter parameter, object? value)
    {
        switch (value)
        {
            case DateTimeOffset instant:
                TypeHandlers.Set(parameter, instant);
                break;
            case DateOnly day:
                TypeHandlers.Set(parameter, day);
                break;
            default:
                parameter.Value = value ?? DBNull.Value;
                break;
        }
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Name();
}
