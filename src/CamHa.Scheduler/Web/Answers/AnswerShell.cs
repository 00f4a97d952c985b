using System.Net.Mime;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>The frame around the pages of the public site. It leads nowhere.</summary>
internal static class AnswerShell
{
    public const string Style = $"{UnitLinkOptions.Path}answers.css";
    public const string Script = $"{UnitLinkOptions.Path}answers.js";

    public static Task WriteAsync(HttpContext context, Page page)
    {
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync(Around(page).ToString(), context.RequestAborted);
    }

    private static Html Around(Page page) => Html.Of($"""
        <!doctype html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{page.Title}</title>
        <link rel="stylesheet" href="{Style}">
        <script src="{Script}" defer></script>
        </head>
        <body>
        {page.Body}
        </body>
        </html>
        """);
}
