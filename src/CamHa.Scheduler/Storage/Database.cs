using System.Data.Common;
using CamHa.Scheduler.Text;
using DbUp.Builder;
using Polly;

namespace CamHa.Scheduler.Storage;

/// <summary>The service's database: SQL Server, or an embedded SQLite file.</summary>
public abstract class Database
{
    private readonly ResiliencePipeline _retries;
    private readonly ResiliencePipeline _contention;

    // Why this process uses the database no more; null while it does.
    private volatile Bilingual? _givenUp;

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
    public abstract Bilingual Description { get; }

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
            return new DatabaseSession(await AskAsync(() => ConnectAsync(token), token), this);
        }
        catch (DbException e)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>
    /// Asks the database for something. A question that was cancelled ends as cancelled, whatever the provider calls it:
    /// SqlClient throws a <see cref="DbException"/> or an <see cref="InvalidOperationException"/>. Once the database was found
    /// damaged, nothing more is asked of it, or written.
    /// </summary>
    /// <exception cref="DatabaseLostException">The database is damaged, or is no longer the one that was opened.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken token)
    {
        if (_givenUp is { } reason)
            throw new DatabaseLostException(reason);
        try
        {
            return await ask();
        }
        catch (Exception e) when (token.IsCancellationRequested && e is DbException or InvalidOperationException)
        {
            throw new OperationCanceledException(e.Message, e, token);
        }
        catch (DbException e) when (LossOf(e) is { } loss)
        {
            if (loss == Loss.Damaged && IsHeld)
                _givenUp = Lost(e).Says;
            throw Lost(e);
        }
    }

    /// <summary>
    /// Tells that this process works with the database from now on, so that one that turns out to be damaged or gone was lost
    /// under it.
    /// </summary>
    /// <param name="connection">A connection that stays open; null where none is kept, and when it is closed.</param>
    public virtual void Hold(DbConnection? connection) => IsHeld = true;

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

    /// <summary>Whether this process works with the database; <see cref="Hold"/>.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The newest backup's path; null where there is none, or where the server keeps them.</summary>
    public virtual string? NewestBackup => null;

    /// <summary>Whether the failure means that the database was lost under this process: damaged, deleted or replaced.</summary>
    public bool IsLost(Exception failure) => IsHeld && IsLostBy(failure);

    /// <summary>Whether the failure means that there is no room on the disk for the database.</summary>
    public virtual bool IsFull(Exception failure) => false;

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

    /// <summary>What a failure says of the database itself; null where it says nothing of the kind.</summary>
    protected virtual Loss? LossOf(DbException failure) => null;

    /// <summary>A transaction that blocks no writer.</summary>
    protected abstract Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token);

    private static bool IsLostBy(Exception failure) =>
        failure is DatabaseLostException || (failure.InnerException is { } cause && IsLostBy(cause));

    private DatabaseLostException Lost(DbException failure) => new(Unreachable(failure).Says, failure);

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

/// <summary>How a database can be lost.</summary>
public enum Loss
{
    /// <summary>It is not where it was; it may come back, as with a disk that is mounted again.</summary>
    Gone,

    /// <summary>It cannot be trusted any more.</summary>
    Damaged,
}
