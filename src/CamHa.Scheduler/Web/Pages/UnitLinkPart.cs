using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The link of a unit on its page: as text, as a QR code, and with the button that revokes and renews it.</summary>
internal sealed class UnitLinkPart(PageRoutes pages, UnitLinks links, AddressProof proof, IOptions<UnitLinkOptions> options)
{
    private const string Key = "key";

    /// <summary>Nothing where links are not used.</summary>
    public async Task<Html> OfAsync(
        HttpContext context, DatabaseSession session, Campaign campaign, string code, string path, CancellationToken token)
    {
        // Whoever has it answers for the unit.
        if (!options.Value.IsUsed || !Gate.Who(context).May(Right.Enter))
            return default;
        var (unit, rows) = await UnitLinks.OneAsync(session, campaign.Id, code, token);
        var shown = links.Holds(campaign) ? links.Shown(unit, rows) : "";
        var mails = await proof.HoldsAsync(session, token) ? default : Html.Of($"""
            <p>Thư chưa mang liên kết, vì chưa ai vào được {options.Value.PublicUrl} từ ngoài: <code>camha link prove</code>.</p>
            """);
        var button = pages.Form(
            context,
            path,
            "",
            PageRoutes.Hidden(Key, Gesture.NewKey()),
            rows.Count > 0 && rows[^1].RevokedAt is not null ? Html.Of($"Cấp liên kết") : Html.Of($"Thu hồi và cấp lại"),
            button: "second");
        return Html.Of($"""
            <h2>Liên kết trả lời</h2>
            {(shown.Length > 0 ? Shown(shown) : Html.Of($"<p>{Missing(rows)}</p>"))}
            {mails}{button}
            """);
    }

    /// <summary>Revokes the link, and gives another.</summary>
    public async Task<Confirmation> RenewAsync(HttpContext context, int campaign, string code)
    {
        Language.SayForTheOffice();
        var form = await PageForm.TypedAsync(context);
        var gesture = Gesture.AtDesk(Gate.Who(context).By) with { Key = $"desk-{form.Key(Key)}" };
        try
        {
            await links.RevokeAsync(campaign, code, renews: true, gesture, context.RequestAborted);
        }
        catch (ChangeRefusedException e)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status404NotFound, e);
        }

        return new("link-renewed");
    }

    private static string Missing(IReadOnlyList<UnitLink> rows) => rows.Count > 0 && rows[^1].RevokedAt is not null
        ? "Liên kết của đơn vị đã thu hồi." : "Đơn vị chưa có liên kết, hoặc kế hoạch đã kết thúc; liên kết mới được cấp trong vài phút.";

    private static Html Shown(string link) => Html.Of($"""
        <p>Ai có liên kết này thì trả lời thay được đơn vị: chỉ đưa cho đúng người. Chạm giữ để chép, hoặc cho quét mã.</p>
        <p class="letter copied">{link}</p>
        {QrCode.Of(link, "Mã QR mở trang trả lời của đơn vị")}
        """);
}
