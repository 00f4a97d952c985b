using System.Text.Json.Serialization;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>Why a mail did not reach a recipient.</summary>
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

/// <summary>A recipient of whom a mail reports something.</summary>
/// <param name="Address">As the report names it; empty where it names none.</param>
/// <param name="Class">What happened.</param>
/// <param name="IsHard">Whether the address is dead. A mailbox that is full or a server that refuses is not.</param>
/// <param name="Status">By RFC 3463, such as <c>5.1.1</c>; null where the report has none.</param>
/// <param name="Said">The server's words.</param>
internal sealed record ReportedRecipient(
    string Address, FailureClass Class, [property: JsonPropertyName("hard")] bool IsHard, string? Status, string Said);
