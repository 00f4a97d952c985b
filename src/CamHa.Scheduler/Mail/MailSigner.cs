using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace CamHa.Scheduler.Mail;

/// <summary>Adds the DKIM signature to a mail, where a key is configured.</summary>
public sealed class MailSigner(IOptions<DkimOptions> options, IOptions<MailOptions> mail)
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Cc, HeaderId.ReplyTo, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId,
        HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.References, HeaderId.AutoSubmitted,
    ];

    // Signed once more than they occur: a second one inserted on the way breaks the signature.
    private static readonly HeaderId[] Once = [HeaderId.From, HeaderId.Subject];

    // Read once at start, so that a key that disappears later costs no mail.
    private readonly byte[]? _key = options.Value.IsUsed ? File.ReadAllBytes(options.Value.KeyFile) : null;

    /// <summary>Must come last: every later change breaks the signature.</summary>
    public void Sign(MimeMessage message)
    {
        if (_key is null)
            return;
        // In seven bits no server on the way re-encodes the mail, which would break the signature.
        message.Prepare(EncodingConstraint.SevenBit);
        using var key = new MemoryStream(_key, writable: false);
        var domain = options.Value.Domain.Length > 0 ? options.Value.Domain : mail.Value.Domain;
        var signer = new DatedSigner(key, domain, options.Value.Selector, message.Date)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        signer.Sign(message, [.. Signed.Where(id => message.Headers.Contains(id) || message.Body!.Headers.Contains(id)), .. Once]);
    }

    // The signature carries the mail's own date, so a virtual clock makes no signature from the future.
    private sealed class DatedSigner(Stream key, string domain, string selector, DateTimeOffset date)
        : DkimSigner(key, domain, selector, DkimSignatureAlgorithm.RsaSha256)
    {
        protected override long GetTimestamp() => date.ToUnixTimeSeconds();
    }
}
