using System.Net.Sockets;
using CamHa.Scheduler.Text;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>One connection to the mail server, logged in.</summary>
internal sealed class SmtpSession(RenderedMailClient client, SmtpOptions options, SmtpGreeting greeting) : IMailSession
{
    /// <summary>The stage of a session that ended because its greeting was refused, where another greeting is left to try.</summary>
    public const string Greeting = "EHLO";

    public bool IsOpen => client.IsConnected;

    public async Task<Delivery> SendAsync(byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token)
    {
        if (!IsOpen)
            return new(DeliveryOutcome.SessionEnded, "MAIL", null, "the server had ended the session");
        if (!MailboxAddress.TryParse(recipient, out var to))
            return new(DeliveryOutcome.AddressRefused, "RCPT", null, $"'{recipient}' is no mail address");
        var mail = RenderedMail.Of(mime);
        if (client.MaxSize > 0 && mail.Length > client.MaxSize)
            return Answered("MAIL", 552, $"5.3.4 {mail.Length} bytes, and the server takes {client.MaxSize}");
        try
        {
            client.Timeout = options.TimeoutSeconds * 1000;
            var reply = await client.SendAsync(
                mail, new MailboxAddress("", from), to, mayBeGiven, options.AnswerTimeoutSeconds * 1000, token);
            return new(DeliveryOutcome.Delivered, "DATA", 250, CleanText.OneLine(reply));
        }
        catch (SmtpCommandException e)
        {
            var stage = e.ErrorCode switch
            {
                SmtpErrorCode.SenderNotAccepted => "MAIL",
                SmtpErrorCode.RecipientNotAccepted => "RCPT",
                _ => "DATA",
            };
            return Answered(stage, (int)e.StatusCode, e.Message);
        }
        catch (ServiceNotAuthenticatedException e)
        {
            return Answered(client.Stage, 530, e.Message);
        }
        catch (Exception e) when (IsConnectionFault(e)
            || e is ServiceNotConnectedException
            || (e is OperationCanceledException && !token.IsCancellationRequested))
        {
            return client.IsGiven
                ? new(DeliveryOutcome.InDoubt, "DATA", null, $"no answer to the mail: {CleanText.OneLine(e.Message)}")
                : new(DeliveryOutcome.SessionEnded, client.Stage, null, CleanText.OneLine(e.Message));
        }
    }

    /// <summary>Asks whether the server would take a mail for an address, and gives it none.</summary>
    /// <returns>Delivered, at RCPT, where it would.</returns>
    /// <exception cref="TransportUnavailableException">It takes nothing from this machine, account or sender.</exception>
    public async Task<Delivery> AskAsync(string from, string recipient, CancellationToken token)
    {
        try
        {
            var (stage, reply) = await client.AskAsync(new MailboxAddress("", from), MailboxAddress.Parse(recipient), token);
            return (int)reply.StatusCode < 400
                ? new(DeliveryOutcome.Delivered, stage, (int)reply.StatusCode, CleanText.OneLine(reply.Response))
                : Answered(stage, (int)reply.StatusCode, reply.Response);
        }
        catch (Exception e) when (IsConnectionFault(e))
        {
            return new(DeliveryOutcome.SessionEnded, "MAIL", null, CleanText.OneLine(e.Message));
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected)
            {
                // QUIT gets one second: no mail depends on it. Real time, as the server at the other end lives in it whatever
                // clock the service runs by.
                using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
                await client.DisconnectAsync(quit: true, timeout.Token);
            }
        }
        catch (Exception e) when (IsConnectionFault(e) || e is OperationCanceledException)
        {
            // The mails are delivered; a failed goodbye changes nothing.
        }

        client.Dispose();
    }

    private static bool IsConnectionFault(Exception e) => e is ProtocolException or IOException or SocketException or TimeoutException;

    private Delivery Answered(string stage, int code, string words)
    {
        // On one line: another machine's words go into logs and mails.
        var text = CleanText.OneLine(words);
        var row = SmtpAnswers.Of(stage, code, text);
        // Many servers answer a missing login as if the recipient were at fault.
        if (row == SmtpAnswers.NotAllowed && stage == "RCPT" && !client.IsAuthenticated)
        {
            row = client.Capabilities.HasFlag(SmtpCapabilities.Authentication) ? SmtpAnswers.LoginRefused
                : SmtpAnswers.IsOfRelaying(text) ? SmtpAnswers.MachineRefused
                : row;
        }

        if (row.Name == SmtpAnswers.GreetingRefused.Name && greeting.Refuse(client.LocalDomain))
            return new(DeliveryOutcome.SessionEnded, Greeting, code, text);
        return row.Outcome is { } outcome
            ? new(outcome, stage, code, text) { Takes = outcome == DeliveryOutcome.TooLarge ? client.MaxSize : 0 }
            : throw new TransportUnavailableException(Fault(row, $"{code} {text}"))
            {
                IsLoginRefused = row.Name == SmtpAnswers.LoginRefused.Name,
            };
    }

    private string Fault(SmtpAnswer row, string said) =>
        row.Name == SmtpAnswers.LoginRefused.Name ? $"{options.Host} asks for a login: {said}. Set Smtp:User and its password."
        : row.Name == SmtpAnswers.HostsLimit.Name
            ? $"{options.Host} takes no more for now: {said}. Set Smtp:PerDay and Smtp:PerMinute below what it allows."
        : row.Name == SmtpAnswers.GreetingRefused.Name
            ? $"{options.Host} refuses the greeting '{client.LocalDomain}': {said}. "
                + "Set Smtp:HeloName to a name by which the server knows this machine, or ask who runs it."
        : row.Name == SmtpAnswers.MachineRefused.Name
            ? $"{options.Host} takes nothing from this machine's address: {said}. Ask who runs it to let this machine in."
        : $"Mail:From was refused by {options.Host}: {said}. Set Mail:From to an address that Smtp:User may send as.";
}
