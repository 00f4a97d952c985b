using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What stands around every page: title, menu, and what the last click has done.</summary>
internal static class Shell
{
    private static readonly (string Path, string Name)[] Menu =
        [("/", "Tổng quan"), ("/outbox", "Hộp thư đi"), ("/campaigns", "Nộp báo cáo tuần"), ("/reports", "Báo cáo tổng hợp"), ("/calendar", "Lịch nghỉ")];

    public static Task WriteAsync(HttpContext context, Page page)
    {
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        var path = context.Request.Path.Value ?? "";
        return context.Response.WriteAsync(Around(page, path).ToString(), context.RequestAborted);
    }

    private static Html Around(Page page, string path) => Html.Of($"""
        <!doctype html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{page.Title} – Thư ký nhắc việc</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <a class="skip" href="#main">Đến nội dung chính</a>
        <header>
        <div class="bar">
        <p class="name"><a href="/">Thư ký nhắc việc</a></p>
        {page.LogOut}
        </div>
        {(page.HasMenu ? MenuAt(path) : default)}
        </header>
        <main id="main" tabindex="-1">
        {(page.Said.Length > 0 ? Html.Of($"""<p class="said" role="status">{page.Said}</p>""") : default)}
        {page.Body}
        </main>
        </body>
        </html>
        """);

    private static Html MenuAt(string path) => Html.Of($"""
        <nav aria-label="Trang chính"><ul>
        {Menu.Select(each => Html.Of($"""<li><a href="{each.Path}"{Current(each.Path, path)}>{each.Name}</a></li>"""))}
        </ul></nav>
        """);

    private static Html Current(string item, string path) =>
        path == item ? Html.Of($" aria-current=\"page\"")
        : item != "/" && path.StartsWith(item + "/", StringComparison.Ordinal) ? Html.Of($" aria-current=\"true\"")
        : default;
}

/// <param name="Title">Names it in the browser.</param>
/// <param name="Body">What is on it, its heading first.</param>
public sealed record Page(string Title, Html Body)
{
    public bool HasMenu { get; init; } = true;

    /// <summary>What the last click has done; empty for nothing.</summary>
    public string Said { get; init; } = "";

    public Html LogOut { get; init; }
}
