using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The running service with its page, served by the real Kestrel at a free port.</summary>
internal sealed class Site : IAsyncDisposable
{
    private Site(RunningService service, IHost host, Uri address) => (Service, Host, Address) = (service, host, address);

    public RunningService Service { get; }

    public IHost Host { get; }

    public Uri Address { get; }

    public static async Task<Site> StartAsync(params string[] settings)
    {
        return await StartAsync(await RunningService.CreateAsync(), settings);
    }

    public static async Task<Site> StartAsync(RunningService service, string[] settings, Action<IServiceCollection>? add = null)
    {
        var host = await service.StartAsync(["Web:Enabled=true", "Web:Listen=127.0.0.1:0", .. settings], add);
        await service.LookedAsync();
        return new(
            service,
            host,
            await host.Services.GetRequiredService<WebServer>().Address.WaitAsync(
                TimeSpan.FromSeconds(60),
                TimeProvider.System,
                Infrastructure.Service.Token));
    }

    /// <summary>
    /// Friday 17 June, 17:00, as a clerk may find it: the run of Thursday's digests is held, two of Friday's reminders were
    /// refused, and the report is out.
    /// </summary>
    public static async Task<Site> OnABadFridayAsync(string[]? settings = null, Action<IServiceCollection>? add = null)
    {
        var site = await StartAsync(
            await RunningService.CreateAsync(),
            ["Outbox:BrakeFloor=10", "Outbox:BrakeFactor=1", .. settings ?? []],
            add);
        await site.Service.PassAsync(RunningService.At(17, 7, 50), TimeSpan.FromMinutes(30));
        site.Service.Server.Answer = recipient => recipient.StartsWith("bcd-ntm@", StringComparison.Ordinal)
            ? new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 <bcd-ntm@camha.example> User unknown")
            : recipient.StartsWith("cong-doan@", StringComparison.Ordinal)
                ? new(DeliveryOutcome.Refused, "DATA", 552, "5.3.4 Message size exceeds limit")
                : null;
        await site.Service.PassAsync(RunningService.At(17, 17, 0), TimeSpan.FromMinutes(10));
        await site.SettleAsync();
        site.Service.Server.Answer = _ => null;
        return site;
    }

    /// <summary>Makes an account that sees all campaigns, called as its person.</summary>
    public Task<Account> AddAccountAsync(string name, AccountRoles roles, string password) =>
        Host.Services.GetRequiredService<AccountStore>().AddAsync(
            name, name, password, roles, campaigns: null, Infrastructure.Service.Token);

    /// <summary>Waits until no mail is on its way.</summary>
    public async Task SettleAsync()
    {
        Assert.True(
            await Service.PassUntilAsync(
                async () => await Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State IN ('Pending', 'Sending')") == 0));
    }

    public async ValueTask DisposeAsync() => await Service.DisposeAsync();
}
