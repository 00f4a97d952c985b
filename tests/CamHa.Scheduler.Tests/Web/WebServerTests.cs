using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CamHa.Scheduler.Tests.Web;

public sealed class WebServerTests
{
    [Fact]
    public async Task A_port_that_is_taken_keeps_no_mail_from_leaving_and_is_used_once_it_is_free()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var service = await RunningService.CreateAsync();
        var host = await service.StartAsync(["Web:Enabled=true", $"Web:Listen={other.LocalEndpoint}"]);
        await service.LookedAsync();
        await service.PassAsync(RunningService.At(16, 7, 30), TimeSpan.FromHours(1));
        await service.MailsAsync(13);

        other.Stop();
        while (!host.Services.GetRequiredService<WebServer>().Address.IsCompleted)
            await service.PassAsync(service.Time.GetUtcNow().AddMinutes(1), TimeSpan.FromMinutes(1));
        using var client = await ClientAsync(host);
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live", Service.Token));
    }

    private static async Task<HttpClient> ClientAsync(IHost host) =>
        new() { BaseAddress = await host.Services.GetRequiredService<WebServer>().Address.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Service.Token) };
}
