namespace CamHa.Scheduler.Mail;

/// <summary>How one try to deliver a mail ended.</summary>
/// <param name="Outcome">What follows for the message.</param>
/// <param name="Stage">
/// How far it came: MAIL, RCPT, DATA (the mail and the answer to it), FILE, or RENDER for a mail that could not be written.
/// </param>
/// <param name="Code">The server's code of three digits; null where it gave none.</param>
/// <param name="Reply">The server's words.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string Stage, int? Code, string Reply)
{
    /// <summary>Of a mail that is too large: how many bytes the server says it takes; 0 where it does not say.</summary>
    public long Takes { get; init; }

    /// <summary>What the server has against it; null where no server has spoken.</summary>
    public FailureClass? Failure => Outcome == DeliveryOutcome.AddressRefused ? FailureClass.UnknownAddress
        : Code is { } code ? SmtpAnswers.FailureOf(Stage, code, Reply)
        : null;
}

public enum DeliveryOutcome
{
    Delivered,

    /// <summary>Not accepted now; perhaps later.</summary>
    Retry,

    /// <summary>This mail is refused permanently.</summary>
    Refused,

    /// <summary>This mail is refused permanently for its size; a smaller one may be taken.</summary>
    TooLarge,

    /// <summary>The address is refused permanently, whatever the mail.</summary>
    AddressRefused,

    /// <summary>Perhaps accepted: the connection ended before the answer.</summary>
    InDoubt,

    /// <summary>The session ended before the mail was accepted; another session may deliver it.</summary>
    SessionEnded,
}
