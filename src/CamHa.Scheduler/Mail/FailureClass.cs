namespace CamHa.Scheduler.Mail;

/// <summary>Why a mail did not reach a recipient, whether a server refused it or it came back.</summary>
public enum FailureClass
{
    /// <summary>A failure whose words say nothing more.</summary>
    Other,
    UnknownAddress,
    UnknownHost,
    Full,

    /// <summary>It is still tried, or was tried for days in vain.</summary>
    Delayed,

    /// <summary>Spam, authentication, relaying: the sender's problem and not the address's.</summary>
    Policy,
    Size,

    /// <summary>The recipient is away; the mail arrived.</summary>
    Vacation,

    /// <summary>The recipient called it spam; the mail arrived.</summary>
    Feedback,
}
