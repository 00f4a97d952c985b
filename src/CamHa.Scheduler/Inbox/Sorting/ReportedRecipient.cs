using System.Text.Json.Serialization;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>A recipient of whom a mail reports something.</summary>
/// <param name="Address">As the report names it; empty where it names none.</param>
/// <param name="Class">What happened.</param>
/// <param name="IsHard">Whether the address is dead. A mailbox that is full or a server that refuses is not.</param>
/// <param name="Status">By RFC 3463, such as <c>5.1.1</c>; null where the report has none.</param>
/// <param name="Said">The server's words.</param>
internal sealed record ReportedRecipient(
    string Address, FailureClass Class, [property: JsonPropertyName("hard")] bool IsHard, string? Status, string Said)
{
    /// <summary>Whether the server goes on trying: the mail may yet arrive.</summary>
    [JsonIgnore]
    public bool IsStillTried { get; init; }
}
