using System.Security.Cryptography;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The page of issued reports, and the download of their files. Only filed files are served, and only if they are unchanged.
/// </summary>
public sealed class ReportPages(PageRoutes pages, ReportLists lists, Database database, IOptions<ReportOptions> options)
    : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, "/reports", ListAsync);
        foreach (var kind in ReportKind.All)
            routes.MapReading($"/reports/{{id:long:min(1)}}/{kind.Ending}", context => DownloadAsync(context, kind));
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        var campaign = Parts.Number(context, "campaign") is { } number && number <= int.MaxValue ? (int?)number : null;
        return new("Báo cáo tổng hợp", Html.Of($"""
            <h1>Báo cáo tổng hợp đã phát hành</h1>
            {await lists.OfAsync(session, campaign, Parts.Number(context, "below"), Gate.Who(context), context.RequestAborted)}
            """));
    }

    private async Task DownloadAsync(HttpContext context, ReportKind kind)
    {
        var token = context.RequestAborted;
        if (await OpenAsync(Parts.Route(context, "id"), kind, Gate.Who(context), token) is not var (name, file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await using var closed = file;
        context.Response.ContentType = kind.MediaType;
        context.Response.ContentLength = file.Length;
        // The name is made of a week and a number, so it is ASCII and needs no encoding.
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
            await file.CopyToAsync(context.Response.Body, token);
    }

    // Nothing of the request becomes part of the path, and of the data only a week, a number, and a code's letters and digits.
    private async Task<(string Name, Stream Content)?> OpenAsync(
        long id, ReportKind kind, SignedIn who, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var report = await session.SingleOrDefaultAsync<FiledReport>("report/one", new { Id = id }, token);
        if (report is null || !who.Sees(report.CampaignId) || !IsoWeek.TryParse(report.Week, out var week))
            return null;
        var name = kind.NameOf(ReportFiles.NameOf(week, report.Revision));
        var filed = (await session.QueryAsync<FiledFile>("report/files", new { ReportId = id }, token)).Find(file => file.Name == name);
        var path = Path.Combine(ReportFiles.FolderOf(report.Campaign, options.Value.ArchiveFolder), name);
        if (filed is null)
            return null;
        var stream = File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 81920, useAsync: true)
            : await WriteAgainAsync(session, id, name, token);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, token)) == filed.Sha256)
        {
            stream.Position = 0;
            return (name, stream);
        }

        await stream.DisposeAsync();
        return null;
    }

    // If only the database was moved to this machine, the files are not here. The snapshot gives the same bytes again.
    private static async Task<Stream> WriteAgainAsync(DatabaseSession session, long id, string name, CancellationToken token)
    {
        var json = (await session.ScalarAsync<string>("report/snapshot-by-id", new { Id = id }, token))!;
        var file = new ReportFiles(ReportSnapshot.FromJson(json)).All.First(file => file.Name == name);
        return new MemoryStream(file.Content, writable: false);
    }
}
