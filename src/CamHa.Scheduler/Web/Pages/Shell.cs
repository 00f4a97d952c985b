using System.Net.Mime;
using CamHa.Scheduler.Accounts;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The frame around every page: title, menu, and the confirmation of the last click.</summary>
internal static class Shell
{
    private const string SetupPath = "/setup";

    private static readonly (string Path, string Name, Right Right)[] Menu =
    [
        ("/", "Tổng quan", Right.Look),
        ("/outbox", "Hộp thư đi", Right.Look),
        (InboxPage.Path, "Thư chờ đọc", Right.Look),
        ("/campaigns", "Nộp báo cáo tuần", Right.Look),
        ("/plan", "Nạp và xuất", Right.Look),
        ("/reports", "Báo cáo tổng hợp", Right.Look),
        ("/calendar", "Lịch nghỉ", Right.Look),
        (ChangePages.Path, "Sổ thay đổi", Right.Audit),
        (AccountPages.Path, "Tài khoản", Right.Administer),
        (SetupPath, "Cài đặt", Right.Administer),
    ];

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
        {(page.HasMenu ? MenuAt(path, page) : default)}
        </header>
        <main id="main" tabindex="-1">
        {page.Confirmation}
        {page.Body}
        </main>
        </body>
        </html>
        """);

    private static Html MenuAt(string path, Page page) => Html.Of($"""
        <nav aria-label="Trang chính"><ul>
        {MenuOf(page).Select(each => Html.Of($"""<li><a href="{each.Path}"{Current(each.Path, path)}>{each.Name}</a></li>"""))}
        </ul></nav>
        """);

    private static IEnumerable<(string Path, string Name, Right Right)> MenuOf(Page page) =>
        Menu.Where(each => (page.HasInbox || each.Path != InboxPage.Path) && IsOpen(each.Path, each.Right, page.Who));

    // Where there are no accounts, there is nothing to administer; and what is of all campaigns is for whoever sees all.
    private static bool IsOpen(string path, Right right, SignedIn? who) => who is { Name.Length: > 0 }
        ? who.May(right) && (who.IsForAll || path is not (InboxPage.Path or AccountPages.Path or SetupPath))
        : right != Right.Administer;

    private static Html Current(string item, string path) =>
        path == item ? Html.Of($" aria-current=\"page\"")
        : item != "/" && path.StartsWith(item + "/", StringComparison.Ordinal) ? Html.Of($" aria-current=\"true\"")
        : default;
}

/// <summary>One page.</summary>
/// <param name="Title">The title in the browser.</param>
/// <param name="Body">The content, with its heading first.</param>
public sealed record Page(string Title, Html Body)
{
    public bool HasMenu { get; init; } = true;

    /// <summary>Whether a mailbox is read, and the menu leads to what waits there.</summary>
    public bool HasInbox { get; init; }

    /// <summary>What the last click has done; empty if there is nothing to confirm.</summary>
    public Html Confirmation { get; init; }

    /// <summary>The logout button; empty if nobody has logged in.</summary>
    public Html LogOut { get; init; }

    /// <summary>Who looks; null for nobody who has logged in.</summary>
    public SignedIn? Who { get; init; }
}
