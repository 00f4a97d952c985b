using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry.Metrics;

namespace CamHa.Scheduler.Observability;

/// <summary>For Prometheus: <c>/metrics</c>. Without a login, for a program has none; it holds numbers, and no names but campaigns' codes.</summary>
internal sealed class MetricsEndpoint(MeterProvider meters) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics", meters, null, null).WithMetadata(new ForEverybody());
}
