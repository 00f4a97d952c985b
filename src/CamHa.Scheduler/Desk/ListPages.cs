using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Desk;

/// <summary>The lists of the page as workbooks, to filter, to print and to count in.</summary>
internal sealed class ListPages(Database database, WeekReader weeks, CampaignClock clock) : IEndpoints
{
    // Newer ones are looked for by a filter.
    private const int MostMails = 10_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/campaigns/list.xlsx", CampaignsAsync);
        routes.MapReading("/campaigns/{campaign:int:min(1)}/assignments.xlsx", AssignmentsAsync);
        routes.MapReading("/campaigns/{campaign:int:min(1)}/week.xlsx", WeekAsync);
        routes.MapReading("/outbox/list.xlsx", OutboxAsync);
    }

    private async Task CampaignsAsync(HttpContext context)
    {
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        var who = Gate.Who(context);
        var all = (await CampaignStore.AllAsync(session, context.RequestAborted)).FindAll(each => who.Sees(each.Id));
        await WriteAsync(
            context,
            "ke-hoach",
            "Kế hoạch",
            [new("Mã", 16), new("Tên", 60), new("Xã", 24), new("Từ ngày", 12), new("Đến ngày", 12)],
            all.Select(each => new ExcelCell[] { ExcelCell.Code(each.Code), each.Name, each.Place, each.StartsOn, each.EndsOn }));
    }

    private async Task AssignmentsAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var today = DateOnly.FromDateTime(clock.WallClock(clock.Now));
        await WriteAsync(
            context,
            $"nhiem-vu-{campaign.Code}",
            "Nhiệm vụ",
            [new("Mã", 10), new("Nội dung", 70), new("Chủ trì", 40), new("Thời hạn", 12), new("Tình trạng", 20), new("Quá hạn (ngày)", 10)],
            (await ListedAssignment.AllAsync(session, campaign.Id, clock.Now, token)).Select(each => new ExcelCell[]
            {
                ExcelCell.Code(each.Code),
                each.Title,
                string.Join("; ", each.Leads),
                each.DueOn,
                !each.IsActive ? "Đã kết thúc" : each.IsComplete ? "Hoàn thành" : each.HasWaiting ? "Chờ xác nhận"
                    : each.IsOverdue(today) ? "Quá hạn" : "Chưa xong",
                each.IsOpen && each.IsOverdue(today) ? today.DayNumber - each.DueOn.DayNumber : (int?)null,
            }));
    }

    private async Task WeekAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        var standing = await DeskChanges.CampaignAsync(session, context) is not { } campaign ? null
            : IsoWeek.TryParse(context.Request.Query["week"], out var week)
                && week >= IsoWeek.Of(campaign.StartsOn) && week <= IsoWeek.Of(campaign.EndsOn)
                ? await weeks.OfAsync(session, campaign, week, token) : await weeks.ThisAsync(session, campaign, token);
        if (standing is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var phones = await WeekDesk.PhonesAsync(session, (int)Parts.Route(context, "campaign"), token);
        await WriteAsync(
            context,
            $"nop-bao-cao-{standing.Week.Week}",
            $"Tuần {standing.Week.Week}",
            [new("Mã", 12), new("Đơn vị", 36), new("Tình trạng", 16), new("Nộp lúc", 18), new("Lý do miễn", 30), new("Điện thoại", 40)],
            standing.Units.Select(unit => new ExcelCell[]
            {
                ExcelCell.Code(unit.Code),
                unit.Name,
                unit.Standing.State.Word(),
                unit.SubmittedAt,
                unit.ExemptionReason ?? "",
                ExcelCell.Code(string.Join("; ", phones[unit.UnitId].Select(phone => $"{phone.Title} {phone.Number}".Trim()))),
            }));
    }

    private async Task OutboxAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var search = OutboxSearch.Of(context);
        await using var session = await database.OpenSnapshotAsync(token);
        var who = Gate.Who(context);
        var unit = await search.UnitAsync(session, who, token);
        var filter = new OutboxFilter(MostMails, search.State, unit.Code, search.To, BelowId: null, who.Scope);
        var mails = unit.IsUnclear ? [] : await ListedMessage.AllAsync(session, filter, token);
        await WriteAsync(
            context,
            "hop-thu-di",
            "Hộp thư đi",
            [
                new("Số", 8), new("Lập lúc", 18), new("Loại thư", 20), new("Đơn vị", 30), new("Người nhận", 34), new("Tiêu đề", 50),
                new("Trạng thái", 16), new("Lý do", 40), new("Xong lúc", 18),
            ],
            mails.Select(mail => new ExcelCell[]
            {
                ExcelCell.Code(mail.Id.ToString(CultureInfo.InvariantCulture)),
                (DateTime?)clock.WallClock(mail.CreatedAt),
                OutboxWords.OfKind(mail.Kind),
                string.Join("; ", mail.Units.Select(each => each.Name)),
                ExcelCell.Code(mail.Recipient),
                mail.Subject,
                OutboxWords.OfState(mail.State),
                ReasonWords.OfOwn(mail.StateReason) ?? mail.StateReason,
                mail.FinishedAt is { } at ? clock.WallClock(at) : (DateTime?)null,
            }));
    }

    private async Task WriteAsync(
        HttpContext context, string name, string sheet, IReadOnlyList<ExcelColumn> columns, IEnumerable<IReadOnlyList<ExcelCell>> rows)
    {
        using var file = new MemoryStream();
        ExcelWriter.WriteForm(
            file,
            sheet,
            "",
            [
                new(sheet, stream =>
                {
                    var written = new ExcelSheet(stream, columns, isForm: true);
                    written.Header();
                    foreach (var row in rows)
                        written.Row(row);
                    written.Close();
                    return written;
                }),
            ],
            []);
        await Download.WriteAsync(context, $"{name}-{clock.WallClock(clock.Now):yyyyMMdd}.xlsx", file);
    }
}
