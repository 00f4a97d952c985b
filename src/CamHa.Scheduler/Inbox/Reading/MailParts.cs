using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Text;
using MimeKit;
using MimeKit.Tnef;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The parts of a mail by what they are for.</summary>
internal sealed class MailParts
{
    private readonly List<Bilingual> _notes;
    private readonly List<TextPart> _told = [];
    private readonly List<(IncomingFile File, MimeEntity Part)> _files = [];
    private TextPart? _plain;
    private TextPart? _html;
    private string? _loose;

    private MailParts(List<Bilingual> notes) => _notes = notes;

    public IReadOnlyList<MailLine> Lines { get; private set; } = [];

    public string Told { get; private set; } = "";

    public string? DeliveryStatus { get; private set; }

    public string? FeedbackReport { get; private set; }

    public bool IsReadReceipt { get; private set; }

    public HeaderList? Returned { get; private set; }

    public IReadOnlyList<IncomingFile> Files => _files.ConvertAll(each => each.File);

    /// <summary>The same with their bytes, which are there only as long as the message is; one at a time in memory.</summary>
    public IEnumerable<(IncomingFile File, byte[] Bytes)> Contents => _files.Select(each => (each.File, BytesOf(each.Part)));

    public static MailParts Of(MimeMessage message, List<Bilingual> notes)
    {
        var parts = new MailParts(notes);
        if (message.Body is { } body)
            parts.Visit(body, isInReport: false, depth: 0);
        parts.ChooseBody();
        return parts;
    }

    private void Visit(MimeEntity entity, bool isInReport, int depth)
    {
        switch (entity)
        {
            case Multipart multipart:
                // The boundary is not the one that was announced.
                if (multipart.Count == 0 && multipart.Preamble is { Length: > 0 } preamble)
                    _loose = Loose(preamble);
                var isReport = multipart.ContentType.IsMimeType("multipart", "report");
                foreach (var part in multipart.Take(MailLimits.Parts))
                    Visit(part, isReport || isInReport, depth + 1);
                break;
            case MessagePart { Message: { } returned } attached:
                // A delivery status is a message to the parser as well.
                if (Returned is null)
                    Returned = returned.Headers;
                if (!isInReport)
                    AddFile(attached.ContentDisposition?.FileName ?? $"{returned.Subject}.eml", attached, 0);
                break;
            case TnefPart winmail:
                VisitTnef(winmail, depth);
                break;
            case MimePart part:
                VisitPart(part);
                break;
        }
    }

    private void VisitPart(MimePart part)
    {
        var type = part.ContentType;
        if (type.MediaSubtype.EndsWith("delivery-status", StringComparison.OrdinalIgnoreCase))
            DeliveryStatus = $"{DeliveryStatus}\n\n{PartText.Of(part, _notes)}".TrimStart('\n');
        else if (type.IsMimeType("message", "feedback-report"))
            FeedbackReport = PartText.Of(part, _notes);
        else if (type.IsMimeType("message", "disposition-notification"))
            IsReadReceipt = true;
        else if (type.MediaSubtype.StartsWith("rfc822-header", StringComparison.OrdinalIgnoreCase))
            Returned ??= HeadersIn(part);
        else if (part is TextPart text && !IsFile(part))
            Add(text);
        else if (part.Headers[HeaderId.ContentType] is { } declared && !declared.Contains('/', StringComparison.Ordinal))
            _loose ??= PartText.Of(part, _notes);
        else
            AddFile(part.FileName, part, -1);
    }

    private static bool IsFile(MimePart part) => part.IsAttachment
        || part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("text", "csv");

    private void Add(TextPart text)
    {
        if (text.IsHtml)
            _html ??= text;
        else
            _plain ??= text;
        if (Returned is null && _told.Count < 10)
            _told.Add(text);
    }

