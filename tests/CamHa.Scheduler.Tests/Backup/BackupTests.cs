using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Backup;

public sealed class BackupTests : IAsyncLifetime
{
    // On every path two rows together or none: what a copy of two moments would tear apart.
    private const string Pair = """
        BEGIN IMMEDIATE;
        INSERT INTO TransportFault (Machine, Transport, Reason, Since, RetryAt) VALUES ('{0}', '', hex(randomblob(2000)), '', '');
        INSERT INTO CalendarDay (Day, Kind, Name) VALUES ('{0}', 'Off', hex(randomblob(2000)));
        COMMIT;
        """;

    private Service _service = null!;

    private string Live => _service.Database.Identity;

    private SqliteBackup Backup => _service.Get<SqliteBackup>();

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.RunAsync(Service.Start, Service.Start.AddDays(3));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public void A_backup_has_every_row_in_one_file_that_only_its_owner_may_read()
    {
        var written = Backup.Write(InFolder("copy.db"));
        Assert.Equal(InFolder("copy.db"), written.File);
        Assert.Equal(TableDump.Of(Live), TableDump.Of(written.File));
        Assert.Equal(TableDump.Count(Live, "OutboxMessage"), written.Rows["OutboxMessage"]);
        Assert.Equal(new FileInfo(written.File).Length, written.Bytes);
        Assert.Equal([written.File], Directory.GetFiles(_service.Folder, "copy*"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(written.File));
    }

    [Fact]
    public async Task A_backup_taken_while_the_service_writes_is_of_one_moment_and_keeps_no_writer_waiting()
    {
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(enough.Token), Service.Token);
        for (var number = 0; number < 5; number++)
        {
            var copy = Backup.Write(InFolder($"{number}.db")).File;
            var pairs = TableDump.Count(copy, "TransportFault");
            Assert.Equal(pairs, TableDump.Count(copy, "CalendarDay WHERE Day LIKE 'x%'"));
        }

        await enough.CancelAsync();
        var written = await writing;
        Assert.True(written > 5, $"only {written} pairs were written meanwhile");
        Assert.Equal(written, TableDump.Count(Live, "TransportFault"));
    }

    [Fact]
    public void Without_a_name_it_goes_beside_the_database_under_the_minute()
    {
        var folder = InFolder("backups");
        Assert.Equal(
            [Path.Combine(folder, "camha-2022-06-16-0700.db"), Path.Combine(folder, "camha-2022-06-16-0700-2.db")],
            new[] { AtSeven().Write(null).File, Backup.Write(null).File });
        Assert.Equal(InFolder("camha-2022-06-16-0700.db"), Backup.Write(_service.Folder).File);

        SqliteBackup AtSeven()
        {
            _service.At(Service.Start.AddDays(3));
            return Backup;
        }
    }

    [Theory]
    [InlineData("camha.db", "is the database itself, or belongs to it")]
    [InlineData("camha.db-journal", "is the database itself, or belongs to it")] // SQLite would roll it back into the database
    [InlineData("appsettings.json", "is there already, and a backup is never overwritten")]
    [InlineData("nowhere/copy.db", "cannot be written")]
    public void Nothing_is_overwritten_and_nothing_half_made_is_left(string name, string refusal)
    {
        var before = Directory.GetFileSystemEntries(_service.Folder, "*", SearchOption.AllDirectories).Order();
        Assert.Contains(
            $"FILE = '{InFolder(name)}' {refusal}",
            Assert.Throws<StorageException>(() => Backup.Write(InFolder(name))).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(_service.Folder, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void A_damaged_database_is_told_of_rather_than_copied()
    {
        SqliteConnection.ClearAllPools();
        SqliteDamage.Do(Live);
        Assert.StartsWith(
            $"'{Live}' is damaged: ",
            Assert.Throws<StorageException>(() => Backup.Write(InFolder("copy.db"))).Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_service.Folder, "copy*"));
    }

    [Fact]
    public void What_an_administrator_is_told_to_run_in_SQL_Server_is_valid_TSql()
    {
        string[] scripts =
        [
            SqlServerBackup.Backup("Cam]Ha", "D:\\it's.bak"),
            SqlServerBackup.Restore("Cam]Ha", "D:\\it's.bak", "before.bak"),
        ];
        foreach (var script in scripts)
        {
            new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
            Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        }

        Assert.Equal(
            """
            BACKUP DATABASE [CamHa] TO DISK = N'CamHa.bak' WITH COPY_ONLY, CHECKSUM;
            RESTORE VERIFYONLY FROM DISK = N'CamHa.bak' WITH CHECKSUM;
            """,
            SqlServerBackup.Backup("CamHa", "CamHa.bak"));
    }

    private string InFolder(string name) => Path.Combine(_service.Folder, name);

    private async Task<int> WriteAsync(CancellationToken enough)
    {
        for (var pairs = 0; ; pairs++)
        {
            if (enough.IsCancellationRequested)
                return pairs;
            await _service.ExecuteAsync(Pair.Replace("{0}", $"x{pairs}", StringComparison.Ordinal));
        }
    }
}
