using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web;

/// <summary>The desk: the pages of those who work with the plan, with the health endpoints.</summary>
public sealed class WebServer(
    IEnumerable<IEndpoints> endpoints,
    Gate gate,
    ErrorPages errors,
    WebCertificate certificate,
    DatabaseStart start,
    IOptions<WebOptions> options,
    ILoggerFactory loggers,
    TimeProvider time)
    : HttpSite(start, loggers, time)
{
    private readonly ILoggerFactory _loggers = loggers;

    protected override (string Setting, string Value)? Listens =>
        options.Value.Enabled ? ("Web:Listen", options.Value.Listen) : null;

    internal override WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "camha" });
        builder.Services.AddSingleton<ILoggerFactory>(new PageLoggers(_loggers));
        builder.Services.AddRoutingCore();
        builder.Services.AddHostFiltering(hosts =>
        {
            hosts.AllowedHosts = [.. options.Value.HostNames];
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
        Listen(
            builder,
            options.Value.Endpoint,
            options.Value.UsesTls ? certificate : null,
            (ConnectionLimit.OfAll, ConnectionLimit.OfOne));
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
}
