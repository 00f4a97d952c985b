using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The page of the report that leaves next: as it would stand now, with the number and the introduction that somebody gives it, and
/// the button that approves it where reports wait for that.
/// </summary>
internal sealed class NextReportPage(
    PageRoutes pages, NextReport report, LookRunner runner, IEnumerable<ILook> looks, Database database, CampaignClock clock)
    : IEndpoints
{
    private const string Pattern = "/campaigns/{campaign:int:min(1)}/report";
    private const string Approve = "approve";

    internal static string PathOf(int campaign) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}/report");

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Ask(routes, Pattern, ShowAsync, WriteAsync, Right.Enter, Right.Look);
        foreach (var kind in ReportKind.All)
            routes.MapReading($"{Pattern}/{kind.Ending}", context => DownloadAsync(context, kind));
    }

    private async Task<(Confirmation, string)> WriteAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var token = context.RequestAborted;
        var (number, introduction) = (CleanText.OneLine(form["number"]), CleanText.Of(form["introduction"]).Trim());
        Check("number", number, ReportDraft.LongestNumber);
        Check("introduction", introduction, ReportDraft.LongestIntroduction);
        var isApproved = report.Waits && form["do"] == Approve;
        var draft = new ReportDraft
        {
            Number = number,
            Introduction = introduction,
            WrittenAt = clock.Now,
            WrittenBy = Gate.Who(context).By,
            ApprovedAt = isApproved ? clock.Now : null,
            ApprovedBy = isApproved ? Gate.Who(context).By : null,
        };
        var code = form.IsRefused ? "" : await database.WriteAsync(session => PutAsync(session, context, form, draft), token);
        if (form.IsRefused)
            return default;
        // One whose time has come leaves at once; for any other this finds nothing owed.
        if (isApproved)
            await runner.RunAsync(looks.First(look => look.Name == LookName.Report), code, token);
        return (new(isApproved ? "report-approved" : "report-written"), PathOf((int)Parts.Route(context, "campaign")));

        void Check(string field, string text, int longest)
        {
            if (text.Length > longest)
                form.Refuse(field, ValueWords.TooLong(text.Length, longest));
        }
    }

    private async Task<string> PutAsync(DatabaseSession session, HttpContext context, PageForm form, ReportDraft draft)
    {
        var token = context.RequestAborted;
        var campaign = await CampaignStore.FindAsync(session, (int)Parts.Route(context, "campaign"), token)
            ?? throw new BadHttpRequestException("No such campaign.", StatusCodes.Status404NotFound);
        var next = await report.FindAsync(session, campaign, token);
        if (next is null || form["week"] != next.Issue.Week.Week.ToString())
        {
            throw new PageRefusedException("", "Báo cáo này vừa được phát hành, không sửa được nữa; dưới đây là báo cáo tiếp theo. "
                + "Cần sửa báo cáo đã phát hành thì sửa trong tệp Word trước khi ký.");
        }

        var seen = long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
        if (!await ReportDrafts.PutAsync(session, campaign.Id, next.Issue.Week.Week, draft, seen, token))
        {
            throw new PageRefusedException("", $"Trong lúc bạn gõ, {next.Draft?.WrittenBy} đã ghi: số “{next.Draft?.Number}”, lời dẫn "
                + $"“{next.Draft?.Introduction}”. Vẫn muốn ghi như dưới đây thì bấm lần nữa.");
        }

        return campaign.Code;
    }

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await CampaignStore.FindAsync(session, (int)Parts.Route(context, "campaign"), token) is not { } campaign)
            return null;
        var back = Parts.Back(CampaignPages.PathOf(campaign.Id), campaign.Name);
        if (await report.FindAsync(session, campaign, token) is not { } next)
        {
            return new("Báo cáo tuần này", Html.Of($"""
                {back}
                <h1>Báo cáo tuần này</h1>
                <p>Kế hoạch này không còn báo cáo tổng hợp nào phải phát hành.</p>
                """));
        }

        var label = WeekLabel.Of(next.Issue.Week);
        var standing = await report.GatherAsync(session, campaign, next, token);
        return new($"Báo cáo tổng hợp {label.Name}", Html.Of($"""
            {back}
            <h1>Báo cáo tổng hợp {label.Name} ({label.Dates})</h1>
            {form.Fault()}
            <p>{Standing(next)}</p>
            {Fields(context, form, next)}
            <h2>Báo cáo như lúc này</h2>
            <p>Số liệu lúc {Parts.Time(standing.AsOf)}; khi gửi, báo cáo lấy số liệu của lúc gửi. Tệp xem trước:</p>
            <ul class="files">{ReportKind.All.Select(kind => Html.Of(
                $"""<li><a href="{PathOf(campaign.Id)}/{kind.Ending}">{kind.Name}<span class="heard"> xem trước</span></a></li>"""))}</ul>
            <div class="letter">{Html.Data(await report.TextAsync(standing))}</div>
            """));
    }

    private Html Standing(AwaitedReport next)
    {
        var leaves = Vietnamese.Moment(next.LeavesAt);
        if (!report.Waits)
            return Html.Of($"Báo cáo tự gửi lúc {leaves}.");
        return next.Draft is { ApprovedAt: { } at } draft
            ? Html.Of($"""
                {Parts.Badge(Parts.Tone.Good, "Đã duyệt")} {Html.Data(draft.ApprovedBy ?? "")}, {Parts.Time(clock.WallClock(at))}.
                Báo cáo gửi lúc {leaves}.
                """)
            : Html.Of($"""{Parts.Badge(Parts.Tone.Warning, "Chờ duyệt")} Không ai duyệt thì báo cáo tự gửi lúc {leaves}.""");
    }

    private Html Fields(HttpContext context, PageForm form, AwaitedReport next)
    {
        form.At("number", next.Draft?.Number ?? "").At("introduction", next.Draft?.Introduction ?? "");
        var seen = next.Draft?.WrittenAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "";
        var save = report.Waits
            ? Html.Of($"""
                <div class="actions"><button name="do" value="{Approve}">Lưu và duyệt</button>
                <button name="do" value="write" class="second">{(next.IsApproved ? "Lưu, chưa duyệt" : "Chỉ lưu")}</button></div>
                """)
            : Html.Of($"<button>Lưu</button>");
        return pages.FormOf(context, PathOf((int)Parts.Route(context, "campaign")), "order", Html.Of($"""
            {PageRoutes.Hidden("week", next.Issue.Week.Week.ToString())}{PageRoutes.Hidden("seen", seen)}
            {form.Text("number", "Số văn bản", ReportDraft.LongestNumber, "Như 12. Để trống thì ghi tay khi ký.", isNeeded: false)}
            {form.Lines("introduction", "Lời dẫn", 5, "Đứng trước mục I của báo cáo và ở đầu thư. Để trống cũng được.")}
            {save}
            """), Right.Enter);
    }

    private async Task DownloadAsync(HttpContext context, ReportKind kind)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await CampaignStore.FindAsync(session, (int)Parts.Route(context, "campaign"), token) is not { } campaign
            || await report.FindAsync(session, campaign, token) is not { } next)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var files = new ReportFiles(await report.GatherAsync(session, campaign, next, token));
        var file = files.All.First(each => each.MediaType == kind.MediaType);
        await Download.WriteAsync(context, $"xem-truoc_{file.Name}", kind.MediaType, file.Content);
    }
}
