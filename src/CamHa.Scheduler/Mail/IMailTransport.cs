using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>The way out: a mail server, or a folder.</summary>
public interface IMailTransport
{
    /// <summary>Names it in <c>status</c> and <c>doctor</c>; holds no secret.</summary>
    string Description { get; }

    /// <summary>How many sessions may be open at once.</summary>
    int Sessions { get; }

    /// <exception cref="TransportUnavailableException">Nothing can be sent now; it is no message's fault.</exception>
    Task<IMailSession> OpenAsync(CancellationToken token);
}

/// <summary>One way out, for one mail after another.</summary>
public interface IMailSession : IAsyncDisposable
{
    /// <summary>Whether it can be used for another mail.</summary>
    bool IsOpen { get; }

    /// <summary>Sends one rendered mail to one address.</summary>
    /// <exception cref="TransportUnavailableException">Nothing can be sent now; the mail was surely not taken.</exception>
    Task<Delivery> SendAsync(byte[] mime, string from, string recipient, CancellationToken token);
}

/// <param name="Outcome">How it ended.</param>
/// <param name="Stage">How far it came: MAIL, RCPT, DATA (the mail and the answer to it), FILE, or RENDER for one that could not be written.</param>
/// <param name="Code">The server's code, where it gave one.</param>
/// <param name="Reply">The server's words.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string Stage, int? Code, string Reply);

public enum DeliveryOutcome
{
    Delivered,

    /// <summary>Not taken now; perhaps later.</summary>
    Retry,

    /// <summary>This mail is refused for good.</summary>
    Refused,

    /// <summary>The address is refused for good, whatever the mail.</summary>
    AddressRefused,

    /// <summary>Perhaps taken: the connection ended before the answer.</summary>
    InDoubt,

    /// <summary>The session ended before the mail was taken; another session may take it.</summary>
    SessionEnded,
}

/// <summary>Nothing can be sent now: the server is away, refuses the login, or the folder cannot be written.</summary>
public sealed class TransportUnavailableException(string message, Exception? inner = null) : ActionRequiredException(message, inner)
{
    /// <summary>Whether the server knows who is asking and says no: asked too often, it locks the account.</summary>
    public bool IsLoginRefused { get; init; }
}
