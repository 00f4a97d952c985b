using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Nothing can be sent now: the server is away, refuses the login, or the folder cannot be written. The message names the
/// setting and the remedy.
/// </summary>
public sealed class TransportUnavailableException(string message, Exception? inner = null) : ActionRequiredException(message, inner)
{
    /// <summary>Whether the server knows the account and refuses it: asked too often, it locks the account.</summary>
    public bool IsLoginRefused { get; init; }
}
