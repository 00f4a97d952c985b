using System.Data.Common;
using DbUp.Builder;
using Polly;

namespace CamHa.Scheduler.Storage;

/// <summary>The service's database: SQL Server, or an embedded SQLite file.</summary>
public abstract class Database
{
    private readonly ResiliencePipeline _retries;
    private readonly ResiliencePipeline _contention;

    protected Database(Dialect dialect)
    {
        Dialect = dialect;
        _retries = Retry(failure => IsDuplicate(failure) || IsTransient(failure));
        _contention = Retry(IsContended);
        Sql = new SqlText(dialect);
        TypeHandlers.Register();
    }

    public Dialect Dialect { get; }

    public SqlText Sql { get; }

    /// <summary>Names the database in messages; holds no secret.</summary>
    public abstract string Description { get; }

    /// <summary>Differs between this database and a copy of it elsewhere.</summary>
    public abstract string Identity { get; }

    /// <summary>What works but should be changed; each names its remedy.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>Whether there is a database to open. Its schema may still be missing.</summary>
    public abstract bool Exists { get; }

    /// <exception cref="StorageException">It cannot be opened; the message says what to do.</exception>
    public async Task<DatabaseSession> OpenAsync(CancellationToken token)
    {
        try
        {
            return new DatabaseSession(await ConnectAsync(token), this);
        }
        catch (DbException e)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>
    /// Does a unit of work in a transaction of its own, whole or not at all. Starts it again from the beginning where
    /// another writer or a transient fault interrupted it, so the work must be repeatable, even after a commit whose
    /// answer was lost.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The work failed; nothing of it is left.</exception>
    public async Task<T> WorkAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken token) => await _retries.ExecuteAsync(
        async cancel =>
        {
            await using var session = await OpenAsync(cancel);
            await session.BeginDecisionAsync(cancel);
            return await FinishAsync(session, work, cancel);
        },
        token);

    /// <summary>
    /// The same for work that must see the latest commits of others. Repeated only where it was certainly undone, as by a
    /// deadlock: repeating it after a commit whose answer was lost would do it twice.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The work failed.</exception>
    public async Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken token) => await _contention.ExecuteAsync(
        async cancel =>
        {
            await using var session = await OpenAsync(cancel);
            await session.BeginAsync(cancel);
            return await FinishAsync(session, work, cancel);
        },
        token);

    /// <summary>A session that only reads, from one moment of the database; it asks no question twice.</summary>
    /// <exception cref="StorageException">It cannot be opened; the message says what to do.</exception>
    public async Task<DatabaseSession> OpenSnapshotAsync(CancellationToken token)
    {
        var session = await OpenAsync(token);
        try
        {
            session.ReadFromSnapshot(await BeginReadingAsync(session.Connection, token));
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Turns the provider's message into what an operator needs: setting, value and remedy.</summary>
    public abstract StorageException Unreachable(Exception cause);

    /// <summary>
    /// Whether another writer was first: a unique key refused a row, or the transaction's snapshot is out of date. A second
    /// try sees what the other has written.
    /// </summary>
    public abstract bool IsDuplicate(Exception failure);

    /// <summary>
    /// Whether the failure passes by itself, so that trying again makes sense: the server is unreachable or starting, or
    /// another writer was in the way. A wrong login or a missing database does not pass.
    /// </summary>
    public abstract bool IsTransient(Exception failure);

    /// <summary>Whether a transient failure means that nobody can use the database; otherwise it concerns one statement.</summary>
    public virtual bool IsAway(Exception failure) => IsTransient(failure);

    /// <summary>Whether another writer was in the way and the whole transaction is undone.</summary>
    public virtual bool IsContended(Exception failure) => false;

    /// <summary>A transaction that sees the latest commits of others.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token);

    /// <summary>A transaction for decisions and their writes; it reads one moment where the database supports that.</summary>
    public abstract Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token);

    /// <summary>Whether the server accepts many rows as one parameter. Asked only for statements that want it.</summary>
    public virtual Task<bool> TakesSetsAsync(DatabaseSession session, CancellationToken token) => Task.FromResult(true);

    /// <summary>Prepares for schema changes and holds the migration lock until disposed.</summary>
    public abstract IDisposable PrepareForMigration();

    public abstract UpgradeEngineBuilder MigrationTarget();

    /// <summary>The names of the scripts applied so far; empty where there is no journal yet.</summary>
    public abstract Task<IReadOnlyList<string>> JournalAsync(CancellationToken token);

    protected abstract Task<DbConnection> ConnectAsync(CancellationToken token);

    /// <summary>A transaction that blocks no writer.</summary>
    protected abstract Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token);

    private static async Task<T> FinishAsync<T>(DatabaseSession session, Func<DatabaseSession, Task<T>> work, CancellationToken token)
    {
        var result = await work(session);
        // Work may have rolled back by itself, as a dry run does.
        if (session.HasBegun)
            await session.CommitAsync(token);
        return result;
    }

    private static ResiliencePipeline Retry(Func<Exception, bool> passes) => new ResiliencePipelineBuilder().AddRetry(new()
    {
        ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is { } failure && passes(failure)),
        MaxRetryAttempts = 3,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(100),
        UseJitter = true,
    }).Build();
}
