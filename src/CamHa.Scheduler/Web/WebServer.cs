using System.Net;
using CamHa.Scheduler.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web;

/// <summary>
/// Answers over HTTP, in a host of its own beside the service's: a port that is taken, or a fault in a page, must not keep
/// a single mail from leaving.
/// </summary>
public sealed partial class WebServer(
    IEnumerable<IEndpoints> endpoints, DatabaseStart start, IOptions<WebOptions> options, ILoggerFactory loggers, TimeProvider time, ILogger<WebServer> logger)
    : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it answers, once it does.</summary>
    public Task<Uri> Address => _address.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        // Off the way of the start: the looks and the dispatcher come first.
        await Task.WhenAny(start.ReadyAsync(stoppingToken), Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken));
        for (var isTold = false; ; isTold = true)
        {
            try
            {
                await using var app = Build();
                await app.StartAsync(stoppingToken);
                _address.TrySetResult(new(app.Urls.First()));
                Log.Answers(logger, app.Urls.First());
                await app.WaitForShutdownAsync(stoppingToken);
                return;
            }
            catch (IOException e)
            {
                if (!isTold)
                    Log.PortTaken(logger, options.Value.Listen, e.Message.TrimEnd('.'));
                await Task.Delay(BetweenTries, time, stoppingToken);
            }
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "camha" });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPEndPoint.Parse(options.Value.Listen));
        });
        var app = builder.Build();
        foreach (var each in endpoints)
            each.Map(app);
        return app;
    }

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Information, "Answers at {Address}")]
        public static partial void Answers(ILogger logger, string address);

        [LoggerMessage(601, LogLevel.Warning, "Web:Listen = '{Listen}' cannot be used: {Reason}. The service works without its page and tries again every minute; name another port, or end the program that has this one")]
        public static partial void PortTaken(ILogger logger, string listen, string reason);
    }
}
