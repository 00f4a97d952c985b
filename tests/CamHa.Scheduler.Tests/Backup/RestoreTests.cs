using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Backup;

public sealed class RestoreTests : IAsyncLifetime
{
    private static readonly DateTime Thursday = Service.Start.AddDays(3);
    private Service _service = null!;

    private string Live => _service.Database.Identity;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.RunAsync(Service.Start, Thursday);
        _service.At(Thursday);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_restored_database_is_as_it_was_and_what_was_there_is_kept_with_its_last_commit()
    {
        var (backup, then) = (Backup(), TableDump.Of(Live, except: "Installation"));
        await _service.RunAsync(Thursday, Thursday.AddDays(2));
        _service.At(Thursday.AddDays(2));
        var now = new List<string>();
        // The WAL ends with the last connection, and the pool closes those that nobody has used for minutes.
        using (SqliteFile.Open(Live, SqliteOpenMode.ReadWrite))
        {
            await _service.ExecuteAsync(
                "INSERT INTO CalendarDay (Day, Kind, Name) VALUES ('2099-01-01', 'Off', 'in the WAL, and not yet in the file')");
            now.AddRange(TableDump.Of(Live));
            DieHolding(".db", ".db-wal");
        }

        var restored = await RestoreAsync(backup);
        Assert.Equal(then, TableDump.Of(Live, except: "Installation"));
        Assert.Equal(now, TableDump.Of(restored.KeptAside!));
        Assert.NotEqual(then.Count, now.Count);
        // One file each, and the service's journal mode.
        Assert.Equal(
            ["camha-before-restore-2022-06-18-0700.db", "camha.db"],
            Directory.GetFiles(_service.Folder, "camha*").Select(Path.GetFileName).Order().Where(Closed));
        using var connection = SqliteFile.Open(Live, SqliteOpenMode.ReadWrite);
        Assert.Equal(["wal"], SqliteFile.Rows(connection, "PRAGMA journal_mode", 0));

        // What a reader of this test has opened just now does not count, nor what the service still writes its answers to.
        static bool Closed(string? name) =>
            !name!.EndsWith("-shm", StringComparison.Ordinal)
            && !name.EndsWith("-wal", StringComparison.Ordinal)
            && !name.Contains(".answers-", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_leaves_until_a_person_says_so_and_then_nothing_that_the_backup_knew()
    {
        await _service.RunAsync(Thursday, Thursday.AddHours(1));
        var backup = Backup();
        var known = Ids();
        await _service.RunAsync(Thursday.AddHours(1), Thursday.AddDays(2));
        var unknown = Ids().Except(known).ToList();
        Assert.NotEmpty(known);
        Assert.NotEmpty(unknown);

        await RestoreAsync(backup);
        var before = _service.Transport.Mails.Count;
        await using (var service = _service.Another())
        {
            await service.RunAsync(Thursday.AddDays(2), Thursday.AddDays(4));
            Assert.Equal(before, _service.Transport.Mails.Count);
            Assert.False(await service.Get<CloneGuard>().IsArmedAsync(Service.Token));
            Assert.StartsWith(
                "restored from backup-",
                Assert.Single(await service.Get<CloneGuard>().ArmedForAsync(Service.Token)),
                StringComparison.Ordinal);

            await service.Get<CloneGuard>().ArmAsync(Service.Token);
            await service.DispatchAsync(Thursday.AddDays(4));
            var again = Ids()[before..];
            Assert.NotEmpty(again);
            Assert.Empty(again.Intersect(known));
            SqliteConnection.ClearAllPools();
        }

        string[] Ids() => [.. _service.Transport.Mails.Select(mail => mail.Message.MessageId!)];
    }

    [Fact]
    public async Task It_is_refused_while_anybody_has_the_database_open_even_idle()
    {
        var backup = Backup();
        await using (var session = await _service.Database.OpenAsync(Service.Token))
        {
            await session.ScalarAsync<long>("storage/has-journal", null, Service.Token);
            var refusal = await Assert.ThrowsAsync<StorageException>(() => _service.Get<SqliteRestore>().RunAsync(backup, Service.Token));
            Assert.Equal(
                $"Storage:File = '{Live}' is in use: a service or another program has it open. Stop it ('systemctl stop camha', or the "
                    + "Windows service camha), "
                + "then restore again. Nothing was changed.",
                refusal.Message);
        }

        await RestoreAsync(backup);
    }

    [Fact]
    public async Task What_is_put_in_place_and_what_is_kept_aside_are_for_their_owner_even_where_the_old_file_was_not()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no file with a mode.");
            return;
        }

        var backup = Backup();
        SqliteConnection.ClearAllPools();
        File.SetUnixFileMode(Live, (UnixFileMode)Convert.ToInt32("644", 8));
        var restored = await RestoreAsync(backup);
        Assert.All([Live, restored.KeptAside!], file => Assert.Equal(
            "600", Convert.ToString(OperatingSystem.IsWindows() ? 0 : (int)File.GetUnixFileMode(file), 8)));
    }

