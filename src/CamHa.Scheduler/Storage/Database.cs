using System.Data.Common;
using DbUp.Builder;
using Polly;

namespace CamHa.Scheduler.Storage;

/// <summary>The database behind the service: SQL Server, or SQLite embedded.</summary>
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

    /// <summary>Tells this database from a copy of it at another place.</summary>
    public abstract string Identity { get; }

    /// <summary>What works and should not stay as it is, each with its remedy.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>Whether there is a database to open; its schema may still be missing.</summary>
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
    /// Does a unit of work in a transaction of its own, whole or not at all; once more from its beginning where it met
    /// somebody else's writing or a fault that passes. So the work must bear being repeated: also after a commit whose
    /// answer was lost.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The work failed; nothing of it is left.</exception>
    public async Task<T> WorkAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken token) => await _retries.ExecuteAsync(async cancel =>
    {
        await using var session = await OpenAsync(cancel);
        await session.BeginDecisionAsync(cancel);
        return await FinishAsync(session, work, cancel);
    }, token);

    /// <summary>
    /// The same for work that always sees what others have committed last, and that is done once more only where it was
    /// surely undone, by a deadlock for one: a repetition after a commit whose answer was lost would do it twice.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The work failed.</exception>
    public async Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken token) => await _contention.ExecuteAsync(async cancel =>
    {
        await using var session = await OpenAsync(cancel);
        await session.BeginAsync(cancel);
        return await FinishAsync(session, work, cancel);
    }, token);

    /// <summary>A session that only reads; what it has read once it does not ask again.</summary>
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

    /// <summary>Wraps what the provider said into what the operator needs: setting, value, remedy.</summary>
    public abstract StorageException Unreachable(Exception cause);

    /// <summary>
    /// Whether somebody else was first: a unique key has refused a row, or what a transaction reads is out of date. Done
    /// once more, it sees what the other has written.
    /// </summary>
    public abstract bool IsDuplicate(Exception failure);

    /// <summary>
    /// Whether the failure passes by itself, so that the same is worth trying again: the server cannot be reached or is
    /// starting, another writer was in the way. A wrong login or a missing database does not.
    /// </summary>
    public abstract bool IsTransient(Exception failure);

    /// <summary>Whether that is because there is no database to be had, for anybody; else it was one statement's fault.</summary>
    public virtual bool IsAway(Exception failure) => IsTransient(failure);

    /// <summary>Whether somebody else was in the way, and all that the transaction had done is undone.</summary>
    public virtual bool IsContended(Exception failure) => false;

    /// <summary>A transaction that always sees what others have committed last.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token);

    /// <summary>A transaction to decide and to write in, which reads one moment where the database can do that.</summary>
    public abstract Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token);

    /// <summary>Whether a statement can be given many rows as one parameter; asked where a statement wants that.</summary>
    public virtual Task<bool> TakesSetsAsync(DatabaseSession session, CancellationToken token) => Task.FromResult(true);

    /// <summary>Makes room for the schema, holds the migration lock until disposed.</summary>
    public abstract IDisposable PrepareForMigration();

    public abstract UpgradeEngineBuilder MigrationTarget();

    /// <summary>The names of the scripts applied so far; empty where there is no journal yet.</summary>
    public abstract Task<IReadOnlyList<string>> JournalAsync(CancellationToken token);

    protected abstract Task<DbConnection> ConnectAsync(CancellationToken token);

    /// <summary>A transaction that keeps no writer waiting.</summary>
    protected abstract Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token);

    private static async Task<T> FinishAsync<T>(DatabaseSession session, Func<DatabaseSession, Task<T>> work, CancellationToken token)
    {
        var result = await work(session);
        // Work that has rolled back by itself stays undone.
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
