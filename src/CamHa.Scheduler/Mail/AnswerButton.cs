namespace CamHa.Scheduler.Mail;

/// <summary>A button in a mail that begins an answer: it opens a new mail that only has to be sent (RFC 6068).</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Link">What it opens.</param>
internal sealed record AnswerButton(string Label, string Link)
{
    /// <summary>Mail programs cut off, or do not open, what is longer.</summary>
    public const int LongestLink = 1000;

    // A code may be longer than the mark in its place.
    private const int Longest = LongestLink - 40;

    /// <summary>Whether the link is short enough to work everywhere.</summary>
    public bool Works => Link.Length <= Longest;

    /// <param name="label">What stands on it.</param>
    /// <param name="address">Where the answer goes.</param>
    /// <param name="subject">Its subject, before the code.</param>
    /// <param name="lines">Its text. Some programs lose the line breaks.</param>
    public static AnswerButton Of(string label, string address, string subject, params IReadOnlyList<string> lines)
    {
        var at = address.LastIndexOf('@');
        return new(
            label,
            $"mailto:{Uri.EscapeDataString(address[..at])}{address[at..]}?subject={Uri.EscapeDataString($"{subject} [{AnswerCode.Mark}]")}"
            + $"&body={Uri.EscapeDataString(string.Join("\r\n", lines))}");
    }
}
