using System.Data.Common;
using System.Globalization;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Answers requests that failed or that no page answers, in the clerk's words. The page shows nothing of the inside, and the
/// log holds nothing of the request but its route.
/// </summary>
public sealed partial class ErrorPages(Database database, DatabaseOutage outage, ILogger<ErrorPages> logger)
{
    /// <summary>Passes the request on, and writes an error page if it fails or ends with an error status and no content.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusOf(context, e);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await Shell.WriteAsync(context, Unsent(context) ?? ErrorPage(context.Response.StatusCode));
    }

    private int StatusOf(HttpContext context, Exception failure)
    {
        if (failure is BadHttpRequestException bad)
            return bad.StatusCode;
        // A form with more or longer fields than the service's own forms have.
        if (failure is InvalidDataException)
            return StatusCodes.Status400BadRequest;
        if (outage.Explains(failure) || failure is StorageException or DbException)
            return StatusCodes.Status503ServiceUnavailable;
        Log.Failed(logger, failure, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
        return StatusCodes.Status500InternalServerError;
    }

    private static Page? Unsent(HttpContext context)
    {
        if (context.Features.Get<UnsentForm>() is not { } form)
            return null;
        var (title, remedy) = context.Response.StatusCode == StatusCodes.Status401Unauthorized
            ? ("Phải đăng nhập lại", Html.Of($"""
                <a href="/login" target="_blank" rel="noopener">Đăng nhập ở thẻ mới</a>, rồi quay lại trang này và bấm Tiếp tục.
                """))
            : ("Trang đã mở từ lâu", Html.Of($"Xem lại những gì đã gõ, rồi bấm Tiếp tục."));
        return new(title, Html.Of($"""
            <h1>{title}</h1>
            <p>Chưa ghi gì; những gì vừa gõ còn ở đây. {remedy}</p>
            {form.Again(context)}
            """)) { HasMenu = false };
    }

    private Page ErrorPage(int status)
    {
        var (title, remedy) = status switch
        {
            StatusCodes.Status400BadRequest => (
                "Yêu cầu không hợp lệ",
                "Trang đã mở từ lâu hoặc dịch vụ vừa khởi động lại. Mở lại trang từ đầu rồi thử lại."),
            StatusCodes.Status403Forbidden => (
                "Tài khoản này không được làm việc đó",
                "Việc đó cần vai trò khác; người quản trị đổi vai trò ở trang Tài khoản."),
            StatusCodes.Status404NotFound => (
                "Không có trang này",
                "Kiểm tra lại địa chỉ, hoặc bắt đầu từ trang tổng quan."),
            StatusCodes.Status405MethodNotAllowed => (
                "Không dùng được cách gọi này",
                "Bắt đầu từ trang tổng quan."),
            StatusCodes.Status413PayloadTooLarge => (
                "Nội dung gửi lên quá lớn",
                $"Trang nhận tệp nặng nhất {TakesFile.Most} MB. Bỏ ảnh khỏi tệp, hoặc chép riêng bảng sang tệp mới, rồi nạp lại. "
                + "Kế hoạch lớn hơn thì người cài đặt nạp bằng lệnh camha import trên máy chủ."),
            StatusCodes.Status503ServiceUnavailable => DatabaseWords(),
            _ => (
                "Trang gặp lỗi",
                "Việc gửi thư không bị ảnh hưởng. Thử lại sau ít phút; lý do nằm trong nhật ký của dịch vụ."),
        };
        return new(title, Html.Of($"""
            <h1>{title}</h1>
            <p>{remedy}</p>
            <p class="quiet">Mã {status.ToString(CultureInfo.InvariantCulture)}. <a href="/">Về trang tổng quan</a></p>
            """)) { HasMenu = false };
    }

    private (string Title, string Remedy) DatabaseWords()
    {
        var current = outage.Current;
        var problem = DatabaseProblem.Of(database, current);
        return (
            problem.Title,
            current?.Kind == OutageKind.Lost
                ? $"{problem.Remedy}."
                : $"Dịch vụ vẫn chạy và tự thử lại; việc đến hạn không bị mất. {problem.Remedy}");
    }

    private static partial class Log
    {
        [LoggerMessage(612, LogLevel.Error, "The page {Route} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string route);
    }
}
