using System.Buffers;
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
        _encoded = Encode(text);
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

    private static byte[] Encode(string text)
    {
        var encoder = new QuotedPrintableEncoder();
        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, plain);
        var encoded = ArrayPool<byte>.Shared.Rent(encoder.EstimateOutputLength(length));
        try
        {
            return WithCarriageReturns(encoded.AsSpan(0, encoder.Flush(plain, 0, length, encoded)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    // The encoder ends its lines with a line feed, the wire wants both.
    private static byte[] WithCarriageReturns(ReadOnlySpan<byte> lines)
    {
        var wire = new byte[lines.Length + lines.Count((byte)'\n')];
        var at = 0;
        for (var end = lines.IndexOf((byte)'\n'); end >= 0; end = lines.IndexOf((byte)'\n'))
        {
            lines[..end].CopyTo(wire.AsSpan(at));
            wire[at + end] = (byte)'\r';
            wire[at + end + 1] = (byte)'\n';
            at += end + 2;
            lines = lines[(end + 1)..];
        }

        lines.CopyTo(wire.AsSpan(at));
        return wire;
    }
}
