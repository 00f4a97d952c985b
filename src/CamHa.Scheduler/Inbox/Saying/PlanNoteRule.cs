using System.Text.RegularExpressions;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// What we have written into a report that a button begins: the week's plan, in square brackets. It reminds its reader and is no result,
/// and what it says of assignments nobody has said.
/// </summary>
internal static partial class PlanNoteRule
{
    /// <returns>The text without it, and the note; empty where there is none.</returns>
    public static (string Text, string Note) Parted(string text) => Note().Match(text) is { Success: true } note
        ? (text.Remove(note.Index, note.Length), note.Value)
        : (text, "");

    [GeneratedRegex(@"\[" + ReminderButtons.Planned + @":[^\[\]]*\]", RegexOptions.IgnoreCase)]
    private static partial Regex Note();
}
