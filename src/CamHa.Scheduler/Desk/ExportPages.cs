using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Export;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Desk;

/// <summary>A campaign's plan as a workbook, and the empty one: the same as <c>camha export</c>.</summary>
internal sealed class ExportPages(Database database, CampaignClock clock) : IEndpoints
{
    private const string Template = "/plan/template.xlsx";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading(Template, TemplateAsync);
        routes.MapReading("/campaigns/{campaign:int:min(1)}/plan.xlsx", PlanAsync);
    }

    /// <summary>What can be downloaded.</summary>
    public static Html Links(IReadOnlyList<Campaign> campaigns) => Html.Of($"""
        <h2>Tải về</h2>
        <ul>{campaigns.Select(each => Html.Of($"""
            <li><a href="{CampaignPages.PathOf(each.Id)}/plan.xlsx" download>{Html.Data(each.Name)} (Excel)</a></li>
            """))}
        <li><a href="{Template}" download>Tệp mẫu để lập kế hoạch mới (Excel)</a></li></ul>
        <p class="quiet">Tệp của kế hoạch có các trang Kế hoạch, Đơn vị, Đầu mối, Nhiệm vụ, Lịch nghỉ, Báo cáo tuần, Tiến độ, Miễn báo cáo
        và Sổ thay đổi. Sửa trong Excel rồi nạp lại ở trên: trang chỉ đổi những chỗ đã sửa.</p>
        """);

    private async Task TemplateAsync(HttpContext context)
    {
        using var file = new MemoryStream();
        new PlanWorkbook(clock).WriteTemplate(file);
        await Download.WriteAsync(context, "ke-hoach-mau.xlsx", file);
    }

    private async Task PlanAsync(HttpContext context)
    {
        Language.SayForTheOffice();
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var plan = await PlanData.OfCampaignAsync(session, campaign.Code, token);
        // Who changed what is for those who may read the record.
        var record = Gate.Who(context).May(Accounts.Right.Audit) ? await RecordOfPlan.ReadAsync(session, plan.CampaignId, token) : null;
        using var file = new MemoryStream();
        new PlanWorkbook(clock).Write(plan, file, record);
        await Download.WriteAsync(context, $"{campaign.Code}-{clock.WallClock(clock.Now):yyyyMMdd-HHmm}.xlsx", file);
    }
}
