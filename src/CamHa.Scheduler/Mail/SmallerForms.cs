using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Smaller and smaller forms of a mail that a server has refused for its size, whatever its composer has made of it: without
/// files, then only its beginning. Each says what it leaves out and whom to ask for it.
/// </summary>
internal static partial class SmallerForms
{
    // Of what the mail may weigh: how long each of its two texts may be. On the wire a letter of Vietnamese takes up to nine bytes.
    private static readonly int[] Parts = [3, 4, 6, 9, 13, 20, 30];

    /// <param name="content">The mail.</param>
    /// <param name="most">What it may weigh, in bytes.</param>
    public static IEnumerable<MailContent> Of(MailContent content, int most)
    {
        // The answer to a mail goes there as well; a text that is cut off has lost its own line about it.
        var whom = content.ReplyTo.Count > 0 ? $"chuyên trách, thư {string.Join(", ", content.ReplyTo)}" : "chuyên trách";
        var files = content.Attachments.Where(file => file.ContentId.Length == 0).Select(file => file.Name).ToList();
        if (files.Count > 0)
        {
            var names = string.Join(", ", files);
            yield return content with
            {
                Html = MailLength.WithNote(content.Html, MailLength.Letters.Encode(WithoutFiles(names, whom))),
                Text = $"{content.Text.TrimEnd()}\n\n{WithoutFiles(names, whom)}\n",
                Attachments = [.. content.Attachments.Where(file => file.ContentId.Length > 0)],
            };
        }

        var end = "Máy chủ thư không nhận thư lớn nên thư này chỉ nêu đến đây và không kèm tệp. "
            + $"Cần xem đầy đủ, đề nghị liên hệ {whom}.";
        var bare = content with { Html = Picture().Replace(content.Html, ""), Attachments = [] };
        foreach (var longest in Parts.Select(part => Math.Min(most / part, MailLength.LongestHtml)))
        {
            yield return bare with
            {
                Html = MailLength.Cut(bare, longest, MailLength.Letters.Encode(end)),
                Text = bare.Text.Length <= longest ? $"{bare.Text.TrimEnd()}\n" : $"{bare.Text.Truncated(longest).TrimEnd()}…\n\n{end}\n",
            };
        }
    }

    private static string WithoutFiles(string names, string whom) =>
        $"Máy chủ thư không nhận thư lớn nên thư này không kèm tệp ({names}). Cần tệp nào, đề nghị liên hệ {whom}.";

    [GeneratedRegex("<img[^>]*\\bcid:[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();
}
