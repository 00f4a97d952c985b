using System.Net.Security;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
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
    IEnumerable<IEndpoints> endpoints, Gate gate, ErrorPages mishaps, WebCertificate certificate, DatabaseStart start, IOptions<WebOptions> options, ILoggerFactory loggers, TimeProvider time, ILogger<WebServer> logger)
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
            // A port that is taken, an address this machine does not have, or not yet, a right that is missing.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
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
        builder.Services.AddHostFiltering(hosts =>
        {
            hosts.AllowedHosts = [.. options.Value.HostNames];
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        if (options.Value.UsesTls)
            builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        app.Use(next => context =>
        {
            ResponseHeaders.Set(context);
            return mishaps.CatchAsync(context, next);
        });
        app.UseHostFiltering();
        app.UseRouting();
        app.Use(next => context => gate.PassAsync(context, next));
        foreach (var each in endpoints)
            each.Map(app);
        return app;
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        // A form of ours is a few hundred bytes; nobody else's is read.
        kestrel.Limits.MaxRequestBodySize = 16 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 50;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        kestrel.Limits.MaxConcurrentConnections = ConnectionLimit.OfAll;
        kestrel.Listen(options.Value.Endpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            // Before TLS: a handshake that is never ended holds a connection too.
            var limit = new ConnectionLimit();
            listen.Use(next => connection => limit.PassAsync(connection, next));
            if (options.Value.UsesTls)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
                });
            }
        });
    }

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Information, "Answers at {Address}")]
        public static partial void Answers(ILogger logger, string address);

        [LoggerMessage(601, LogLevel.Warning, "Web:Listen = '{Listen}' cannot be used: {Reason}. The service works without its page and tries again every minute; name another port, or end the program that has this one")]
        public static partial void PortTaken(ILogger logger, string listen, string reason);
    }
}
