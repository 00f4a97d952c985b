using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web;

/// <summary>What a part of the service answers over HTTP. It is made by the service's own container, not by the web server's.</summary>
public interface IEndpoints
{
    void Map(IEndpointRouteBuilder routes);
}
