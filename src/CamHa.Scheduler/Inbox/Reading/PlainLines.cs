using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The lines of a plain text, with what its ">" say of them.</summary>
internal static class PlainLines
{
    private const int LongestLine = 20_000;

    /// <param name="text">The text.</param>
    /// <param name="isFlowed">Whether a line that ends in a blank goes on in the next (RFC 3676).</param>
    public static List<MailLine> Of(string text, bool isFlowed = false)
    {
        var lines = new List<MailLine>();
        var goesOn = false;
        foreach (var whole in text.Split('\n'))
        {
            var line = whole.Length > LongestLine ? whole[..LongestLine] : whole;
            var depth = Depth(line, out var rest);
            // Arrows around a link are no mark, nor is the end of an address that was wrapped.
            if (depth > 0 && (rest.EndsWith('<') || rest is ":"))
                (depth, rest) = (0, line);
            if (depth == 0 && isFlowed && rest.StartsWith(' '))
                rest = rest[1..];
            var isDelimiter = rest is "-- ";
            var origin = depth > 0 ? LineOrigin.Quoted : LineOrigin.Typed;
            if (goesOn && !isDelimiter && lines[^1].Origin == origin && lines[^1].Text.Length + rest.Length < LongestLine)
                lines[^1] = new(lines[^1].Text + rest, origin);
            else
                lines.Add(new(isDelimiter ? rest : rest.Replace('\u00A0', ' '), origin));
            goesOn = isFlowed && !isDelimiter && rest.EndsWith(' ');
        }

        return lines;
    }

    private static int Depth(string line, out string rest)
    {
        var at = 0;
        var depth = 0;
        for (var next = 0; next < line.Length && next - at <= 3; next++)
        {
            if (line[next] == '>')
                (depth, at) = (depth + 1, next + 1);
            else if (line[next] != ' ')
                break;
        }

        rest = depth == 0 ? line : line[at..].TrimStart(' ');
        return depth;
    }
}
