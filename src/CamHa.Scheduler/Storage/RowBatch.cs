using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// One statement for many rows in one message to the server: a round trip for a thousand of them, with the statement and
/// the plan that a single row has, and no table type that would have to be created and granted first.
/// </summary>
internal static partial class RowBatch
{
    /// <summary>How many rows travel at once: enough that the way does not count, few enough for anybody's memory.</summary>
    public const int Most = 1000;

    // What one row has, another of its type has too.
    private static readonly ConcurrentDictionary<(string Text, Type Row), PropertyInfo[]> Known = new();

    /// <returns>How many rows were changed by all of them.</returns>
    public static async Task<int> ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, string text, IReadOnlyList<object> rows, CancellationToken token)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            foreach (var property in Known.GetOrAdd((text, row.GetType()), Named))
                command.Parameters.Add(Parameter(command, property, row));
            batch.BatchCommands.Add(command);
        }

        return await batch.ExecuteNonQueryAsync(token);
    }

    // Rows may say more than the statement asks.
    private static PropertyInfo[] Named((string Text, Type Row) key)
    {
        var names = Name().Matches(key.Text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return [.. key.Row.GetProperties().Where(property => names.Contains(property.Name))];
    }

    private static DbParameter Parameter(DbBatchCommand command, PropertyInfo property, object row)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = property.Name;
        parameter.Direction = ParameterDirection.Input;
        // Typed also where there is no value: the server does not make bytes of an untyped nothing.
        parameter.DbType = TypeHandlers.TypeOf(property.PropertyType);
        switch (property.GetValue(row))
        {
            case null:
                parameter.Value = DBNull.Value;
                break;
            case DateTimeOffset instant:
                TypeHandlers.Set(parameter, instant);
                break;
            case DateOnly day:
                TypeHandlers.Set(parameter, day);
                break;
            case string words:
                // As Dapper does: of a few sizes, so that a plan serves every length.
                parameter.Size = words.Length <= DbString.DefaultLength ? DbString.DefaultLength : -1;
                parameter.Value = words;
                break;
            case var value:
                parameter.Value = value;
                break;
        }

        return parameter;
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Name();
}
