using System.Data.Common;
using CamHa.Scheduler.Storage;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>A database that is away while a test says so: no connection can be had, as from a server that is down.</summary>
internal sealed class AwayDatabase(StorageOptions options, Func<bool> isAway) : Database(Dialect.Sqlite)
{
    private readonly SqliteDatabase _real = new(options);

    public override string Description => _real.Description;

    public override string Identity => _real.Identity;

    public override bool Exists => _real.Exists;

    public override StorageException Unreachable(Exception cause) => _real.Unreachable(cause);

    public override bool IsDuplicate(Exception failure) => _real.IsDuplicate(failure);

    public override bool IsTransient(Exception failure) => _real.IsTransient(failure);

    public override Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token) => _real.BeginAsync(connection, token);

    public override Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token) => _real.BeginDecisionAsync(connection, token);

    public override IDisposable PrepareForMigration() => _real.PrepareForMigration();

    public override UpgradeEngineBuilder MigrationTarget() => _real.MigrationTarget();

    public override async Task<IReadOnlyList<string>> JournalAsync(CancellationToken token)
    {
        Demand();
        return await _real.JournalAsync(token);
    }

    protected override async Task<DbConnection> ConnectAsync(CancellationToken token)
    {
        Demand();
        return (await _real.OpenAsync(token)).Connection;
    }

    protected override Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    private void Demand()
    {
        if (isAway())
            throw new SqliteException("database is locked", 5);
    }
}
