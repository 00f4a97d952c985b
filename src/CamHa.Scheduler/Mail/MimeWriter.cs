using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>Writes a mail as it goes over the wire. All text in it comes from outside and is cleaned.</summary>
public sealed class MimeWriter(IOptions<MailOptions> options, MailSigner signer)
{
    private const int UsualSize = 32 * 1024;

    // Reused: allocating a stream for every mail cost more than filling it.
    [ThreadStatic]
    private static MemoryStream? _scratch;

    private static readonly FormatOptions Wire = WireFormat();

    /// <param name="messageId">The Message-ID without angle brackets: each recipient's copy has its own.</param>
    /// <param name="addressees">Everybody the mail goes to; all of them stand in its headers.</param>
    /// <param name="content">What the mail says.</param>
    /// <param name="date">The moment it leaves, with the offset of the campaign's zone.</param>
    /// <returns>The whole mail, lines ending in CR LF.</returns>
    public byte[] Write(string messageId, IReadOnlyList<Addressee> addressees, MailContent content, DateTimeOffset date)
    {
        using var mime = new MimeMessage((IEnumerable<Header>)[])
        {
            MessageId = messageId,
            Date = date,
            Body = Body(MailLength.Fit(content), messageId),
        };
        mime.Headers.Add(HeaderText.Unstructured(HeaderId.Subject, CleanText.HeaderLine(content.Subject)));
        mime.Headers.Add(HeaderText.Mailboxes(HeaderId.From, [(CleanText.HeaderLine(options.Value.FromName), options.Value.From)]));
        Address(mime, HeaderId.To, addressees.Where(to => to.Role == RecipientRole.To));
        Address(mime, HeaderId.Cc, addressees.Where(to => to.Role == RecipientRole.Cc));
        foreach (var address in ReplyTo(content))
            mime.ReplyTo.Add(MailboxAddress.Parse(address));
        foreach (var thread in content.Threads)
            mime.References.Add($"{thread}@{options.Value.Domain}");
        if (content.InReplyTo.Length > 0)
        {
            mime.InReplyTo = content.InReplyTo;
            mime.References.Add(content.InReplyTo);
        }

        // Keeps out-of-office replies away; Exchange honours only its own header. Its "All" would also keep away the reports of
        // what could not be delivered.
        mime.Headers.Add("Auto-Submitted", content.InReplyTo.Length > 0 ? "auto-replied" : "auto-generated");
        mime.Headers.Add("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply");
        signer.Sign(mime);

        var stream = _scratch ??= new(UsualSize);
        stream.SetLength(0);
        mime.WriteTo(Wire, stream);
        return stream.ToArray();
    }

    /// <summary>The mailbox whose name is to have a code behind a plus, if that is known to work; null where that is not wanted.</summary>
    internal string? PlusBox => options.Value is { HasPlusAddresses: true, ReplyTo.Length: > 0 } mail ? mail.ReplyTo : null;

    // Who asks for answers gets them where they are read; where the service reads none, that is at the specialist's.
    private IReadOnlyList<string> ReplyTo(MailContent content)
    {
        var mail = options.Value;
        if (mail.ReplyTo.Length == 0 || (content.ReplyTo.Count == 0 && !content.IsAnswered))
            return content.ReplyTo;
        var others = mail.AnswersAreRead && !mail.ReplyToSpecialist ? [] : content.ReplyTo;
        var box = PlusBox is not null && content is { IsPlusProven: true, Code.Length: > 0 }
            ? AnswerCode.WithPlus(mail.ReplyTo, content.Code)
            : mail.ReplyTo;
        return [.. others.Prepend(box).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static void Address(MimeMessage mime, HeaderId field, IEnumerable<Addressee> addressees)
    {
        // A malformed address must not cost the others their mail.
        var valid = addressees
            .Where(to => MailAddress.IsValid(to.Address))
            .Select(to => (CleanText.HeaderLine(to.Name), to.Address))
            .ToList();
        if (valid.Count > 0)
            mime.Headers.Add(HeaderText.Mailboxes(field, valid));
    }

    private static MimeEntity Body(MailContent content, string messageId)
    {
        // Cleaned here again: data may come from views over another program's tables, which no import has cleaned.
        var html = CleanText.Of(content.Html);
        var pictures = new List<MailAttachment>();
        foreach (var picture in content.Attachments.Where(file => file.ContentId.Length > 0))
        {
            // Unique to this mail: some mail programs keep pictures by their Content-ID and show another mail's.
            var id = $"{picture.ContentId}.{messageId}";
            html = html.Replace($"cid:{picture.ContentId}", $"cid:{id}", StringComparison.Ordinal);
            pictures.Add(picture with { ContentId = id });
        }

        var texts = new AlternativeTexts(CleanText.Of(content.Text), html);
        var withPictures = Around("related", texts, pictures, ContentDisposition.Inline);
        // What a reader of the whole begins with; some mail programs show pictures as attachments without it.
        if (withPictures != texts)
            withPictures.ContentType.Parameters["type"] = texts.ContentType.MimeType;
        var others = content.Attachments.Where(file => file.ContentId.Length == 0).ToList();
        return Around("mixed", withPictures, others, ContentDisposition.Attachment);
    }

    private static MimeEntity Around(string kind, MimeEntity first, IReadOnlyList<MailAttachment> files, string disposition)
    {
        if (files.Count == 0)
            return first;
        var parts = new Multipart(kind) { first };
        foreach (var file in files)
            parts.Add(Part(file, disposition));
        return parts;
    }

    private static MimePart Part(MailAttachment file, string disposition)
    {
        var part = new MimePart(ContentType.Parse(file.MediaType))
        {
            FileName = file.Name,
            ContentDisposition = new ContentDisposition(disposition) { FileName = file.Name },
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(file.Content)),
        };
        if (file.ContentId.Length > 0)
            part.ContentId = file.ContentId;
        return part;
    }

    private static FormatOptions WireFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
