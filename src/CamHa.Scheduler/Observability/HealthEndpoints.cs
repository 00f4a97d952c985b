using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// Serves <c>/health/live</c>, whether the process makes progress, and <c>/health/ready</c>, whether it can do its work. The
/// answer is one word for everybody. With <c>?detail</c>, or if JSON is asked for, it says what each check found, to whoever
/// may see the page.
/// </summary>
internal sealed class HealthEndpoints(HealthReports reports, Gate gate) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/health/live", context => AnswerAsync(context, reports.LiveAsync)).WithMetadata(new ForEverybody());
        routes.MapReading("/health/ready", context => AnswerAsync(context, reports.ReadyAsync)).WithMetadata(new ForEverybody());
    }

    private async Task AnswerAsync(HttpContext context, Func<Task<HealthReport>> ask)
    {
        var report = await ask();
        var response = context.Response;
        // A degraded service still works.
        response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        var isDetailed = AsksForDetail(context.Request) && await gate.WhoAsync(context) is not null;
        var answer = Encoding.UTF8.GetBytes(isDetailed ? Detail(report) : report.Status.ToString());
        response.ContentType = isDetailed ? MediaTypeNames.Application.Json : MediaTypeNames.Text.Plain;
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private static bool AsksForDetail(HttpRequest request) =>
        request.Query.ContainsKey("detail") || request.Headers.Accept.Any(NamesJson);

    private static bool NamesJson(string? accept) =>
        accept?.Contains(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) == true;

    private static string Detail(HealthReport report) => JsonSerializer.Serialize(
        new
        {
            report.Status,
            Checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { entry.Value.Status, Description = MaskedAddress.In(Text(entry.Value)) }),
        },
        JsonFormat.Options);

    private static string Text(HealthReportEntry entry) => entry.Description ?? entry.Exception?.Message ?? "";
}
