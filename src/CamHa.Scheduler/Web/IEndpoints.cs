using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web;

/// <summary>What a part of the service answers over HTTP. It is made by the service's own container, not by the web server's.</summary>
public interface IEndpoints
{
    void Map(IEndpointRouteBuilder routes);
}

internal static class Endpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>What changes nothing. Delegates of this type alone: for any other the framework compiles code at the start.</summary>
    public static IEndpointConventionBuilder MapReading(this IEndpointRouteBuilder routes, string pattern, RequestDelegate answer) =>
        routes.MapMethods(pattern, Reading, answer);
}
