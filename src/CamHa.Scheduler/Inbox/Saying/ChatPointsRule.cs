using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// The four points of a message as people chat: without labels, in any order, a picture before each. A person sees what came of it before
/// anything is saved, so that a guess does no harm; of a mail nothing is guessed so.
/// </summary>
internal static partial class ChatPointsRule
{
    private static readonly string[] Points = ["results", "difficulties", "proposals", "next"];

    /// <param name="text">The message.</param>
    /// <param name="asMail">What it would be as a mail; null for no report.</param>
    /// <returns>The one of both readings that tells more points apart.</returns>
    public static WeeklyPoints? Read(string text, WeeklyPoints? asMail)
    {
        if (asMail is { IsNothing: true })
            return asMail;
        var found = new Dictionary<string, List<string>>();
        var (current, told) = ("results", 0);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var clean = Front().Replace(line, "");
            if (clean.Length == 0 || Thanks().IsMatch(Folded.Of(clean)))
                continue;
            if (Cue().Match(Folded.Of(clean)) is { Success: true } cue)
            {
                current = Array.Find(Points, point => cue.Groups[point].Success)!;
                // A label says nothing that its box does not say.
                clean = cue.Groups["label"].Success ? clean[(cue.Index + cue.Length)..].Trim() : clean;
                told++;
            }

            if (clean.Length > 0)
                (found.TryGetValue(current, out var lines) ? lines : found[current] = []).Add(clean);
        }

        var points = new WeeklyPoints
        {
            Results = Of("results"),
            Difficulties = Of("difficulties"),
            Proposals = Of("proposals"),
            NextWeek = Of("next"),
        };
        return told >= 2 && Count(points) > (asMail is null or { IsUnsorted: true } ? 1 : Count(asMail)) ? points : asMail;

        string Of(string point) => found.TryGetValue(point, out var lines) ? string.Join('\n', lines) : "";
    }

    private static int Count(WeeklyPoints points) =>
        new[] { points.Results, points.Difficulties, points.Proposals, points.NextWeek }.Count(each => each.Length > 0);

    // What begins a line, or follows who speaks: “thôn em tuần này: tuần sau dự kiến…”. A label ends with its colon.
    [GeneratedRegex(
        @"^(?:(?:[^:]{0,40}:|da|thon(?: em)?|em|don vi(?: em)?|ben em|chung (?:em|toi)|tuan nay|ve|con|hien)[ ,]*){0,3}?"
        + @"(?:(?<next>ke hoach tuan (?:sau|toi)|tuan (?:sau|toi)|sap toi|thoi gian toi|nhiem vu tuan (?:sau|toi)|du kien)"
        + @"|(?<difficulties>(?:nhung )?kho khan(?:,? ?vuong mac)?|vuong mac|dang vuong|ton tai|han che|dang thieu|thieu)"
        + @"|(?<proposals>(?:xin |kinh )?(?:de nghi|kien nghi|de xuat)|xin (?:ho tro|cap|them)|mong (?:xa|bcd|ban chi dao)|nho xa)"
        + @"|(?<results>ket qua(?: trong tuan)?|(?:da |moi |vua )(?:lam|hoan thanh|trong|to chuc|xong|van dong|don|sua|xay)|lam duoc))"
        + @"(?<label>(?:[,/ ]+(?:vuong mac|de xuat|kien nghi|trong tuan|tuan nay))* ?:)?")]
    private static partial Regex Cue();

    // Bullets, figures and pictures before a line.
    [GeneratedRegex(@"^(?:[^\p{L}\d]+|[1-9][.)]\s*)+")]
    private static partial Regex Front();

    [GeneratedRegex(@"^(?:da |em |xin |thon em |don vi )*(?:cam on|tran trong|chao|kinh)\b[ \w,.!]{0,40}[^\p{L}\d]*$")]
    private static partial Regex Thanks();
}