    [Theory]
    [InlineData("camha restore, refused")]
    [InlineData("a file copied into its place")]
    public async Task It_is_refused_while_the_service_runs_also_after(string what)
    {
        var (backup, damaged) = (Backup(), Backup());
        SqliteDamage.Do(damaged);
        SqliteConnection.ClearAllPools();
        if (what.StartsWith("camha", StringComparison.Ordinal))
            await RefusalAsync(damaged);
        else
            Execute(Live, "PRAGMA journal_mode = DELETE");
        await using var use = new DatabaseInUse(_service.Database);
        await use.HoldAsync(Service.Token);
        Assert.Contains(" is in use: ", await RefusalAsync(backup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_the_database_is_as_it_was()
    {
        var (backup, then) = (Backup(), TableDump.Of(Live));
        SqliteDamage.Do(backup);
        Assert.StartsWith($"'{backup}' is damaged: ", await RefusalAsync(backup), StringComparison.Ordinal);
        Assert.Equal(then, TableDump.Of(Live));
    }

    [Fact]
    public async Task A_pipe_is_refused_instead_of_waiting_for_whoever_writes_into_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other pipes.");
        var (pipe, then) = (InFolder("pipe"), TableDump.Of(Live));
        using (var make = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(Service.Token);
        Assert.StartsWith(
            $"FILE = '{pipe}' is empty, or is no file but a pipe or a device.", await RefusalAsync(pipe), StringComparison.Ordinal);
        Assert.Equal(then, TableDump.Of(Live));
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        var (backup, then) = (Backup(), TableDump.Of(Live));
        Execute(backup, "INSERT INTO SchemaVersion (ScriptName, Applied) VALUES ('schema/sqlite/0099-from-the-future.sql', '2030-01-01')");
        Assert.Equal(
            $"SQLite file {backup} has a newer schema than this program: it knows nothing of schema/sqlite/0099-from-the-future.sql. "
            + "Install the version of camha that wrote it, or restore the backup made before the upgrade.",
            await RefusalAsync(backup));
        Assert.Equal(then, TableDump.Of(Live));
    }

    [Fact]
    public async Task A_backup_with_a_row_that_points_nowhere_is_refused()
    {
        var backup = Backup();
        Execute(backup, "PRAGMA foreign_keys = OFF; INSERT INTO Unit (CampaignId, Code, Name) VALUES (4711, 'X', 'X')");
        Assert.StartsWith(
            $"'{backup}' is damaged: a row of Unit points at one that is not there.", await RefusalAsync(backup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_backup_of_ours_is_refused()
    {
        var other = InFolder("other.db");
        Execute(other, "CREATE TABLE Shopping (Item TEXT)");
        Assert.StartsWith(
            $"'{other}' is an SQLite database, but none of this service.", await RefusalAsync(other), StringComparison.Ordinal);
        await File.WriteAllTextAsync(other, "this is a shopping list, not a database, however long it may be", Service.Token);
        Assert.StartsWith($"'{other}' is damaged: ", await RefusalAsync(other), StringComparison.Ordinal);
        Assert.Equal($"FILE = '{Live}' is the database itself. Name a file that 'camha backup' has written.", await RefusalAsync(Live));
        Assert.Equal(
            "FILE = 'nowhere.db': there is no such file. Name a file that 'camha backup' has written.", await RefusalAsync("nowhere.db"));
    }

    [Fact]
    public async Task A_backup_from_before_an_upgrade_is_brought_up_to_date()
    {
        var old = InFolder("old.db");
        var scripts = new SchemaMigration(_service.Database).Scripts;
        Execute(
            old,
            "CREATE TABLE SchemaVersion (SchemaVersionID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ScriptName TEXT NOT NULL, Applied "
                + "DATETIME NOT NULL)");
        foreach (var script in scripts.SkipLast(1))
            Execute(
                old,
                await File.ReadAllTextAsync(Path.Combine(Repository.Root, "sql", script), Service.Token)
                    + $";INSERT INTO SchemaVersion (ScriptName, Applied) VALUES ('{script}', '2022-01-01')");
        Assert.Equal(scripts.TakeLast(1), (await RestoreAsync(old)).Applied);
        Assert.Empty(await new SchemaMigration(_service.Database).PendingAsync(Service.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_is_damaged_or_gone_is_restored_and_all_that_was_left_of_it_is_kept(bool isThere)
    {
        var (backup, then) = (Backup(), TableDump.Of(Live, except: "Installation"));
        SqliteConnection.ClearAllPools();
        File.Delete(Live);
        if (isThere)
            await File.WriteAllTextAsync(Live, "what a failing disk has left of a database, and there was more of it", Service.Token);
        await File.WriteAllTextAsync(Live + "-wal", "what came last", Service.Token);

        var restored = await RestoreAsync(backup);
        Assert.Equal(then, TableDump.Of(Live, except: "Installation"));
        var aside = InFolder("camha-before-restore-2022-06-16-0700.db");
        Assert.Equal(isThere ? aside : null, restored.KeptAside);
        Assert.Equal(isThere, File.Exists(aside));
        Assert.Equal("what came last", await File.ReadAllTextAsync(aside + "-wal", Service.Token));
    }

    // As after a power cut: nobody has come to write the WAL into the file.
    private void DieHolding(params string[] parts)
    {
        foreach (var part in parts)
            File.Copy(Path.ChangeExtension(Live, part), InFolder("dead" + part));
        SqliteConnection.ClearAllPools();
        foreach (var part in parts)
            File.Move(InFolder("dead" + part), Path.ChangeExtension(Live, part), overwrite: true);
        Assert.NotEqual(0, new FileInfo(Live + "-wal").Length);
    }

    private string InFolder(string name) => Path.Combine(_service.Folder, name);

    private string Backup() => _service.Get<SqliteBackup>().Write(InFolder($"backup-{Guid.NewGuid():N}.db")).File;

    private Task<Restored> RestoreAsync(string backup)
    {
        // The service has stopped.
        SqliteConnection.ClearAllPools();
        return _service.Get<SqliteRestore>().RunAsync(backup, Service.Token);
    }

    private async Task<string> RefusalAsync(string backup) =>
        (await Assert.ThrowsAsync<StorageException>(() => RestoreAsync(backup))).Message;

    private static void Execute(string file, string sql)
    {
        using var connection = SqliteFile.Open(file, SqliteOpenMode.ReadWriteCreate);
        SqliteFile.Execute(connection, sql);
    }
}
