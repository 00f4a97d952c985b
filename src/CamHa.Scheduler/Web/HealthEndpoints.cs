using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Web;

/// <summary>For programs that watch: <c>/health/live</c>, whether the process answers; <c>/health/ready</c>, whether it can do its work.</summary>
public sealed class HealthEndpoints(HealthCheckService health) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => "Healthy");
        routes.MapGet("/health/ready", async (HttpContext context) =>
        {
            var report = await health.CheckHealthAsync(context.RequestAborted);
            // Degraded still works.
            context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            context.Response.Headers.CacheControl = "no-store";
            return report.Status.ToString();
        });
    }
}
