using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web;

/// <summary>
/// What one part of the service answers over HTTP. The service's own container creates it, not the web server's.
/// </summary>
public interface IEndpoints
{
    void Map(IEndpointRouteBuilder routes);
}

internal static class Endpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps a request that changes nothing. Only <see cref="RequestDelegate"/> is taken: for any other delegate the framework
    /// compiles code at the start.
    /// </summary>
    public static IEndpointConventionBuilder MapReading(this IEndpointRouteBuilder routes, string pattern, RequestDelegate answer) =>
        routes.MapMethods(pattern, Reading, answer).WithMetadata(new Needs(Right.Look));
}
