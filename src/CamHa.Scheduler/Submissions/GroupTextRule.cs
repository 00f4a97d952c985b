using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Submissions;

/// <summary>
/// What a commune writes to the group of its units in Zalo: who has not handed in yet, and what is due in the week. Plain text, because
/// the program knows no other.
/// </summary>
internal static class GroupTextRule
{
    private const int LongestTitle = 60;

    // Of one unit: nobody reads more in a chat, and Zalo cuts a long message into several.
    private const int Most = 3;

    /// <param name="week">The week.</param>
    /// <param name="isOver">Whether its cut-off has passed.</param>
    /// <param name="missing">The names of the units from which nothing has come.</param>
    /// <param name="due">What is due in the week, unit by unit.</param>
    /// <param name="links">The links by which units answer, by their names; null for none.</param>
    public static string Write(
        ReportingWeek week,
        bool isOver,
        IReadOnlyList<string> missing,
        IReadOnlyList<DueLine> due,
        IReadOnlyDictionary<string, string>? links = null)
    {
        var label = WeekLabel.Of(week);
        List<string> lines = [$"Kính gửi các đơn vị, về {label.Name} ({label.Dates}):", ""];
        if (missing.Count == 0)
        {
            lines.Add("Các đơn vị đã gửi đủ báo cáo tuần. Cảm ơn các đơn vị.");
        }
        else
        {
            var limit = $"{(isOver ? "đã quá hạn" : "hạn")} {Vietnamese.Moment(week.CutOff)}";
            lines.Add($"Còn {missing.Count} đơn vị chưa gửi báo cáo tuần ({limit}):");
            lines.AddRange(missing.Select(name => $"- {CleanText.OneLine(name)}{Link(name)}"));
            lines.Add($"Mong các đơn vị gửi {(isOver ? "ngay" : "đúng hạn")}: kết quả, khó khăn, kiến nghị, việc tuần tới. "
                + "Không có gì mới thì trả lời “Không phát sinh”.");
        }

        if (due.Count > 0)
        {
            lines.AddRange(["", "Việc đến hạn trong tuần:"]);
            lines.AddRange(due.GroupBy(line => line.UnitName, StringComparer.Ordinal).Select(unit =>
                $"- {CleanText.OneLine(unit.Key)}: {Several([.. unit])}{(missing.Contains(unit.Key) ? "" : Link(unit.Key))}"));
        }

        if (missing.Count + due.Count > 0)
            lines.AddRange(["", "Đơn vị nào đã gửi, đã làm xong thì bỏ qua tin này. Trân trọng cảm ơn!"]);
        return string.Join('\n', lines);

        string Link(string name) => links?.GetValueOrDefault(name) is { Length: > 0 } link ? $"\n  {link}" : "";
    }

    private static string Several(List<DueLine> lines) =>
        string.Join("; ", lines.Take(Most).Select(Due)) + (lines.Count > Most ? $"; và {lines.Count - Most} việc nữa" : "");

    private static string Due(DueLine line) =>
        $"{line.Code} {CleanText.OneLine(line.Title).Abbreviated(LongestTitle)} ({Vietnamese.DayMonth(line.DueOn)})";
}
