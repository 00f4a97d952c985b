using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Links;

/// <summary>What people are told of links, in the language in use.</summary>
internal static class LinkWords
{
    public static string RevokedAlready(string unit) => Language.Say(
        $"liên kết của {unit} đã thu hồi rồi; cấp lại thì: camha link renew {unit}.",
        $"the link of {unit} has been revoked already; 'camha link renew {unit}' gives it another.",
        $"liên kết của {unit} đã thu hồi rồi; cấp lại bằng nút Cấp liên kết.");

    public static string CampaignIsOver(string campaign) => Language.Say(
        $"kế hoạch {campaign} đã kết thúc nên liên kết của các đơn vị không còn dùng được.",
        $"the campaign {campaign} is over, and its units' links with it.");

    public static string NotUsed => Language.Say(
        "chưa đặt Answers:PublicUrl nên chưa có liên kết nào để đưa; xem docs/links.md.",
        "Answers:PublicUrl is not set, so there is no link to give out; see docs/links.md.");
}
