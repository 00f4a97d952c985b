using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>SQL Server 2016 SP1 and up.</summary>
public sealed class SqlServerDatabase : Database
{
    private readonly string _connectionString;

    // Asked once; null until then.
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
        Description = $"SQL Server database {builder.InitialCatalog} on {builder.DataSource}";
    }

    public string Name { get; }

    public override string Description { get; }

    public override string Identity { get; }

    public override IReadOnlyList<string> Warnings { get; }

    /// <summary>The service never creates the database itself: that is the installer's right, not the service's.</summary>
    public override bool Exists => true;

    public override StorageException Unreachable(Exception cause) => new(
        $"Storage:ConnectionString ({Description}) cannot be used: {cause.Message.TrimEnd('.')}. " +
        $"{StorageFaults.Remedy(cause) ?? "Check server, database and login, and that the server can be reached from this machine"}.",
        cause);

    public override bool IsDuplicate(Exception failure) => failure is SqlException { Number: 2601 or 2627 or 3960 };

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token) =>
        // Named, because without a name the server goes on with the level of the transaction before.
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, token);

    public override async Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token) =>
        await connection.BeginTransactionAsync(await AllowsSnapshotAsync(connection, token) ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted, token);

    public override async Task<bool> TakesSetsAsync(DatabaseSession session, CancellationToken token) =>
        _takesSets ??= await session.ScalarAsync<int?>("storage/takes-sets", null, token) is not 0;

    internal async Task<SqlServerProperties?> PropertiesAsync(DbConnection connection, CancellationToken token) =>
        await connection.QuerySingleOrDefaultAsync<SqlServerProperties>(new CommandDefinition(Sql["storage/properties"], cancellationToken: token));

    public override bool IsTransient(Exception failure) => failure switch
    {
        SqlException said => SqlServerFaults.IsTransient(said),
        SocketException or TimeoutException => true,
        { InnerException: { } cause } => IsTransient(cause),
        _ => false,
    };

    public override bool IsAway(Exception failure) => failure switch
    {
        // No connection could be had: there every fault that passes is the server's.
        StorageException { InnerException: { } cause } => IsTransient(cause),
        SqlException said => SqlServerFaults.IsAway(said),
        SocketException or TimeoutException => true,
        { InnerException: { } cause } => IsAway(cause),
        _ => false,
    };

    public override bool IsContended(Exception failure) => failure is SqlException said && SqlServerFaults.IsContended(said);

    public override IDisposable PrepareForMigration()
    {
        // Of its own: a connection given back to the pool would keep the lock until somebody takes it out again.
        var connection = new SqlConnection(new SqlConnectionStringBuilder(_connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Sql["storage/lock-schema"];
            // Longer than the statement waits, or its own words would never be read.
            command.CommandTimeout = 90;
            command.ExecuteNonQuery();
            // Held by the session: closing the connection lets it go, also when this process dies.
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
            // A pooled connection keeps the level of its last transaction, also for statements outside any.
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

    protected override Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) => BeginDecisionAsync(connection, token);

    private async Task<bool> AllowsSnapshotAsync(DbConnection connection, CancellationToken token)
    {
        try
        {
            return _allowsSnapshot ??= await PropertiesAsync(connection, token) is { AllowsSnapshot: true };
        }
        catch (SqlException e) when (connection.State == ConnectionState.Open && !IsTransient(e))
        {
            // Another server without this view, or a login that may not see it: then as everywhere else.
            _allowsSnapshot = false;
            return false;
        }
    }
}
