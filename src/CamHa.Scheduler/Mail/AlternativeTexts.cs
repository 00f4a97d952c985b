using System.Buffers;
using System.Text;
using MimeKit;
using MimeKit.Encodings;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// The plain and HTML texts of a mail as one entity. MimeKit's own parts run each text through a chain of filters, which was
/// half of the cost of a mail.
/// </summary>
internal sealed class AlternativeTexts : MimeEntity
{
    private static readonly string Boundary = Encoding.ASCII.GetString(Delimiter[2..]);
    private readonly string _plain;
    private readonly string _html;

    /// <param name="plain">With line feeds only.</param>
    /// <param name="html">The same, as HTML.</param>
    public AlternativeTexts(string plain, string html)
        : base("multipart", "alternative")
    {
        ContentType.Boundary = Boundary;
        (_plain, _html) = (plain, html);
    }

    // "=-" cannot occur in quoted-printable text, so neither text can contain the boundary.
    private static ReadOnlySpan<byte> Delimiter => "--=-alternatives"u8;

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        // Quoted-printable already passes every server.
    }

    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        base.WriteTo(options, stream, contentOnly, cancellationToken);
        WritePart(stream, "plain"u8, _plain);
        WritePart(stream, "html"u8, _html);
        stream.Write(Delimiter);
        stream.Write("--\r\n"u8);
    }

    // MimeWriter writes into memory only, so nothing here waits.
    public override Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        WriteTo(options, stream, contentOnly, cancellationToken);
        return Task.CompletedTask;
    }

    private static void WritePart(Stream stream, ReadOnlySpan<byte> subtype, string text)
    {
        stream.Write(Delimiter);
        stream.Write("\r\nContent-Type: text/"u8);
        stream.Write(subtype);
        stream.Write("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"u8);

        var encoder = new QuotedPrintableEncoder();
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var encoded = ArrayPool<byte>.Shared.Rent(encoder.EstimateOutputLength(length));
        try
        {
            WriteLines(stream, encoded.AsSpan(0, encoder.Flush(utf8, 0, length, encoded)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    // The encoder ends lines with LF; SMTP requires CR LF.
    private static void WriteLines(Stream stream, ReadOnlySpan<byte> lines)
    {
        for (var end = lines.IndexOf((byte)'\n'); end >= 0; end = lines.IndexOf((byte)'\n'))
        {
            stream.Write(lines[..end]);
            stream.Write("\r\n"u8);
            lines = lines[(end + 1)..];
        }

        stream.Write(lines);
        stream.Write("\r\n"u8);
    }
}
