using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What the record of changes, and the verbs that add to it, say.</summary>
internal static class ChangeAnswers
{
    public static string None => Language.Say("Chưa có thay đổi nào như vậy.", "There is no such change.");

    public static string Listed(int count, int last) => count == last
        ? Language.Say($"{count} lần sửa mới nhất; xem thêm: --last SỐ.", $"The newest {count} changes; more: --last N.")
        : Language.Say($"{count} lần sửa.", $"{count} changes.");

    /// <summary>Two lines a gesture, or three.</summary>
    /// <param name="gesture">It.</param>
    /// <param name="clock">For the times that people are shown.</param>
    /// <param name="changed">What it changed, as <see cref="EntryLines.Brief"/> says it; null for how much.</param>
    public static string Row(RecordedGesture gesture, CampaignClock clock, string? changed = null)
    {
        var indent = new string(' ', 8);
        var campaign = gesture.Campaign.Length == 0 ? "" : $"  {gesture.Campaign}";
        var counts = string.Join(", ", new[]
        {
            changed ?? "",
            changed is not null || gesture.Entries == 0 ? "" : Language.Say($"{gesture.Entries} chỗ sửa", $"{gesture.Entries} fields"),
            changed is not null || gesture.NewRows == 0 ? "" : Language.Say($"{gesture.NewRows} dòng mới", $"{gesture.NewRows} new rows"),
            gesture.UndoesId is not { } undone ? ""
                : gesture.Entries + gesture.NewRows == 0 ? Language.Say($"đóng ghi chú {undone}", $"closes the note {undone}")
                : Language.Say($"hoàn tác lần {undone}", $"undoes {undone}"),
            gesture.UndoneById is { } by && gesture.IsApplied ? Language.Say($"đã hoàn tác bằng lần {by}", $"undone by {by}") : "",
            gesture.IsApplied ? ""
                : gesture.UndoneById is { } closed ? Language.Say($"ghi chú đã đóng bằng lần {closed}", $"a note, closed by {closed}")
                : Language.Say("chờ sửa bên phần mềm khác", "waits for the other program"),
        }.Where(part => part.Length > 0));
        var about = string.Join(": ", new[] { gesture.Source, gesture.Reason }.Where(part => part.Length > 0));
        return $"{gesture.Id,6}  {clock.Say(gesture.MadeAt)}  {gesture.MadeBy} ({EntryWords.Way(gesture.Way)}){campaign}"
            + $"{Environment.NewLine}{indent}{counts}"
            + (about.Length == 0 ? "" : $"{Environment.NewLine}{indent}{about}");
    }

    public static string Ended(ChangeMade made, bool isDryRun) =>
        made.Foreign.Count > 0 && isDryRun ? Language.Say(
            $"Chỉ xem trước. {string.Join(", ", made.Foreign)} là dữ liệu của phần mềm khác: ở đây chỉ ghi lại được, "
            + "để người phụ trách sửa bên đó.",
            $"This was a dry run. {string.Join(", ", made.Foreign)} is another program's: it can only be noted here, "
            + "for whoever corrects it there.")
        : made.Foreign.Count > 0 ? Language.Say(
            $"{string.Join(", ", made.Foreign)} là dữ liệu của phần mềm khác, ở đây không sửa được. Đã ghi lại thành lần sửa số {made.Id} "
            + $"để người phụ trách sửa bên đó; sửa xong thì đóng ghi chú: camha change undo {made.Id}",
            $"{string.Join(", ", made.Foreign)} is another program's and cannot be changed here. Noted as change {made.Id}, "
            + $"for whoever corrects it there; close the note then: camha change undo {made.Id}")
        : made.ClosesNote is { } note ? Language.Say(
            isDryRun ? $"Chỉ xem trước: sẽ đóng ghi chú {note}." : $"Đã đóng ghi chú {note}; dữ liệu của phần mềm khác giữ nguyên.",
            isDryRun ? $"This was a dry run: note {note} would be closed." : $"Note {note} is closed; the other program's data stay.")
        : isDryRun ? Language.Say("Chỉ xem trước: chưa ghi gì.", "This was a dry run: nothing was changed.")
        : Language.Say(
            $"Đã ghi, lần sửa số {made.Id}. Muốn trở lại như cũ: camha change undo {made.Id}",
            $"Done, as change {made.Id}. To take it back: camha change undo {made.Id}");
}
