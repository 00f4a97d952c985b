using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>A single file beside the service; the default.</summary>
public sealed class SqliteDatabase : Database
{
    private const int LargestIdleLog = 16 * 1024 * 1024;

    // In pages of 4 kB; a turn of the dispatcher writes about a thousand. What leaves the cache before its transaction
    // ends and changes again is written into the middle of the log, and every checksum behind it once more.
    private const int MostUnwritten = 4000;

    private readonly string _file;
    private readonly string _connectionString;
    private readonly string _pragmas;

    public SqliteDatabase(StorageOptions options)
        : base(Dialect.Sqlite)
    {
        _file = Path.GetFullPath(options.File);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            ForeignKeys = true,
            DefaultTimeout = options.BusyTimeoutSeconds,
        }.ToString();
        // After a burst the write-ahead log is cut back; otherwise it would keep the size of the largest for ever.
        _pragmas = $"PRAGMA busy_timeout = {options.BusyTimeoutSeconds * 1000}; PRAGMA journal_size_limit = {LargestIdleLog}; PRAGMA cache_spill = {MostUnwritten}; " +
            (options.Durable ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000;");
    }

    public override string Description => $"SQLite file {_file}";

    public override string Identity => _file;

    public override bool Exists => File.Exists(_file);

    public override StorageException Unreachable(Exception cause) => new(
        $"Storage:File = '{_file}' cannot be used: {cause.Message.TrimEnd('.')}. " +
        $"{StorageFaults.Remedy(cause) ?? "Check that the path is right, that it is an SQLite database of this service, and that the account may write to the file and its folder"}.",
        cause);

    public override bool IsDuplicate(Exception failure) => failure is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>Busy, locked, or a race for the write-ahead log: <see href="https://www.sqlite.org/rescode.html"/>.</summary>
    public override bool IsTransient(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: 5 or 6 or 15 } || (failure.InnerException is { } cause && IsTransient(cause));

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token) =>
        await connection.BeginTransactionAsync(token);

    // Who begins to write is the only one, so that what it reads stays as it is.
    public override Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token) => BeginAsync(connection, token);

    public override IDisposable PrepareForMigration()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            // A lock file rather than a transaction: the migration opens connections of its own.
            var gate = WaitForLock(_file + ".lock");
            try
            {
                using var connection = Connect();
                // The journal mode is a property of the file, and cannot change inside a migration's transaction.
                Execute(connection, "PRAGMA journal_mode = WAL;");
                return gate;
            }
            catch
            {
                gate.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw Unreachable(e);
        }
    }

    public override UpgradeEngineBuilder MigrationTarget() =>
        DeployChanges.To.SqliteDatabase(_connectionString).JournalToSqliteTable("SchemaVersion");

    public override async Task<IReadOnlyList<string>> JournalAsync(CancellationToken token)
    {
        if (!Exists)
            return [];
        await using var session = await OpenAsync(token);
        try
        {
            return await session.ScalarAsync<long>("storage/has-journal", null, token) == 0
                ? []
                : await session.QueryAsync<string>("storage/journal", null, token);
        }
        catch (SqliteException e)
        {
            throw Unreachable(e);
        }
    }

    protected override Task<DbConnection> ConnectAsync(CancellationToken token) => Task.FromResult<DbConnection>(Connect());

    protected override Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, _pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }

    private static FileStream WaitForLock(string path)
    {
        for (var patience = 100; ; patience--)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (patience > 0 && Directory.Exists(Path.GetDirectoryName(path)))
            {
                Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).GetAwaiter().GetResult();
            }
        }
    }
}
