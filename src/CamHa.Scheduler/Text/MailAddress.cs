using MimeKit;

namespace CamHa.Scheduler.Text;

public static class MailAddress
{
    /// <summary>Whether a text is one bare address with a domain, and nothing beside it.</summary>
    public static bool IsValid(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);
}
