using System.Data.Common;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// A database that is away while a test says so: no connection can be had, as from a server that is down. Or whose disk is
/// full: what is there can be read and changed, and nothing added. Or that says nothing for as long as <paramref name="answer"/>.
/// </summary>
internal sealed class AwayDatabase(
    StorageOptions options,
    Func<bool> isAway,
    Func<bool>? isFull = null,
    Func<Task>? answer = null) : Database(Dialect.Sqlite)
{
    // The most pages that SQLite allows; and fewer than there are, which it takes for as many as there are.
    private const string Room = "PRAGMA max_page_count = 4294967294;";
    private const string NoRoom = "PRAGMA max_page_count = 1;";

    private readonly SqliteDatabase _real = new(options);

    /// <summary>What whoever opens it meets while it is away.</summary>
    public SqliteException Failure { get; init; } = new("database is locked", 5);

    public override Bilingual Description => _real.Description;

    public override string Identity => _real.Identity;

    public override bool Exists => _real.Exists;

    public override StorageException Unreachable(Exception cause) => _real.Unreachable(cause);

    public override bool IsDuplicate(Exception failure) => _real.IsDuplicate(failure);

    public override bool IsFull(Exception failure) => _real.IsFull(failure);

    public override bool IsTransient(Exception failure) => _real.IsTransient(failure);

    public override Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token) => _real.BeginAsync(connection, token);

    public override Task<DbTransaction> BeginDecisionAsync(
        DbConnection connection,
        CancellationToken token) => _real.BeginDecisionAsync(connection, token);

    public override IDisposable PrepareForMigration() => _real.PrepareForMigration();

    public override UpgradeEngineBuilder MigrationTarget() => _real.MigrationTarget();

    public override async Task<IReadOnlyList<string>> JournalAsync(CancellationToken token)
    {
        // As the real one: it says by which setting it is to be found.
        if (isAway() || Exists)
            await (await OpenAsync(token)).DisposeAsync();
        return await _real.JournalAsync(token);
    }

    protected override async Task<DbConnection> ConnectAsync(CancellationToken token)
    {
        ThrowIfAway();
        if (answer is not null)
            await answer();
        var connection = (await _real.OpenAsync(token)).Connection;
        if (isFull is null)
            return connection;
        await using var limit = connection.CreateCommand();
        limit.CommandText = isFull() ? NoRoom : Room;
        await limit.ExecuteNonQueryAsync(token);
        return connection;
    }

    protected override Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    private void ThrowIfAway()
    {
        if (isAway())
            throw Failure;
    }
}
