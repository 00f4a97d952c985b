using System.Data.Common;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>
/// Answers requests of the public site that failed. What was typed is given back: it is sent again by a button when the fault is over.
/// </summary>
internal sealed partial class AnswerErrors(DatabaseOutage outage, ILogger<AnswerErrors> logger)
{
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusOf(e);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await AnswerShell.WriteAsync(context, await WordsAsync(context));
    }

    private static (string Title, string Words) Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => (
            "Liên kết này không còn dùng được",
            "Liên kết chép chưa hết, đã hết hạn hoặc đã được thay. Mở liên kết mới nhất trong thư hoặc tin nhắn, hoặc gọi chuyên trách."),
        StatusCodes.Status413PayloadTooLarge => ("Nội dung quá dài", "Viết ngắn lại rồi gửi; phần dài thì gửi bằng thư."),
        StatusCodes.Status429TooManyRequests => ("Thử lại sau ít phút", "Có quá nhiều lần mở sai liên kết từ mạng này."),
        StatusCodes.Status400BadRequest or StatusCodes.Status405MethodNotAllowed => (
            "Chưa gửi được", "Mở lại liên kết rồi gửi lại."),
        _ => ("Máy của xã đang bận", "Chưa ghi được gì. Đợi ít phút rồi thử lại; gấp thì gọi chuyên trách."),
    };

    private int StatusOf(Exception failure)
    {
        if (failure is BadHttpRequestException bad)
            return bad.StatusCode;
        if (failure is InvalidDataException)
            return StatusCodes.Status400BadRequest;
        if (outage.Explains(failure) || failure is StorageException or DbException)
            return StatusCodes.Status503ServiceUnavailable;
        Log.Failed(logger, failure);
        return StatusCodes.Status500InternalServerError;
    }

    private static async Task<Page> WordsAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var (title, words) = Of(status);
        // Elsewhere nobody has typed anything: what comes there is not even read.
        var isTyped = status is StatusCodes.Status404NotFound or StatusCodes.Status429TooManyRequests
            or >= StatusCodes.Status500InternalServerError && context.GetEndpoint() is not null;
        var again = isTyped ? await AgainAsync(context, mayHelp: status != StatusCodes.Status404NotFound) : default;
        return new(title, Html.Of($"""
            <main><h1>{title}</h1><p>{words}</p>{again}</main>
            """));
    }

    private static async Task<Html> AgainAsync(HttpContext context, bool mayHelp)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return default;
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException)
        {
            return default;
        }

        var typed = form.Where(field => IsTyped(field.Key, field.Value)).Select(field => Html.Of($"""
            <p class="before">{Html.Data(field.Value.ToString())}</p>
            """)).ToList();
        var words = typed.Count == 0 ? default : Html.Of($"<p>Nội dung vừa gõ còn nguyên:</p>{typed}");
        return !mayHelp ? words : Html.Of($"""
            <form method="post" action="{context.Request.Path}">
            {form.SelectMany(field => field.Value.OfType<string>().Select(value => PageRoutes.Hidden(field.Key, value)))}
            {words}
            <div class="send"><button>Gửi lại</button></div></form>
            """);
    }

    private static bool IsTyped(string name, StringValues value) =>
        value.ToString().Trim().Length > 0
        && name is not ("key" or "nothing" or "change" or AnswerView.WeekField or AnswerView.Seen)
        && !name.EndsWith("-code", StringComparison.Ordinal) && !name.EndsWith("-what", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(640, LogLevel.Error, "The page of a link failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
