using System.Data.Common;
using CamHa.Scheduler.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>One open connection and, once begun, one transaction. Statements go by their names in <c>sql/queries</c>.</summary>
public sealed class DatabaseSession(DbConnection connection, Database database) : IAsyncDisposable
{
    private readonly SqlText _sql = database.Sql;
    private readonly PreparedQueries? _prepared = connection is SqliteConnection embedded ? new(embedded) : null;
    private DbTransaction? _transaction;
    private Dictionary<object, object>? _read;

    public DbConnection Connection => connection;

    public Dialect Dialect => database.Dialect;

    public bool HasBegun => _transaction is not null;

    /// <summary>Everything after this is committed together; disposal without <see cref="CommitAsync"/> undoes it.</summary>
    public async Task BeginAsync(CancellationToken token) =>
        _transaction = await database.AskAsync(() => database.BeginAsync(connection, token), token);

    /// <summary>The same for a decision and its writes: it reads one moment, and blocks nobody who enters data.</summary>
    public async Task BeginDecisionAsync(CancellationToken token) =>
        _transaction = await database.AskAsync(() => database.BeginDecisionAsync(connection, token), token);

    /// <summary>
    /// From here on the session reads one moment: the same question has the same answer, and is asked once. Readers share
    /// the lists, so nobody may change them.
    /// </summary>
    public void ReadFromSnapshot(DbTransaction? snapshot)
    {
        _transaction = snapshot;
        _read = [];
    }

    public async Task CommitAsync(CancellationToken token)
    {
        if (_transaction is not { } transaction)
            throw new InvalidOperationException("No transaction was begun.");
        await database.AskAsync(
            async () =>
            {
                await transaction.CommitAsync(token);
                return true;
            },
            token);
        await transaction.DisposeAsync();
        _transaction = null;
    }

    /// <summary>Undoes everything since <see cref="BeginAsync"/>; does nothing where nothing was begun.</summary>
    public async Task RollbackAsync()
    {
        if (_transaction is null)
            return;
        // Disposing the transaction rolls it back, and does not throw on a broken connection.
        await _transaction.DisposeAsync();
        _transaction = null;
    }

    public async Task<List<T>> QueryAsync<T>(string statement, object? parameters, CancellationToken token) =>
        // Anonymous parameters are equal where their values are.
        await OnceAsync((statement, parameters), () => RowsAsync<T>(statement, parameters, token));

    /// <summary>The result of <paramref name="read"/>; in a session that reads one moment, the earlier result for the same key.</summary>
    public async Task<T> OnceAsync<T>(object key, Func<Task<T>> read)
        where T : class
    {
        if (_read is null)
            return await read();
        if (_read.TryGetValue(key, out var known) && known is T same)
            return same;
        var value = await read();
        _read[key] = value;
        return value;
    }

    /// <summary>The rows one by one, for answers that may not fit into memory.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string statement, object? parameters) =>
        connection.QueryUnbufferedAsync<T>(_sql[statement], parameters, _transaction);

    /// <summary>The rows as <paramref name="each"/> makes them while they are read.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="each">Makes of a row what is kept; null for nothing.</param>
    /// <param name="token">Cancels the reading.</param>
    public Task<List<T>> QueryAsync<T>(string statement, object? parameters, Func<T, T?> each, CancellationToken token)
        where T : class => database.AskAsync(
            async () =>
            {
                using var span = Telemetry.Statement(statement, SystemName);
                var rows = new List<T>();
                await foreach (var row in StreamAsync<T>(statement, parameters).WithCancellation(token))
                {
                    if (each(row) is { } kept)
                        rows.Add(kept);
                }

                return rows;
            },
            token);

    public async Task<T?> SingleOrDefaultAsync<T>(string statement, object? parameters, CancellationToken token) =>
        (await RowsAsync<T>(statement, parameters, token)).SingleOrDefault();

    public async Task<T?> ScalarAsync<T>(string statement, object? parameters, CancellationToken token)
    {
        using var span = Telemetry.Statement(statement, SystemName);
        return await database.AskAsync(() => connection.ExecuteScalarAsync<T>(Command(statement, parameters, token)), token);
    }

    /// <summary>
    /// Runs the statement; where <paramref name="parameters"/> is a list, once for each element, without a round trip to
    /// the server for each.
    /// </summary>
    /// <returns>How many rows were changed in all.</returns>
    public async Task<int> ExecuteAsync(string statement, object? parameters, CancellationToken token)
    {
        using var span = Telemetry.Statement(statement, SystemName);
        return await database.AskAsync(
            () => parameters is IEnumerable<object> rows
                ? RowBatch.ExecuteAsync(
                    connection, _transaction, _sql[statement], rows, () => database.TakesSetsAsync(this, token), token)
                : connection.ExecuteAsync(Command(statement, parameters, token)),
            token);
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        if (_prepared is { } prepared)
            await prepared.DisposeAsync();
        await connection.DisposeAsync();
    }

    // OpenTelemetry's names.
    private string SystemName => Dialect == Dialect.Sqlite ? "sqlite" : "microsoft.sql_server";

    private async Task<List<T>> RowsAsync<T>(string statement, object? parameters, CancellationToken token)
    {
        using var span = Telemetry.Statement(statement, SystemName);
        return await database.AskAsync(
            async () => _prepared is { } prepared
                ? await prepared.QueryAsync<T>(_sql[statement], parameters, (SqliteTransaction?)_transaction, token)
                : (await connection.QueryAsync<T>(Command(statement, parameters, token))).AsList(),
            token);
    }

    private CommandDefinition Command(string statement, object? parameters, CancellationToken token) =>
        new(_sql[statement], parameters, _transaction, cancellationToken: token);
}
