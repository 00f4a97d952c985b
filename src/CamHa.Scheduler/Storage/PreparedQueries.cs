using Dapper;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// The questions of one session over SQLite, each prepared once: to parse one takes several times as long as to answer it, and a batch
/// of mails asks the same few for each mail. A server keeps the plans of what it is asked by itself.
/// </summary>
internal sealed class PreparedQueries(SqliteConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <param name="text">One statement that answers with rows.</param>
    /// <param name="parameters">Its values, by the names of the properties; there may be more. Null for none.</param>
    /// <param name="transaction">The connection's; null for none.</param>
    /// <param name="token">Cancels the reading.</param>
    public async Task<List<T>> QueryAsync<T>(string text, object? parameters, SqliteTransaction? transaction, CancellationToken token)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            _commands[text] = command = connection.CreateCommand();
            command.CommandText = text;
        }

        command.Transaction = transaction;
        RowBatch.SetAll(command, parameters);
        await using var reader = await command.ExecuteReaderAsync(token);
        return reader.Parse<T>().AsList();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
            await command.DisposeAsync();
    }
}