    private void AddFile(string? name, MimeEntity entity, long length)
    {
        if (_files.Count >= MailLimits.Attachments)
            return;
        if (length < 0 && entity is MimePart part)
            length = PartText.Length(part);
        // A path in a name is somebody's wish to write elsewhere.
        var plain = CleanText.HeaderLine(name).Split('/', '\\')[^1].Truncated(200);
        _files.Add((new(plain.Length > 0 ? plain : entity.ContentType.MimeType, entity.ContentType.MimeType, length), entity));
    }

    private static byte[] BytesOf(MimeEntity entity)
    {
        if (entity is MimePart part)
            return PartText.Bytes(part, int.MaxValue, out _);
        using var kept = new MemoryStream();
        if (entity is MessagePart { Message: { } message })
            message.WriteTo(kept);
        return kept.ToArray();
    }

    // The picture below a signature came with every mail of its sender.
    private static bool IsLogo(IncomingFile file, MimeEntity part, string html) =>
        part.ContentId is { Length: > 0 } id && part.ContentType.IsMimeType("image", "*") && file.Length <= MailLimits.Logo
        && html.Contains($"cid:{id}", StringComparison.OrdinalIgnoreCase);

    // Outlook's own form, which hides text and files from everybody else.
    private void VisitTnef(TnefPart winmail, int depth)
    {
        if (depth > MailLimits.Depth)
            return;
        try
        {
            // Not disposed: its parts are read later.
            var message = winmail.ConvertToMessage();
            _notes.Add(new("Đọc cả thư nằm trong winmail.dat.", "Read what is inside winmail.dat, too."));
            foreach (var entity in message.BodyParts)
                Visit(entity, isInReport: false, depth + 1);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _notes.Add(new("Không mở được winmail.dat.", "winmail.dat cannot be opened."));
            AddFile(winmail.FileName ?? "winmail.dat", winmail, -1);
        }
    }

    private void ChooseBody()
    {
        var html = _html is null ? null : PartText.Of(_html, _notes);
        var plain = _plain is not null ? PartText.Of(_plain, _notes) : html is null ? _loose : null;
        if (html is not null)
            _files.RemoveAll(each => IsLogo(each.File, each.Part, html));
        var lines = html is null ? [] : HtmlLines.Of(html, _notes);
        if (html is not null && lines.TrueForAll(line => line.IsBlank))
            _notes.Add(new("Phần HTML không có chữ.", "The HTML has no text."));
        // Some programs say text/plain and send HTML.
        var isDisguised = html is null && plain is not null
            && plain.AsSpan().TrimStart().StartsWith("<html", StringComparison.OrdinalIgnoreCase);
        Lines = isDisguised ? HtmlLines.Of(plain!, _notes)
            : lines.Exists(line => !line.IsBlank) ? lines
            : plain is null ? []
            : PlainLines.Of(plain, string.Equals(_plain?.ContentType.Format, "flowed", StringComparison.OrdinalIgnoreCase));
        Told = string.Join('\n', _told.Select(ToldIn).Append(_told.Count == 0 ? plain : ""));
    }

    private string Loose(string text)
    {
        _notes.Add(new(
            "Các phần của thư không có ranh giới đúng; đọc tất cả như chữ.", "The parts have no boundary; all of it is read as text."));
        return CleanText.Of(text.Truncated(MailLimits.Text));
    }

    private string ToldIn(TextPart text)
    {
        var words = PartText.Of(text, []);
        // The same in HTML says it twice.
        return !text.IsHtml ? words
            : _told.Exists(each => !each.IsHtml) ? ""
            : string.Join('\n', HtmlLines.Of(words, []).Select(line => line.Text));
    }

    private HeaderList? HeadersIn(MimePart part)
    {
        try
        {
            using var stream = new MemoryStream(PartText.Bytes(part, MailLimits.Headers, out _));
            return new MimeParser(stream, MimeFormat.Entity).ParseHeaders(CancellationToken.None);
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            _notes.Add(new("Không đọc được tiêu đề của thư trả lại.", "The headers of the returned mail cannot be read."));
            return null;
        }
    }
}
