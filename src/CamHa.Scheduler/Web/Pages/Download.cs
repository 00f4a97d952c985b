using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CamHa.Scheduler.Desk;

/// <summary>A file that is downloaded and nothing else.</summary>
internal static class Download
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task WriteAsync(HttpContext context, string name, MemoryStream content, string type = Workbook)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = type;
        var bytes = content.ToArray();
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
