using System.Data.Common;
using System.Net.Sockets;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>SQL Server 2016 SP1 and up.</summary>
public sealed class SqlServerDatabase : Database
{
    private readonly string _connectionString;

    public SqlServerDatabase(StorageOptions options)
        : base(Dialect.SqlServer)
    {
        var builder = new SqlConnectionStringBuilder(options.ConnectionString) { ApplicationName = "camha" };
        _connectionString = builder.ToString();
        Identity = $"{builder.DataSource}/{builder.InitialCatalog}";
        Description = $"SQL Server database {builder.InitialCatalog} on {builder.DataSource}";
    }

    public override string Description { get; }

    public override string Identity { get; }

    /// <summary>The service never creates the database itself: that is the installer's right, not the service's.</summary>
    public override bool Exists => true;

    public override StorageException Unreachable(Exception cause) => new(
        $"Storage:ConnectionString ({Description}) cannot be used: {cause.Message.TrimEnd('.')}. " +
        "Check server, database and login, and that the server can be reached from this machine.",
        cause);

    public override bool IsDuplicate(Exception failure) => failure is SqlException { Number: 2601 or 2627 };

    public override bool IsTransient(Exception failure) => failure switch
    {
        SqlException said => SqlServerFaults.IsTransient(said),
        SocketException or TimeoutException => true,
        { InnerException: { } cause } => IsTransient(cause),
        _ => false,
    };

    public override IDisposable PrepareForMigration()
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Sql["storage/lock-schema"];
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
        return await session.ScalarAsync<long>("storage/has-journal", null, token) == 0
            ? []
            : await session.QueryAsync<string>("storage/journal", null, token);
    }

    protected override async Task<DbConnection> ConnectAsync(CancellationToken token)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(token);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override async Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) =>
        await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, token);
}
