using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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

    [Fact]
    public void For_a_port_that_is_taken_the_log_has_one_line_and_no_stack_trace()
    {
        using var service = LoggerFactory.Create(logging => logging.AddProvider(new KeptLog()));
        using var page = new PageLoggers(service);
        Assert.False(page.CreateLogger("Microsoft.Extensions.Hosting.Internal.Host").IsEnabled(LogLevel.Error));
        Assert.True(page.CreateLogger(typeof(WebServer).FullName!).IsEnabled(LogLevel.Error));
    }

    [Fact]
    public async Task An_address_this_machine_does_not_have_ends_neither_the_service_nor_its_mails()
    {
        await using var service = await RunningService.CreateAsync();
        // 192.0.2.0/24 is nobody's: RFC 5737.
        var host = await service.StartAsync(
            [
                "Web:Enabled=true",
                "Web:Listen=192.0.2.1:8480",
                $"Web:PasswordHash={Password.Hash("a long sentence")}",
                "Web:AllowPlainHttp=true",
            ]);
        await service.LookedAsync();
        await service.PassAsync(RunningService.At(16, 7, 30), TimeSpan.FromHours(1));
        await service.MailsAsync(13);
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task A_part_of_the_service_that_dies_is_no_end_in_order()
    {
        await using var service = await RunningService.CreateAsync();
        var host = await service.StartAsync([], services => services.AddHostedService<Dying>());
        await host.WaitForShutdownAsync(Service.Token);
        Assert.Equal("dead", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunCommand.ThrowIfFaultedAsync(host))).Message);
    }

    private sealed class Dying : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.FromException(new InvalidOperationException("dead"));
    }

    private static async Task<HttpClient> ClientAsync(IHost host)
    {
        var address = host.Services.GetRequiredService<WebServer>().Address;
        return new() { BaseAddress = await address.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Service.Token) };
    }
}
