using System.Text.RegularExpressions;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using MimeKit;
using MimeKit.Utils;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>Reads the bytes of a mail. Whatever they are, something is read, and nothing is thrown.</summary>
internal static partial class MailReader
{
    private static readonly ParserOptions Options = new()
    {
        MaxMimeDepth = MailLimits.Depth,
        AddressParserComplianceMode = RfcComplianceMode.Loose,
        ParameterComplianceMode = RfcComplianceMode.Loose,
        AllowAddressesWithoutDomain = true,
        AllowUnquotedCommasInAddresses = true,
    };

    public static IncomingMail Read(ReadOnlyMemory<byte> bytes)
    {
        var notes = new List<Bilingual>();
        var bounded = BoundedBytes.Of(bytes, notes);
        var start = RawMail.Start(bounded.Span);
        if (start < 0)
            return Unreadable(bounded, notes);
        try
        {
            return Parsed(bounded[start..], notes);
        }
        // A parser meets bytes that nobody has thought of; the mail is still looked at by a person.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            notes.Add(new($"Không tách được thư: {e.Message}", $"The mail cannot be taken apart: {e.Message}"));
            return Unreadable(bounded, notes);
        }
    }

    /// <summary>The files of a mail with their bytes; none where it cannot be taken apart.</summary>
    public static IEnumerable<(IncomingFile File, byte[] Bytes)> Files(ReadOnlyMemory<byte> bytes)
    {
        var bounded = BoundedBytes.Of(bytes, [], int.MaxValue);
        var start = RawMail.Start(bounded.Span);
        if (start < 0)
            yield break;
        using var stream = RawMail.Stream(bounded[start..]);
        if (Opened(stream) is not ({ } message, { } parts))
            yield break;
        using (message)
        {
            foreach (var file in parts.Contents)
                yield return file;
        }
    }

    private static (MimeMessage?, MailParts?) Opened(Stream stream)
    {
        try
        {
            var message = new MimeParser(Options, stream, MimeFormat.Entity, persistent: true).ParseMessage(CancellationToken.None);
            return (message, MailParts.Of(message, []));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, null);
        }
    }

    private static IncomingMail Parsed(ReadOnlyMemory<byte> bytes, List<Bilingual> notes)
    {
        using var stream = RawMail.Stream(bytes);
        var parser = new MimeParser(Options, stream, MimeFormat.Entity, persistent: true);
        using var message = parser.ParseMessage(CancellationToken.None);
        var parts = MailParts.Of(message, notes);
        var headers = Headers(message.Headers);
        var from = message.From.Mailboxes.FirstOrDefault() ?? message.Sender;
        return new()
        {
            Headers = headers,
            From = from?.Address ?? "",
            Authors = message.From.Mailboxes.Select(mailbox => mailbox.Address).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
            FromName = CleanText.HeaderLine(from?.Name),
            To = [.. message.To.Mailboxes.Concat(message.Cc.Mailboxes).Select(mailbox => mailbox.Address).Take(100)],
            Subject = CleanText.HeaderLine(message.Subject),
            Date = headers.Has("Date") && message.Date != default ? message.Date : null,
            MessageId = message.MessageId ?? "",
            AnswersTo =
            [
                .. MimeUtils.EnumerateReferences(headers["In-Reply-To"])
                    .Concat(message.References.Reverse())
                    .Distinct()
                    .Take(50),
            ],
            Lines = [.. parts.Lines.Select(line => line with { Text = Button().Replace(line.Text, "") })],
            Told = parts.Told,
            DeliveryStatus = parts.DeliveryStatus,
            FeedbackReport = parts.FeedbackReport,
            IsReadReceipt = parts.IsReadReceipt,
            Returned = parts.Returned is { } returned ? Headers(returned) : null,
            Files = parts.Files,
            Notes = notes,
        };
    }

    /// <summary>Both texts of a mail that we sent: either may be quoted.</summary>
    public static string SentText(byte[] mime) =>
        $"{string.Join('\n', Read(mime).Lines.Select(line => line.Text))}\n{ReadMail.Of(mime).Text}";

    private static IncomingMail Unreadable(ReadOnlyMemory<byte> bytes, List<Bilingual> notes)
    {
        notes.Add(new("Không có tiêu đề thư; đọc tất cả như chữ.", "There are no headers; all of it is read as text."));
        var most = Math.Min(bytes.Length, MailLimits.Bare);
        var text = PartText.Decoded(bytes[..most].ToArray(), null, []);
        return new() { Lines = PlainLines.Of(text), Told = text, Notes = notes };
    }

    private static MailHeaders Headers(HeaderList headers) => new(
        headers.Take(MailLimits.HeaderLines).Select(header => (header.Field, CleanText.HeaderLine(header.Value).Truncated(4000))));

    // What a button of ours would write, where a program makes text of a page: nobody has typed it.
    [GeneratedRegex(@"<mailto:[^<>?]{1,300}\?[^<>]{1,2000}>", RegexOptions.IgnoreCase)]
    private static partial Regex Button();
}
