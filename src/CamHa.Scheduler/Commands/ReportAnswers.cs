using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>report</c> says.</summary>
internal static class ReportAnswers
{
    /// <param name="campaign">The campaign that is asked for; null for any.</param>
    public static string None(string? campaign) => campaign is null
        ? Language.Say("Chưa có báo cáo nào được phát hành.", "No report has been issued yet.")
        : Language.Say(
            $"--campaign = '{campaign}': kế hoạch này chưa có báo cáo nào.", $"--campaign = '{campaign}': it has no report yet.");

    public static Table List(IEnumerable<ListedReport> reports, CampaignClock clock)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Language.Say("Kế hoạch", "Campaign"),
            Language.Say("Tuần", "Week"),
            Language.Say("Loại", "Revision"),
            Language.Say("Số liệu lúc", "As of"),
            Language.Say("Tệp", "Filed"),
            "SHA-256");
        foreach (var report in reports)
        {
            table.AddRow(
                Markup.Escape(report.Campaign),
                report.Week,
                Language.Say(report.Revision == 1 ? "tổng hợp" : "bổ sung", $"{report.Revision}"),
                clock.Say(report.AsOf),
                report.Files > 0 ? Language.Say("có", "yes") : Language.Say("chưa", "not yet"),
                $"{report.Sha256[..8]}…");
        }

        return table;
    }

    public static string Snapshot(string hash) => Language.Say($"số liệu: SHA-256 {hash}", $"snapshot: SHA-256 {hash}");

    public static string File(string name, long length, string hash) =>
        Language.Say($"{name}: {length} byte, SHA-256 {hash}", $"{name}: {length} bytes, SHA-256 {hash}");

    /// <param name="path">The file that was written.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="isAsFiled">Whether it is what was filed; null where nothing was.</param>
    public static string Written(string path, long length, bool? isAsFiled)
    {
        var standing = isAsFiled switch
        {
            null => Language.Say("chưa lưu vào kho báo cáo", "not filed yet"),
            true => Language.Say("đúng như bản đã lưu", "as filed"),
            _ => Language.Say(
                "khác bản đã lưu, do phiên bản khác của phần mềm viết", "not as filed: another version of this program wrote that"),
        };
        return Language.Say($"{path}: {length} byte, {standing}", $"{path}: {length} bytes, {standing}");
    }

    public static Bilingual NotIssued(string week, int? revision) => new(
        $"--week = '{week}'{(revision is null ? "" : $", --revision {revision}")}: không có báo cáo nào như vậy; "
        + "xem các báo cáo: camha report list.",
        $"--week = '{week}'{(revision is null ? "" : $", revision {revision}")}: "
        + "no such report was issued; 'camha report list' shows them.");

    public static Bilingual Several(string week, IReadOnlyList<string> campaigns) => new(
        $"--campaign = '': nhiều kế hoạch có báo cáo {week}; ghi một trong: {string.Join(", ", campaigns)}.",
        $"--campaign = '': several campaigns have a report of {week}; name one of {string.Join(", ", campaigns)}.");

    public static string Exported(int reports, string folder) => Language.Say(
        $"Đã xuất {reports} báo cáo vào {folder}.", $"{reports} reports written to {folder}.");
}
