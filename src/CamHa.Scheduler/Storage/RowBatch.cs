using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// One statement for many rows. A server gets them a thousand to the round trip: as a set, where the statement is one for
/// a set (<see cref="RowSet"/>), as whatever a look or a dispatcher writes all day is; else as so many statements in one
/// message. An embedded database runs the statement once prepared, and only gets other values.
/// </summary>
internal static partial class RowBatch
{
    // Enough that the way does not count, few enough for anybody's memory, and that no server locks the whole table for
    // it, as it does from 5,000 rows a statement on: a dispatcher would have to wait.
    private const int Most = 1000;

    private static readonly ConcurrentDictionary<(string Text, Type Row), PropertyInfo[]> Known = new();

    /// <param name="connection">Where.</param>
    /// <param name="transaction">Within what; null for nothing.</param>
    /// <param name="text">The statement.</param>
    /// <param name="rows">All of one type; its properties are the parameters.</param>
    /// <param name="takesSets">Asked where the statement is one for a set: whether this server can be given one.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>How many rows were changed by all of them.</returns>
    public static async Task<int> ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, string text, IEnumerable<object> rows, Func<Task<bool>> takesSets, CancellationToken token)
    {
        var changed = 0;
        if (connection.CanCreateBatch)
        {
            foreach (var some in rows.Chunk(Most))
            {
                changed += !RowSet.IsAskedBy(text) ? await SendAsync(connection, transaction, text, some, token)
                    : await takesSets() ? await SendSetAsync(connection, transaction, text, some, token)
                    : await SendAsync(connection, transaction, RowSet.ForOne(text, some[0].GetType()), some, token);
            }

            return changed;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        (PropertyInfo Property, DbParameter Parameter)[]? bound = null;
        foreach (var row in rows)
        {
            bound ??= [.. Asked(text, row).Select(property => (property, Add(command, property.Name)))];
            foreach (var (property, parameter) in bound)
                Set(parameter, property.GetValue(row));
            changed += await command.ExecuteNonQueryAsync(token);
        }

        return changed;
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
        var asked = Asked(text, rows[0]);
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            foreach (var property in asked)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = property.Name;
                // Typed also where there is no value: a server does not make bytes of an untyped nothing.
                parameter.DbType = TypeHandlers.TypeOf(property.PropertyType);
                var value = property.GetValue(row);
                Set(parameter, value);
                // As Dapper does: of two sizes, so that a plan serves every length.
                if (value is string words)
                    parameter.Size = words.Length <= DbString.DefaultLength ? DbString.DefaultLength : -1;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        return await batch.ExecuteNonQueryAsync(token);
    }

    private static PropertyInfo[] Asked(string text, object row) => Known.GetOrAdd((text, row.GetType()), static key =>
    {
        // Rows may say more than the statement asks.
        var names = Name().Matches(key.Text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return [.. key.Row.GetProperties().Where(property => names.Contains(property.Name))];
    });

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        command.Parameters.Add(parameter);
        return parameter;
    }

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
