using System.Net.Mime;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Serves the style sheet of all pages, without a login, since the login page needs it.</summary>
public sealed class StyleSheet : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapReading("/style.css", async context =>
    {
        await using var css = Resource.Open("pages/style.css");
        context.Response.ContentType = $"{MediaTypeNames.Text.Css}; charset=utf-8";
        context.Response.ContentLength = css.Length;
        await css.CopyToAsync(context.Response.Body, context.RequestAborted);
    }).WithMetadata(new ForEverybody());
}
