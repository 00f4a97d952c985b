using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using CamHa.Scheduler.Text;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>SQL Server 2016 SP1 or newer.</summary>
public sealed class SqlServerDatabase : Database
{
    private static readonly Bilingual Remedy = new(
        "Kiểm tra máy chủ, cơ sở dữ liệu và tài khoản, và từ máy này có đến được máy chủ không",
        "Check server, database and login, and that the server can be reached from this machine");

    private readonly string _connectionString;

    // Properties of the server, asked once; null until then.
    private bool? _allowsSnapshot;
    private bool? _takesSets;

    public SqlServerDatabase(StorageOptions options)
        : base(Dialect.SqlServer)
    {
        var builder = new SqlConnectionStringBuilder(options.WholeConnectionString) { ApplicationName = "camha" };
        _connectionString = builder.ToString();
        Name = builder.InitialCatalog;
        Identity = $"{builder.DataSource}/{builder.InitialCatalog}";
        Warnings = ConnectionSafety.Warning(builder) is { } warning ? [warning] : [];
        Description = new(
            $"SQL Server, cơ sở dữ liệu {builder.InitialCatalog} trên {builder.DataSource}",
            $"SQL Server database {builder.InitialCatalog} on {builder.DataSource}");
    }

    public string Name { get; }

    public override Bilingual Description { get; }

    public override string Identity { get; }

    public override IReadOnlyList<string> Warnings { get; }

    /// <summary>Taken to exist: the service may not create it, and opening it tells.</summary>
    public override bool Exists => true;

    public override StorageException Unreachable(Exception cause)
    {
        var remedy = StorageFaults.Remedy(cause) ?? Remedy;
        return new(
            new Bilingual(
                $"Storage:ConnectionString: không dùng được {Description.Vietnamese}. {remedy.Vietnamese}. Chi tiết: {cause.Message}",
                $"Storage:ConnectionString ({Description.English}) cannot be used: {cause.Message.TrimEnd('.')}. {remedy.English}."),
            cause);
    }

    public override bool IsDuplicate(Exception failure) => failure is SqlException { Number: 2601 or 2627 or 3960 };

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token) =>
        // The level is explicit because a pooled connection otherwise keeps that of the previous transaction.
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, token);

    public override async Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token) =>
        await connection.BeginTransactionAsync(
            await AllowsSnapshotAsync(connection, token) ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted, token);

    public override async Task<bool> TakesSetsAsync(DatabaseSession session, CancellationToken token) =>
        _takesSets ??= await session.ScalarAsync<int?>("storage/takes-sets", null, token) is not 0;

    internal async Task<SqlServerProperties?> PropertiesAsync(DbConnection connection, CancellationToken token) =>
        await connection.QuerySingleOrDefaultAsync<SqlServerProperties>(
            new CommandDefinition(Sql["storage/properties"], cancellationToken: token));

    public override bool IsTransient(Exception failure) => IsAny(failure, SqlServerFaults.IsTransient);

    public override bool IsAway(Exception failure) => IsAny(failure, SqlServerFaults.IsAway);

    public override bool IsContended(Exception failure) => failure is SqlException fault && SqlServerFaults.IsContended(fault);

    public override IDisposable PrepareForMigration()
    {
        // Not pooled: a connection returned to the pool would keep the lock until its next use.
        var connection = new SqlConnection(new SqlConnectionStringBuilder(_connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Sql["storage/lock-schema"];
            // Longer than the statement itself waits, so that its own error arrives and not a time-out.
            command.CommandTimeout = 90;
            command.ExecuteNonQuery();
            // The connection owns the lock, so closing it frees the lock, even when this process dies.
            return connection;
        }
        catch (SqlException e)
        {
            connection.Dispose();
            throw Unreachable(e);
        }
    }

    public override UpgradeEngineBuilder MigrationTarget() =>
        DeployChanges.To.SqlDatabase(_connectionString).JournalToSqlTable("dbo", "SchemaVersion");

    public override async Task<IReadOnlyList<string>> JournalAsync(CancellationToken token)
    {
        await using var session = await OpenAsync(token);
        try
        {
            return await session.ScalarAsync<long>("storage/has-journal", null, token) == 0
                ? []
                : await session.QueryAsync<string>("storage/journal", null, token);
        }
        catch (SqlException e)
        {
            throw Unreachable(e);
        }
    }

    protected override async Task<DbConnection> ConnectAsync(CancellationToken token)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(token);
            // A pooled connection keeps the isolation level of its last transaction, even outside transactions.
            if (_allowsSnapshot is true)
                await connection.ExecuteAsync(new CommandDefinition(Sql["storage/read-committed"], cancellationToken: token));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // A login that is refused for want of the database may be one to a server that is starting; the error beside it decides.
    protected override Loss? LossOf(DbException failure) => failure is not SqlException fault || IsTransient(fault) ? null
        : SqlServerFaults.IsDamage(fault) ? Loss.Damaged
        : SqlServerFaults.IsGone(fault) || (IsHeld && SqlServerFaults.LacksTable(fault) && !HasJournal()) ? Loss.Gone
        : null;

    // An empty database was put in its place.
    private bool HasJournal()
    {
        using var connection = new SqlConnection(_connectionString);
        connection.Open();
        return connection.ExecuteScalar<long>(Sql["storage/has-journal"]) > 0;
    }

    protected override Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) =>
        BeginDecisionAsync(connection, token);

    // The first cause that is known decides.
    private static bool IsAny(Exception failure, Func<SqlException, bool> server) => failure switch
    {
        // While a connection is opened, every fault that passes is the server's and not one statement's.
        StorageException { InnerException: { } cause } => IsAny(cause, SqlServerFaults.IsTransient),
        SqlException fault => server(fault),
        SocketException or TimeoutException => true,
        { InnerException: { } cause } => IsAny(cause, server),
        _ => false,
    };

    private async Task<bool> AllowsSnapshotAsync(DbConnection connection, CancellationToken token)
    {
        try
        {
            return _allowsSnapshot ??= await PropertiesAsync(connection, token) is { AllowsSnapshot: true };
        }
        catch (SqlException e) when (connection.State == ConnectionState.Open && !IsTransient(e) && !token.IsCancellationRequested)
        {
            // A compatible server may lack this view, or the login may not see it; READ COMMITTED works everywhere.
            _allowsSnapshot = false;
            return false;
        }
    }
}
