using CamHa.Scheduler.Text;


namespace CamHa.Scheduler.Mail;

/// <summary>The way out: a mail server, or a folder.</summary>
public interface IMailTransport
{
    /// <summary>Names it in <c>status</c> and <c>doctor</c>; holds no secret.</summary>
    Bilingual Description { get; }

    /// <summary>How many sessions may be open at once.</summary>
    int Sessions { get; }

    /// <summary>Whether a mail that is sent again replaces the earlier copy, so that there is only one of it.</summary>
    bool Replaces => false;

    /// <exception cref="TransportUnavailableException">Nothing can be sent now; no message is to blame.</exception>
    Task<IMailSession> OpenAsync(CancellationToken token);
}

/// <summary>One open connection; it sends one mail after another.</summary>
public interface IMailSession : IAsyncDisposable
{
    /// <summary>Whether it can send another mail.</summary>
    bool IsOpen { get; }

    /// <summary>Sends one rendered mail to one address.</summary>
    /// <exception cref="TransportUnavailableException">Nothing can be sent now; the server has not accepted the mail.</exception>
    Task<Delivery> SendAsync(byte[] mime, string from, string recipient, CancellationToken token) =>
        SendAsync(mime, from, recipient, () => Task.CompletedTask, token);

    /// <inheritdoc cref="SendAsync(byte[], string, string, CancellationToken)"/>
    /// <param name="mime">The mail.</param>
    /// <param name="from">The sender.</param>
    /// <param name="recipient">The address.</param>
    /// <param name="mayBeGiven">
    /// Waited for when all but the end of the mail is given: from then on the server may accept it. What it throws ends the session,
    /// and the server has not accepted the mail.
    /// </param>
    /// <param name="token">Ends the sending.</param>
    Task<Delivery> SendAsync(byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token);
}
