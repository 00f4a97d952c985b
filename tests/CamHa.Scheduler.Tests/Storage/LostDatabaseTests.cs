using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>A database that was there and is gone: before the service starts, and under it.</summary>
[Collection(SteppedClock.Name)]
public sealed class LostDatabaseTests : IAsyncLifetime
{
    private const string Lost = "[NTM Cẩm Hà] Cần xử lý: Cơ sở dữ liệu bị hỏng hoặc bị mất";
    private RunningService _service = null!;

    private string Backup => Path.Combine(_service.Folder, "backups", "camha-nightly-2022-06-12.db");

    public async ValueTask InitializeAsync()
    {
        _service = await CreateAsync();
        _service.IsWatched = true;
        Directory.CreateDirectory(Path.GetDirectoryName(Backup)!);
        File.Copy(_service.File, Backup);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_database_that_is_gone_is_not_replaced_by_an_empty_one_when_the_service_starts(string? content)
    {
        Remove();
        if (content is not null)
            await File.WriteAllTextAsync(_service.File, content, Service.Token);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => _service.StartAsync());
        Assert.Contains("but there was one", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"camha restore {Backup}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, SqliteFile.Size(_service.File));
    }

    [Fact]
    public async Task Settings_alone_show_that_there_was_one()
    {
        File.Delete(Backup);
        Remove();
        var refusal = await Assert.ThrowsAsync<StorageException>(() => _service.StartAsync());
        Assert.Contains(
            $"the settings are in {Path.Combine(_service.Folder, "appsettings.json")}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_with_nothing_in_it_is_as_good_as_gone()
    {
        Remove();
        using (var empty = SqliteFile.Open(_service.File, SqliteOpenMode.ReadWriteCreate))
            SqliteFile.Execute(empty, "CREATE TABLE Other (Id INTEGER);");
        var refusal = await Assert.ThrowsAsync<StorageException>(() => _service.StartAsync());
        Assert.Contains("is empty, but there was one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_deleted_under_the_service_is_told_by_mail_with_the_backups_name()
    {
        var host = await StartAsync();
        Remove();
        await AssertToldAsync(host);
        Assert.False(File.Exists(_service.File));
    }

    [Fact]
    public async Task One_that_another_file_has_replaced_is_not_written_to()
    {
        var host = await StartAsync();
        Remove();
        File.Copy(Backup, _service.File);
        var before = await File.ReadAllBytesAsync(Backup, Service.Token);
        await AssertToldAsync(host);
        Assert.Equal(before, await File.ReadAllBytesAsync(_service.File, Service.Token));
    }

    [Fact]
    public async Task One_that_is_emptied_under_the_service_is_told_too()
    {
        var host = await StartAsync();
        using (var file = new FileStream(_service.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(0);
        await AssertToldAsync(host);
        Assert.Equal(0, SqliteFile.Size(_service.File));
    }

    [Fact]
    public async Task One_that_comes_back_as_it_was_is_used_again()
    {
        await StartAsync();
        var aside = Path.Combine(_service.Folder, "aside.db");
        File.Move(_service.File, aside);
        await _service.PassAsync(At(13, 7, 40), TimeSpan.FromMinutes(1));
        File.Move(aside, _service.File);
        await _service.PassAsync(At(16, 7, 31), TimeSpan.FromMinutes(30));
        Assert.Contains(_service.Server.Mails, mail => mail.Subject.Contains("nhiệm vụ", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Once_a_page_is_found_damaged_nothing_more_is_read_or_written()
    {
        var database = new SqliteDatabase(new() { File = _service.File, BackupFolder = Path.GetDirectoryName(Backup)! });
        await using (var held = await database.OpenAsync(Service.Token))
        {
            database.Hold(held.Connection);
            SqliteDamage.Do(_service.File);
            await using var session = await database.OpenAsync(Service.Token);
            var failure = await Assert.ThrowsAsync<DatabaseLostException>(() => ReadAllAsync(session));
            Assert.Contains($"camha restore {Backup}", failure.Message, StringComparison.Ordinal);
            Assert.True(database.IsLost(failure));
            // The session that is open, too: a look would otherwise record that it failed.
            await Assert.ThrowsAsync<DatabaseLostException>(() => session.ScalarAsync<long>("campaigns/has-plan", null, Service.Token));
            await Assert.ThrowsAsync<DatabaseLostException>(() => database.OpenAsync(Service.Token));
            database.Hold(null);
        }
    }

    [Fact]
    public async Task A_database_without_a_plan_is_not_healthy()
    {
        await _service.ExecuteAsync("UPDATE Unit SET IsActive = 0");
        var host = await StartAsync();
        var health = await HealthAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("there is no plan", health.Entries["plan"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_starts_on_a_full_disk_waits_for_room()
    {
        var isFull = true;
        var host = await _service.StartAsync(add: services => services.AddSingleton<Database>(provider => new AwayDatabase(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, () => isFull)
        {
            Failure = new("disk I/O error", 10, 4874),
        }));
        Assert.Contains(
            "Free some space",
            (await HealthAsync(host)).Entries["database"].Description,
            StringComparison.Ordinal);
        Assert.False(host.Services.GetRequiredService<DatabaseStart>().IsReady);
        isFull = false;
        await _service.PassAsync(Monday0700.AddMinutes(5), TimeSpan.FromMinutes(1));
        Assert.True(host.Services.GetRequiredService<DatabaseStart>().IsReady);
    }

    private static async Task ReadAllAsync(DatabaseSession session)
    {
        // Wherever the damage is, one of these reads it.
        foreach (var statement in new[] { "campaigns/all", "changes/units", "storage/tables", "alerts/problems", "simulation/messages" })
            await session.QueryAsync<object>(statement, new { CampaignId = 1 }, Service.Token);
    }

    private static Task<HealthReport> HealthAsync(IHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Service.Token);

    // The real database, and long enough for its addresses to be known.
    private async Task<IHost> StartAsync()
    {
        var host = await _service.StartAsync(add: services => services.AddSingleton<Database>(
            provider => new SqliteDatabase(provider.GetRequiredService<IOptions<StorageOptions>>().Value)));
        await _service.LookedAsync();
        await _service.PassAsync(At(13, 7, 25), TimeSpan.FromMinutes(1));
        return host;
    }

    private void Remove()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in SqliteFile.WithCompanions(_service.File))
            File.Delete(file);
    }

    private async Task AssertToldAsync(IHost host)
    {
        var before = _service.Server.Mails.Count;
        await _service.PassAsync(At(13, 8, 0), TimeSpan.FromMinutes(1));
        var told = Assert.Single(_service.Server.Mails.Skip(before));
        Assert.Equal(Lost, told.Subject);
        // The service has written this night's by then.
        var remedy = $"camha restore {Path.Combine(Path.GetDirectoryName(Backup)!, "camha-nightly-2022-06-13.db")}";
        Assert.Contains(remedy, told.Text, StringComparison.Ordinal);
        var health = (await HealthAsync(host)).Entries["database"];
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains(remedy, health.Description, StringComparison.Ordinal);
    }
}
