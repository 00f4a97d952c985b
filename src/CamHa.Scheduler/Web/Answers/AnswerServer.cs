using CamHa.Scheduler.Links;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>
/// The public site, on which units answer by their links. It is a host of its own, and nothing is mapped in it but what is below
/// <see cref="UnitLinkOptions.Path"/>: the desk cannot be reached through it, whatever a proxy in front is told.
/// </summary>
internal sealed class AnswerServer(
    AnswerPages pages,
    AnswerErrors errors,
    AnswerCertificate certificate,
    DatabaseStart start,
    IOptions<AnswerSiteOptions> options,
    IOptions<UnitLinkOptions> links,
    ILoggerFactory loggers,
    TimeProvider time)
    : HttpSite(start, loggers, time)
{
    // A village goes out by one address of its phone company, and a proxy asks for everybody.
    private static readonly (int OfAll, int OfOne) Connections = (256, 32);

    protected override (string Setting, string Value)? Listens =>
        options.Value.IsUsed ? ("Answers:Listen", options.Value.Listen) : null;

    internal override WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "camha-answers" });
        // The host's own lines hold whole addresses, and with them the tokens.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddRoutingCore();
        builder.Services.AddHostFiltering(hosts =>
        {
            hosts.AllowedHosts = [links.Value.Host, "localhost", "127.0.0.1", "[::1]"];
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(Believe);
        Listen(builder, options.Value.Endpoint, options.Value.UsesTls ? certificate : null, Connections);
        var app = builder.Build();
        app.Use(next => context =>
        {
            AnswerHeaders.Set(context);
            return errors.AnswerAsync(context, next);
        });
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseRouting();
        pages.Map(app);
        return app;
    }

    // From anybody else the headers are what somebody has typed.
    private void Believe(ForwardedHeadersOptions forwarded)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = 1;
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in options.Value.Proxies)
            forwarded.KnownProxies.Add(proxy);
        if (forwarded.KnownProxies.Count == 0)
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
    }
}

/// <summary>The certificate of the public site.</summary>
internal sealed class AnswerCertificate(IOptions<AnswerSiteOptions> options, ILogger<WebCertificate> logger)
    : WebCertificate(options.Value, logger);

/// <summary>Sets the security headers of every answer of the public site.</summary>
internal static class AnswerHeaders
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void Set(HttpContext context)
    {
        ResponseHeaders.Set(context);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
