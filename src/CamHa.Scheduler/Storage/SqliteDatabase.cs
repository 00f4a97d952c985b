using System.Data.Common;
using CamHa.Scheduler.Text;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using Polly;

namespace CamHa.Scheduler.Storage;

/// <summary>A single file on the service's own disk; the default.</summary>
public sealed class SqliteDatabase : Database
{
    private static readonly Bilingual Remedy = new(
        "Kiểm tra đường dẫn, tệp đó có phải là cơ sở dữ liệu của phần mềm không, và quyền ghi vào tệp cùng thư mục chứa nó",
        "Check that the path is right, that it is an SQLite database of this service, "
        + "and that the account may write to the file and its folder");

    private const int LargestIdleLog = 16 * 1024 * 1024;

    // In pages of 4 kB; a batch of the dispatcher writes about a thousand. A page that leaves the cache before its transaction
    // ends and then changes again is rewritten in the middle of the log, with every checksum behind it.
    private const int CachedPages = 4000;

    // The lock is another process's, so real time counts here and not the service's clock.
    private static readonly ResiliencePipeline WaitForLock = new ResiliencePipelineBuilder().AddRetry(new()
    {
        // An IOException also says that the folder is gone, for which no waiting helps.
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is IOException and not DirectoryNotFoundException),
        MaxRetryAttempts = 100,
        BackoffType = DelayBackoffType.Constant,
        Delay = TimeSpan.FromMilliseconds(100),
    }).Build();

    private readonly string _file;
    private readonly string _connectionString;
    private readonly string _pragmas;
    private readonly string _backupFolder;
    private volatile SqliteConnection? _held;

    public SqliteDatabase(StorageOptions options)
        : base(Dialect.Sqlite)
    {
        _file = Path.GetFullPath(options.File);
        _backupFolder = options.BackupFolder;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            // Only a migration makes a database: an empty one in the place of one that is gone would owe nobody anything.
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = options.BusyTimeoutSeconds,
        }.ToString();
        // Without a limit the write-ahead log keeps the size of its largest burst for ever.
        _pragmas = $"PRAGMA busy_timeout = {options.BusyTimeoutSeconds * 1000}; "
            + $"PRAGMA journal_size_limit = {LargestIdleLog}; PRAGMA cache_spill = {CachedPages}; "
            + (options.Durable ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000;");
    }

    public override Bilingual Description => new($"tệp SQLite {_file}", $"SQLite file {_file}");

    public override string Identity => _file;

    public override bool Exists => SqliteFile.Size(_file) > 0;

    public override string? NewestBackup => LastBackup.In(_backupFolder);

    public override StorageException Unreachable(Exception cause)
    {
        var remedy = StorageFaults.Remedy(cause) ?? Remedy;
        var backup = IsLossOf(cause) ? NewestBackup : null;
        return new(
            new Bilingual(
                $"Storage:File = '{_file}': không dùng được tệp dữ liệu này. {remedy.Vietnamese}"
                + $"{(backup is null ? "" : $"; bản mới nhất: camha restore {backup}")}. Chi tiết: {cause.Message}",
                $"Storage:File = '{_file}' cannot be used: {cause.Message.TrimEnd('.')}. {remedy.English}"
                + $"{(backup is null ? "" : $"; the newest is {backup}: camha restore {backup}")}."),
            cause);
    }

    public override void Hold(DbConnection? connection)
    {
        _held = (SqliteConnection?)connection;
        if (connection is not null)
            SqliteFile.CloseToOthers(_file);
        base.Hold(connection);
    }

    public override bool IsFull(Exception failure) =>
        (failure is SqliteException fault && SqliteRemedies.IsFull(fault)) || (failure.InnerException is { } cause && IsFull(cause));

    public override bool IsDuplicate(Exception failure) => failure is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>Busy, locked, or a race for the write-ahead log: <see href="https://www.sqlite.org/rescode.html"/>.</summary>
    public override bool IsTransient(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: 5 or 6 or 15 } || (failure.InnerException is { } cause && IsTransient(cause));

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken token) =>
        await connection.BeginTransactionAsync(token);

    // There is only one writer at a time, so what it reads cannot change under it.
    public override Task<DbTransaction> BeginDecisionAsync(DbConnection connection, CancellationToken token) =>
        BeginAsync(connection, token);

    public override IDisposable PrepareForMigration()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            // A lock file rather than a transaction, because the migration opens connections of its own.
            var gate = WaitForLock.Execute(() => LockFile(_file + ".lock"));
            try
            {
                if (!File.Exists(_file))
                    SqliteFile.Create(_file);
                SqliteFile.CloseToOthers(_file);
                using var connection = Connect();
                // The journal mode belongs to the file and cannot change inside a migration's transaction.
                SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL;");
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

    protected override Task<DbConnection> ConnectAsync(CancellationToken token)
    {
        if (_held is { } held && (SqliteFile.Size(_file) == 0 || SqliteFile.IsMoved(held)))
        {
            throw new SqliteException(
                "the file was deleted, emptied, moved or replaced while the service had it open", SqliteFile.ReadOnly, SqliteFile.Moved);
        }

        return Task.FromResult<DbConnection>(Connect());
    }

    protected override Loss? LossOf(DbException failure) => failure switch
    {
        SqliteException { SqliteExtendedErrorCode: SqliteFile.Moved } => Loss.Gone,
        SqliteException { SqliteErrorCode: SqliteFile.Corrupt or SqliteFile.NotADatabase } => Loss.Damaged,
        // A view over another program's table that is gone says the same.
        SqliteException { SqliteErrorCode: 1 } when IsHeld && failure.Message.Contains("no such table", StringComparison.Ordinal)
            && !HasJournal() => Loss.Damaged,
        _ => null,
    };

    protected override Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken token) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    private bool IsLossOf(Exception failure) => failure is DbException fault && LossOf(fault) is not null;

    private bool HasJournal()
    {
        using var connection = Connect();
        return SqliteFile.Rows(connection, Sql["storage/has-journal"], 0) is not ["0"];
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            SqliteFile.Execute(connection, _pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static FileStream LockFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
