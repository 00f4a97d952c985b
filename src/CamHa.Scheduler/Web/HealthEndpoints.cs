using System.Net.Mime;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Web;

/// <summary>For programs that watch: <c>/health/live</c>, whether the process answers; <c>/health/ready</c>, whether it can do its work.</summary>
public sealed class HealthEndpoints(HealthCheckService health) : IEndpoints
{
    private static readonly string[] Asked = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        // Delegates of this type alone: for any other the framework compiles code, which costs the idle service 5 MB.
        routes.MapMethods("/health/live", Asked, (RequestDelegate)(context => SayAsync(context, HealthStatus.Healthy))).WithMetadata(new ForEverybody());
        routes.MapMethods("/health/ready", Asked, (RequestDelegate)(async context =>
        {
            var report = await health.CheckHealthAsync(context.RequestAborted);
            // Degraded still works.
            context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            await SayAsync(context, report.Status);
        })).WithMetadata(new ForEverybody());
    }
    private static Task SayAsync(HttpContext context, HealthStatus status)
    {
        var word = status.ToString();
        context.Response.ContentType = MediaTypeNames.Text.Plain;
        context.Response.ContentLength = word.Length;
        return context.Response.WriteAsync(word, context.RequestAborted);
    }
}
