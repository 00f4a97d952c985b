using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The files that came with answers, as downloads and nothing else: whatever a stranger sent is no page of ours, so no browser is to
/// open it here.
/// </summary>
internal sealed class InboxFiles(Database database) : IEndpoints
{
    private const int MostShown = 50;

    // Should a browser show it all the same: no script, no form, no origin, nothing loaded.
    private const string Policy = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapReading($"{InboxPage.Path}/{{id:long:min(1)}}/files/{{number:int:min(1)}}", DownloadAsync)
            .WithMetadata(new OfTheMachine());

    /// <summary>The files of a mail: what each is, how large, and why it does not count.</summary>
    public static Html List(long mail, IReadOnlyList<ReceivedFile> files)
    {
        if (files.Count == 0)
            return default;
        var more = files.Count > MostShown ? Html.Of($"<li>và {files.Count - MostShown} tệp nữa</li>") : default;
        return Html.Of($"""
            <p class="quiet">Tệp gửi kèm ({files.Count}), chỉ để tải về; tên và loại theo nội dung tệp:</p>
            <ul>{files.Take(MostShown).Select(file => Line(mail, file))}{more}</ul>
            """);
    }

    private static Html Line(long mail, ReceivedFile file)
    {
        var dropped = file.Fault is { } fault ? Html.Of($" {Parts.Badge(Parts.Tone.Warning, "Không nhận")} {fault.Words()}") : default;
        var what = $"{file.Kind.Word}, {SizeWords.Of(file.SizeBytes)}";
        return Html.Of(
            $"""<li><a href="{InboxPage.Path}/{mail}/files/{file.Number}" download>{Html.Data(file.Name)}</a> ({what}){dropped}</li>""");
    }

    private async Task DownloadAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var (id, number) = (Parts.Route(context, "id"), Parts.Route(context, "number"));
        byte[]? mail;
        await using (var session = await database.OpenAsync(token))
            mail = await ListedMail.BytesAsync(session, id, token);
        var (file, bytes) = mail is null ? default : MailFiles.Of(mail).FirstOrDefault(each => each.File.Number == number);
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers["X-Download-Options"] = "noopen";
        // Whatever it is: a browser that is told of HTML or SVG might show it.
        await Download.WriteAsync(context, file.Name, FileKind.Unknown, bytes);
    }
}
