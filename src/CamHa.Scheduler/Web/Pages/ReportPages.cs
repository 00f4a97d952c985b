using System.Security.Cryptography;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The reports that were issued, and their files from the archive: those alone, and only as they were filed.</summary>
public sealed class ReportPages(PageRoutes pages, ReportLists lists, Database database, IOptions<ReportOptions> options) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, "/reports", ListAsync);
        foreach (var kind in ReportKind.All)
            routes.MapReading($"/reports/{{id:long:min(1)}}/{kind.Ending}", context => DownloadAsync(context, kind));
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        await using var session = await database.OpenStillAsync(context.RequestAborted);
        var campaign = Parts.Number(context, "campaign") is { } number && number <= int.MaxValue ? (int?)number : null;
        return new("Báo cáo tổng hợp", Html.Of($"""
            <h1>Báo cáo tổng hợp đã phát hành</h1>
            {await lists.OfAsync(session, campaign, Parts.Number(context, "below"), context.RequestAborted)}
            """));
    }

    private async Task DownloadAsync(HttpContext context, ReportKind kind)
    {
        var token = context.RequestAborted;
        await using var file = await OpenAsync(Parts.Route(context, "id"), kind, token);
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = kind.MediaType;
        context.Response.ContentLength = file.Length;
        // The name is made of a week and a number, and is ASCII.
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Path.GetFileName(file.Name)}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
            await file.CopyToAsync(context.Response.Body, token);
    }

    // No word of the request is part of the path, and none of the data but a week, a number, and a code's letters and digits.
    private async Task<FileStream?> OpenAsync(long id, ReportKind kind, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        if (await session.SingleOrDefaultAsync<IssuedReport>("report/one", new { Id = id }, token) is not { } report || !IsoWeek.TryParse(report.Week, out var week))
            return null;
        var name = kind.NameOf(ReportFiles.NameOf(week, report.Revision));
        var filed = (await session.QueryAsync<FiledFile>("report/files", new { ReportId = id }, token)).Find(file => file.Name == name);
        var path = Path.Combine(ReportFiles.FolderOf(report.Campaign, options.Value.ArchiveFolder), name);
        if (filed is null || !File.Exists(path))
            return null;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 81920, useAsync: true);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, token)) == filed.Sha256)
        {
            stream.Position = 0;
            return stream;
        }

        await stream.DisposeAsync();
        return null;
    }
}
