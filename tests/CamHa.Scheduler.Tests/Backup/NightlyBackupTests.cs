using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Backup;

/// <summary>The night's backup, from Thursday 16 June 2022, 07:30, on.</summary>
public sealed class NightlyBackupTests : IAsyncLifetime
{
    private ServiceOnClock _service = null!;

    private string Folder => _service.Get<IOptions<StorageOptions>>().Value.BackupFolder;

    public async ValueTask InitializeAsync() => _service = await ServiceOnClock.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Each_night_has_one_and_those_of_a_year_are_few()
    {
        for (var night = 0; night < 20; night++)
            await PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(
            ["2022-06-19", "2022-06-26", "2022-06-30", "2022-07-01", "2022-07-02", "2022-07-03", "2022-07-04", "2022-07-05", "2022-07-06"],
            Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)["camha-nightly-".Length..]).Order());
    }

    [Fact]
    public async Task It_is_written_after_its_time_and_once()
    {
        Assert.Equal(1, await _service.Get<NightlyBackup>().RunAsync(Service.Token)); // of the night before: it is 07:30
        Assert.Equal(0, await PassAsync(TimeSpan.FromHours(18.4))); // 01:54
        Assert.Equal(1, await PassAsync(TimeSpan.FromMinutes(10)));
        Assert.Equal(0, await PassAsync(TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task What_is_not_its_own_is_never_deleted()
    {
        Directory.CreateDirectory(Folder);
        string[] others =
        [
            "camha-2020-01-01-0200.db",
            "camha-nightly-2020-01-01.txt",
            "camha-nightly-copy.db",
            "camha-nightly-2020-01-01 (1).db",
            "luu.zip",
        ];
        foreach (var other in others)
            await File.WriteAllTextAsync(Path.Combine(Folder, other), "", Service.Token);
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "camha-nightly-2022-06-15.db.4711.tmp"), "left by a process that died", Service.Token);
        for (var night = 0; night < 10; night++)
            await PassAsync(TimeSpan.FromDays(1));
        Assert.All(others, other => Assert.True(File.Exists(Path.Combine(Folder, other))));
        Assert.Empty(Directory.GetFiles(Folder, "*.tmp"));
    }

    [Fact]
    public async Task None_is_written_where_it_would_fill_the_disk_and_that_is_told()
    {
        _service.Get<IOptions<DiskOptions>>().Value.DiskMegabytes = 10_000_000;
        Assert.Equal(0, await _service.Get<NightlyBackup>().RunAsync(Service.Token));
        Assert.Empty(Directory.GetFiles(Folder));
        var finding = Assert.Single(await _service.Get<Checkup>().FindAsync(Service.Token), finding => finding.What == "backup");
        Assert.False(finding.IsGood);
        Assert.Matches(
            @"^Storage:BackupFolder = '.+': with a backup of \d+ MB only \d+ MB would be left there\. Free some space, or name a folder on "
                + @"another disk\.$",
            finding.Says);
        Assert.Equal("Không sao lưu được dữ liệu đêm qua", finding.Problem!.Title);

        _service.Get<IOptions<DiskOptions>>().Value.DiskMegabytes = 1;
        Assert.Equal(0, await PassAsync(TimeSpan.FromMinutes(30)));
        Assert.Equal(1, await PassAsync(TimeSpan.FromMinutes(30)));
        Assert.True(Assert.Single(await _service.Get<Checkup>().FindAsync(Service.Token), each => each.What == "backup").IsGood);
    }

    [Fact]
    public async Task A_restore_of_the_nights_backup_brings_back_what_was_there_disarmed()
    {
        var live = _service.Get<Database>().Identity;
        await _service.Get<NightlyBackup>().RunAsync(Service.Token);
        var then = TableDump.Of(live, except: "Installation");
        await _service.DispatchAsync();
        Assert.NotEqual(then, TableDump.Of(live, except: "Installation"));
        // The service has stopped.
        SqliteConnection.ClearAllPools();
        var restored = await _service.Get<SqliteRestore>().RunAsync(Path.Combine(Folder, "camha-nightly-2022-06-16.db"), Service.Token);
        Assert.Empty(restored.Applied);
        Assert.Equal(then, TableDump.Of(live, except: "Installation"));
        Assert.StartsWith(
            CloneGuard.Restored + "camha-nightly-2022-06-16.db",
            Assert.Single(await _service.Get<CloneGuard>().ArmedForAsync(Service.Token)),
            StringComparison.Ordinal);
        // Of what is not this machine's to send from there is no backup either.
        Assert.Equal(0, await PassAsync(TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task After_a_burst_the_write_ahead_log_is_cut_back()
    {
        var log = _service.Get<Database>().Identity + "-wal";
        await using (var reader = await _service.Get<Database>().OpenAsync(Service.Token))
        {
            // Somebody reads for long: nothing can go from the log into the file.
            await reader.BeginAsync(Service.Token);
            await reader.QueryAsync<string>("outbox/armed-for", null, Service.Token);
            await reader.RollbackAsync();
            await using var moment = ((SqliteConnection)reader.Connection).BeginTransaction(deferred: true);
            await using var question = reader.Connection.CreateCommand();
            question.Transaction = moment;
            question.CommandText = "SELECT COUNT(*) FROM OutboxMessage";
            await question.ExecuteScalarAsync(Service.Token);
            for (var burst = 0; burst < 30; burst++)
                await _service.ExecuteAsync(
                    $"INSERT OR REPLACE INTO OutboxMime (OutboxMessageId, Mime) SELECT Id, randomblob(100000) FROM OutboxMessage LIMIT 10");
            Assert.True(new FileInfo(log).Length > 20_000_000);
        }

        await _service.ExecuteAsync("UPDATE Campaign SET Place = 'x'");
        await _service.ExecuteAsync("UPDATE Campaign SET Place = 'y'");
        await _service.ExecuteAsync("UPDATE Campaign SET Place = 'z'");
        Assert.True(new FileInfo(log).Length <= 16 * 1024 * 1024);
    }

    // Why there is no VACUUM: what is purged makes room for what comes.
    [Fact]
    public async Task What_is_purged_makes_room_so_that_the_file_stays_as_large_as_it_was()
    {
        var file = _service.Get<Database>().Identity;
        var sizes = new List<long>();
        for (var year = 0; year < 4; year++)
        {
            for (var part = 0; part < 5; part++)
                await _service.ExecuteAsync(
                    "INSERT OR REPLACE INTO OutboxMime (OutboxMessageId, Mime) SELECT Id, randomblob(200000 + 10000 * (abs(random()) % "
                        + "10)) FROM OutboxMessage");
            await _service.ExecuteAsync("DELETE FROM OutboxMime");
            await _service.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            sizes.Add(new FileInfo(file).Length);
        }

        Assert.True(sizes[^1] <= sizes[0] * 1.1, string.Join(", ", sizes));
    }

    private Task<int> PassAsync(TimeSpan span)
    {
        _service.Time.Pass(span);
        return _service.Get<NightlyBackup>().RunAsync(Service.Token);
    }
}
