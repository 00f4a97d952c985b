using System.Net.Security;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace CamHa.Scheduler.Web;

/// <summary>
/// Answers over HTTP, in a host of its own beside the service's: neither a port that is taken nor a fault in a page may keep
/// a mail from leaving.
/// </summary>
public sealed partial class WebServer(
    IEnumerable<IEndpoints> endpoints,
    Gate gate,
    ErrorPages errors,
    WebCertificate certificate,
    DatabaseStart start,
    IOptions<WebOptions> options,
    ILoggerFactory loggers,
    TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);
    private readonly ILogger _logger = loggers.CreateLogger<WebServer>();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The address at which it answers; complete once it does.</summary>
    public Task<Uri> Address => _address.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        // The looks and the dispatcher start first; the page must not slow them down.
        await Task.WhenAny(start.ReadyAsync(stoppingToken), Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken));
        await Retries().ExecuteAsync(async token => await AnswerAsync(token), stoppingToken);
    }

    private async Task AnswerAsync(CancellationToken token)
    {
        await using var app = Build();
        await app.StartAsync(token);
        _address.TrySetResult(new(app.Urls.First()));
        Log.Answers(_logger, app.Urls.First());
        await app.WaitForShutdownAsync(token);
    }

    // Without end: the port may be freed, the address may appear, the right may be granted. Only the first failure is logged.
    private ResiliencePipeline Retries() => new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new()
    {
        ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is not null),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Constant,
        Delay = BetweenTries,
        OnRetry = failed =>
        {
            if (failed.AttemptNumber == 0)
                Log.PortTaken(_logger, options.Value.Listen, failed.Outcome.Exception!.Message.TrimEnd('.'));
            return ValueTask.CompletedTask;
        },
    }).Build();

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "camha" });
        builder.Services.AddSingleton<ILoggerFactory>(new PageLoggers(loggers));
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
            return errors.AnswerAsync(context, next);
        });
        app.UseHostFiltering();
        app.UseRouting();
        app.Use(next => context =>
        {
            Language.SayOnPage();
            return next(context);
        });
        app.Use(next => context => gate.PassAsync(context, next));
        foreach (var each in endpoints)
            each.Map(app);
        return app;
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        // The service's own forms are a few hundred bytes; anything larger is not theirs.
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
            // Before TLS, because a handshake that never ends holds a connection too.
            var limit = new ConnectionLimit();
            listen.Use(next => connection => limit.PassAsync(connection, next));
            if (options.Value.UsesTls)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(
                        new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
                });
            }
        });
    }

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Information, "Answers at {Address}")]
        public static partial void Answers(ILogger logger, string address);

        [LoggerMessage(
            601,
            LogLevel.Warning,
            "Web:Listen = '{Listen}' cannot be used: {Reason}. The service works without its page and tries again every minute; "
            + "name another port, or end the program that has this one")]
        public static partial void PortTaken(ILogger logger, string listen, string reason);
    }
}
