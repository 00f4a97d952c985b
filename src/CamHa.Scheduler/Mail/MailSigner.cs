using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace CamHa.Scheduler.Mail;

/// <summary>Puts the DKIM signature on a mail, where a key is set.</summary>
public sealed class MailSigner(IOptions<DkimOptions> options, IOptions<MailOptions> mail)
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Cc, HeaderId.ReplyTo, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId,
        HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.References, HeaderId.AutoSubmitted,
    ];

    // Signed once more than they are there: a second one put in on the way breaks the signature.
    private static readonly HeaderId[] Once = [HeaderId.From, HeaderId.Subject];

    // Read once, at the start: a mail is not the place to find out that the key has gone.
    private readonly byte[]? _key = options.Value.IsUsed ? File.ReadAllBytes(options.Value.KeyFile) : null;

    /// <summary>The last thing done to a mail: whatever is changed after it breaks the signature.</summary>
    public void Sign(MimeMessage message)
    {
        if (_key is null)
            return;
        // No server on the way has a reason to encode it anew.
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

    // The time of the signature is the mail's own, also where the clock is a virtual one.
    private sealed class DatedSigner(Stream key, string domain, string selector, DateTimeOffset date)
        : DkimSigner(key, domain, selector, DkimSignatureAlgorithm.RsaSha256)
    {
        protected override long GetTimestamp() => date.ToUnixTimeSeconds();
    }
}
