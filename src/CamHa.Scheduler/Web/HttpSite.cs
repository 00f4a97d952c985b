using System.Net;
using System.Net.Security;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;

namespace CamHa.Scheduler.Web;

/// <summary>
/// Answers over HTTP, in a host of its own beside the service's: neither a port that is taken nor a fault in a page may keep
/// a mail from leaving.
/// </summary>
public abstract partial class HttpSite(DatabaseStart start, ILoggerFactory loggers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);
    private readonly ILogger _logger = loggers.CreateLogger<HttpSite>();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The address at which it answers; complete once it does.</summary>
    public Task<Uri> Address => _address.Task;

    /// <summary>The setting that names its address, and what it says; null where nothing is answered.</summary>
    protected abstract (string Setting, string Value)? Listens { get; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Listens is null)
            return;
        // The looks and the dispatcher start first; the page must not slow them down.
        await Task.WhenAny(start.ReadyAsync(stoppingToken), Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken));
        await Retries().ExecuteAsync(async token => await AnswerAsync(token), stoppingToken);
    }

    /// <summary>The site with all that it answers.</summary>
    internal abstract WebApplication Build();

    /// <summary>Listens with the limits that all sites have.</summary>
    /// <param name="builder">The site.</param>
    /// <param name="endpoint">Where.</param>
    /// <param name="certificate">What it shows; null for none.</param>
    /// <param name="most">The most connections, of all and of one address.</param>
    internal static void Listen(
        WebApplicationBuilder builder, IPEndPoint endpoint, WebCertificate? certificate, (int OfAll, int OfOne) most)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit);
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();

        void Limit(KestrelServerOptions kestrel)
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
            kestrel.Limits.MaxConcurrentConnections = most.OfAll;
            kestrel.Listen(endpoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                // Before TLS, because a handshake that never ends holds a connection too.
                var limit = new ConnectionLimit(most.OfAll, most.OfOne);
                listen.Use(next => connection => limit.PassAsync(connection, next));
                if (certificate is not null)
                {
                    listen.UseHttps(new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ => ValueTask.FromResult(
                            new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
                    });
                }
            });
        }
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
            var (setting, value) = Listens!.Value;
            if (failed.AttemptNumber == 0)
                Log.PortTaken(_logger, setting, value, failed.Outcome.Exception!.Message.TrimEnd('.'));
            return ValueTask.CompletedTask;
        },
    }).Build();

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Information, "Answers at {Address}")]
        public static partial void Answers(ILogger logger, string address);

        [LoggerMessage(
            601,
            LogLevel.Warning,
            "{Setting} = '{Listen}' cannot be used: {Reason}. The service works without its page and tries again every minute; "
            + "name another port, or end the program that has this one")]
        public static partial void PortTaken(ILogger logger, string setting, string listen, string reason);
    }
}
