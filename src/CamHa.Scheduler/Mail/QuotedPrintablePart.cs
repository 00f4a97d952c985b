using System.Text;
using MimeKit;
using MimeKit.Encodings;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// A text of a mail, encoded once and written as it is. MimeKit's own part sends the text through a chain of filters
/// each time it is written, which was half of the cost of a mail.
/// </summary>
internal sealed class QuotedPrintablePart : MimePart
{
    private readonly byte[] _encoded;

    /// <param name="subtype">plain or html.</param>
    /// <param name="text">With line feeds only.</param>
    public QuotedPrintablePart(string subtype, string text)
        : base("text", subtype)
    {
        ContentType.Charset = "utf-8";
        ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        _encoded = Encode(Encoding.UTF8.GetBytes(text));
    }

    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        base.WriteTo(options, stream, contentOnly, cancellationToken);
        stream.Write(_encoded);
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        await base.WriteToAsync(options, stream, contentOnly, cancellationToken);
        await stream.WriteAsync(_encoded, cancellationToken);
    }

    private static byte[] Encode(byte[] text)
    {
        var encoder = new QuotedPrintableEncoder();
        var encoded = new byte[encoder.EstimateOutputLength(text.Length)];
        var rest = encoded.AsSpan(0, encoder.Flush(text, 0, text.Length, encoded));
        // The encoder ends its lines with a line feed, the wire wants both.
        var wire = new byte[rest.Length + rest.Count((byte)'\n')];
        var at = 0;
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            rest[..end].CopyTo(wire.AsSpan(at));
            wire[at + end] = (byte)'\r';
            wire[at + end + 1] = (byte)'\n';
            at += end + 2;
            rest = rest[(end + 1)..];
        }

        rest.CopyTo(wire.AsSpan(at));
        return wire;
    }
}
