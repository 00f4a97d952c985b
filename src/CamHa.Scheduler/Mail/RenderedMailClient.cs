using System.Net.Security;
using MailKit.Net.Smtp;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>Sends rendered mails, and records which command the server was answering.</summary>
/// <param name="welcome">Is told what is said.</param>
internal sealed class RenderedMailClient(Welcome welcome) : SmtpClient(welcome)
{
    /// <summary>The server's time, if it says it.</summary>
    public DateTimeOffset? ServerTime => welcome.Date;

    /// <param name="seen">Receives the server's certificate, trusted or not.</param>
    /// <param name="trusts">Decides instead of MailKit; null leaves the decision to MailKit.</param>
    public void Watch(ServerCertificate seen, RemoteCertificateValidationCallback? trusts) =>
        ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            seen.See(certificate);
            return (trusts ?? DefaultServerCertificateValidationCallback)(sender, certificate, chain, errors);
        };

    /// <summary>The command that awaits its answer: MAIL, RCPT, or DATA for the mail itself.</summary>
    public string Stage { get; private set; } = "MAIL";

    /// <summary>Whether the server has received the whole mail, and so may have accepted it.</summary>
    public bool IsGiven { get; private set; }

    /// <param name="mail">What is sent.</param>
    /// <param name="from">The sender.</param>
    /// <param name="recipient">The one recipient.</param>
    /// <param name="mayBeGiven">Waited for before the dot that ends the mail.</param>
    /// <param name="answerTimeout">In milliseconds: how long the server may take to answer once it has the mail.</param>
    /// <param name="token">Ends the sending.</param>
    public Task<string> SendAsync(
        RenderedMail mail,
        MailboxAddress from,
        MailboxAddress recipient,
        Func<Task> mayBeGiven,
        int answerTimeout,
        CancellationToken token)
    {
        (Stage, IsGiven) = ("MAIL", false);
        mail.WhenGiven = async () =>
        {
            await mayBeGiven();
            IsGiven = true;
            Timeout = answerTimeout;
        };
        return SendAsync(mail, from, [recipient], token);
    }

    /// <summary>MAIL and RCPT as for a mail, and then RSET.</summary>
    /// <returns>The last of the two that the server answered, and its answer.</returns>
    public async Task<(string Stage, SmtpResponse Reply)> AskAsync(MailboxAddress from, MailboxAddress recipient, CancellationToken token)
    {
        var (stage, reply) = ("MAIL", await SendCommandAsync($"MAIL FROM:<{from.GetAddress(idnEncode: true)}>", token));
        if ((int)reply.StatusCode < 400)
            (stage, reply) = ("RCPT", await SendCommandAsync($"RCPT TO:<{recipient.GetAddress(idnEncode: true)}>", token));
        await SendCommandAsync("RSET", token);
        return (stage, reply);
    }

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Stage = "RCPT";

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Stage = "DATA";

    // The mail is signed and hashed: not a byte may change.
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength) =>
        options.International = false;

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult((long)((RenderedMail)message).Length);
}
