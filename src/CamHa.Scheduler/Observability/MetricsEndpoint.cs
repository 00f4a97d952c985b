using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry.Metrics;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// Serves <c>/metrics</c> for Prometheus, without a login because a program has none: the answer holds numbers, and no names
/// but the campaigns' codes.
/// </summary>
internal sealed class MetricsEndpoint(MeterProvider meters, MetricsReader figures) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics", meters, ReadFirst, null).WithMetadata(new ForEverybody());

    // So that the gauges find the reading there and keep no thread waiting for it.
    private void ReadFirst(IApplicationBuilder app) => app.Use(next => async context =>
    {
        await figures.ReadAsync();
        await next(context);
    });
}
