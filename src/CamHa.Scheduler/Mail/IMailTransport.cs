using CamHa.Scheduler.Text;


namespace CamHa.Scheduler.Mail;

/// <summary>The way out: a mail server, or a folder.</summary>
public interface IMailTransport
{
    /// <summary>Names it in <c>status</c> and <c>doctor</c>; holds no secret.</summary>
    Bilingual Description { get; }

    /// <summary>How many sessions may be open at once.</summary>
    int Sessions { get; }

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
    Task<Delivery> SendAsync(byte[] mime, string from, string recipient, CancellationToken token);
}
