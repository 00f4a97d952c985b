using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>What an import says of a plan whose values are right one by one and do not agree.</summary>
internal static class PlanWords
{
    public static string OneCampaign => Language.Say(
        "có hơn một kế hoạch; mỗi thư mục chỉ ghi một kế hoạch.",
        "there is more than one campaign; a folder holds one.");

    public static string UnitNeeded => Language.Say(
        "phải có ít nhất một đơn vị.",
        "at least one unit is needed.");

    public static string TimeNeeded => Language.Say(
        "có nội dung mà không có giờ nộp; ghi lúc nhận được, như 17/06/2026 10:42.",
        "there is a text and no time; write when it came, such as 17/06/2026 10:42.");

    public static string TextNeeded => Language.Say(
        "có giờ nộp mà không có nội dung; ghi nội dung, ghi 1 vào cột nothing nếu không phát sinh, hoặc xóa giờ nếu đơn vị chưa nộp.",
        "there is a time and no text; write the text, or 1 into the column nothing, or delete the time if nothing came.");

    public static string NoSpecialist => Language.Say(
        "không có đơn vị nào là chuyên trách; ghi specialist cho một đơn vị: thư trả lời được gửi về đó.",
        "no unit is the specialist; write specialist for one unit: replies go there.");

    public static string NoCommittee => Language.Say(
        "không có đơn vị nào là Ban Chỉ đạo; ghi committee cho một đơn vị: báo cáo tuần được gửi đến đó.",
        "no unit is the committee; write committee for one unit: the weekly report goes there.");

    public static string BeforeTheStart(DateOnly end, DateOnly start) => Language.Say(
        $"“{Language.Say(end)}” trước ngày bắt đầu, {Language.Say(start)}.",
        $"'{Language.Say(end)}' is before the start, {Language.Say(start)}.");

    public static string OutsideTheCampaign(DateOnly due, DateOnly start, DateOnly end) => Language.Say(
        $"“{Language.Say(due)}” ngoài thời gian của kế hoạch, {Language.Say(start)} đến {Language.Say(end)}; "
        + "sửa ngày này hoặc ngày của kế hoạch.",
        $"'{Language.Say(due)}' is outside the campaign, {Language.Say(start)} to {Language.Say(end)}; "
        + "correct this date or the campaign's.");

    public static string WorkedAnyway(DateOnly day) => Language.Say(
        $"“{Language.Say(day)}” là ngày trong tuần, vốn đã làm việc; worked chỉ ghi cho thứ Bảy, Chủ nhật làm bù.",
        $"'{Language.Say(day)}' is a weekday, which is worked anyway; write worked only for a Saturday or Sunday that is worked.");

    public static string SharedAddress(string address, int count, string units) => Language.Say(
        $"“{address}” là của {count} đơn vị ({units}); mỗi thư ghi rõ gửi đơn vị nào.",
        $"'{address}' serves {count} units ({units}); each mail says for which unit it is.");

    public static string SeveralUnits(string value, string units) => Language.Say(
        $"“{value}” có thể là {units}; ghi mã đơn vị.",
        $"'{value}' may be {units}; write the unit's code.");

    public static string NoUnit(string value, string near) => near.Length == 0
        ? Language.Say(
            $"không có đơn vị “{value}”; thêm vào units.csv.",
            $"there is no unit '{value}'; add it to units.csv.")
        : Language.Say(
            $"không có đơn vị “{value}”; có phải là {near}? Nếu không, thêm vào units.csv.",
            $"there is no unit '{value}'; did you mean {near}? If not, add it to units.csv.");

    public static string MatchesNoUnit(string value) => Language.Say(
        $"“{value}” không khớp đơn vị nào; xem lại units.csv.",
        $"'{value}' matches no unit; look at units.csv.");

    public static string Circle(string circle) => Language.Say(
        $"{circle} là một vòng: không đơn vị nào giám sát chính đơn vị giám sát mình.",
        $"{circle} is a circle: no unit supervises its own supervisor.");

    public static string Specialists(string units) => Language.Say(
        $"{units} đều là chuyên trách; chỉ giữ một: thư trả lời được gửi về đó.",
        $"{units} are all specialists; keep one: replies go there.");

    public static string InactiveLead(string unit, IEnumerable<string> assignments) => Language.Say(
        $"{unit} đã ngừng hoạt động mà vẫn chủ trì {string.Join(", ", assignments)}: không ai được nhắc phần việc của đơn vị đó, chỉ "
        + "chuyên trách được báo; giao cho đơn vị khác.",
        $"{unit} is not active and still leads {string.Join(", ", assignments)}: nobody is reminded of its part, only the "
        + "specialist is told; give it to another unit.");

    public static string NoAssignment(string value) => Language.Say(
        $"không có nhiệm vụ “{value}”; xem lại assignments.csv.",
        $"there is no assignment '{value}'; look at assignments.csv.");

    public static string NoPart(string assignment, string unit) => Language.Say(
        $"“{assignment}” không giao cho {unit}; xem lại assignments.csv.",
        $"{unit} has no part in '{assignment}'; look at assignments.csv.");

    /// <summary>What stands for the whole of a row, where it comes or ends.</summary>
    public static string New => Language.Say("mới", "new");

    public static string Present => Language.Say("đang có", "present");
}
