using CamHa.Scheduler.Links;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Web.Answers;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The running service with its desk and the public site on which units answer.</summary>
internal sealed class AnswerSite : IAsyncDisposable
{
    private AnswerSite(Site desk, Uri address) => (Desk, Address) = (desk, address);

    public Site Desk { get; }

    /// <summary>That of the public site.</summary>
    public Uri Address { get; }

    public RunningService Service => Desk.Service;

    public static async Task<AnswerSite> StartAsync(params string[] settings)
    {
        var desk = await Site.StartAsync(["Answers:Listen=127.0.0.1:0", "Answers:PublicUrl=http://localhost", .. settings]);
        var address = await desk.Host.Services.GetRequiredService<AnswerServer>().Address.WaitAsync(
            TimeSpan.FromSeconds(60), TimeProvider.System, Infrastructure.Service.Token);
        await desk.Host.Services.GetRequiredService<CloneGuard>().IsArmedAsync(Infrastructure.Service.Token);
        return new(desk, address);
    }

    /// <summary>The path of a unit's page.</summary>
    public async Task<string> PathAsync(string unit)
    {
        var link = await Desk.Host.Services.GetRequiredService<UnitLinks>().ShowAsync(1, unit, Infrastructure.Service.Token);
        return new Uri(link).AbsolutePath;
    }

    /// <summary>A person at the page of a unit.</summary>
    public async Task<(Visitor Visitor, string Path)> OpenAsync(string unit)
    {
        var (visitor, path) = (new Visitor(Address), await PathAsync(unit));
        await visitor.OpenAsync(path);
        return (visitor, path);
    }

    /// <summary>Thursday 16 June, 14:10: the address was reached, and the digests and the first reminders have left.</summary>
    public async Task RemindedAsync()
    {
        await Service.ExecuteAsync(
            "INSERT OR REPLACE INTO AddressProof (Url, TriedAt, ProvenAt, Fault) "
            + "VALUES ('http://localhost', '2022-06-16T00:00:00.000Z', '2022-06-16T00:00:00.000Z', '')");
        await Service.PassAsync(RunningService.At(16, 14, 10), TimeSpan.FromMinutes(30));
        await Desk.SettleAsync();
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
