using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>A file that is downloaded and nothing else.</summary>
internal static class Download
{
    /// <param name="context">The request that asks for it.</param>
    /// <param name="name">The file's name; any character.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="content">Its bytes.</param>
    public static async Task WriteAsync(HttpContext context, string name, string type, byte[] content)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    /// <summary>The same of a workbook.</summary>
    public static Task WriteAsync(HttpContext context, string name, MemoryStream workbook) =>
        WriteAsync(context, name, FridayReport.ReportKind.Excel.MediaType, workbook.ToArray());
}
