namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>How far a sender is believed.</summary>
public enum SenderLevel
{
    /// <summary>It answers a mail that was sent to this very address, and names it: it has seen it.</summary>
    Proven,

    /// <summary>A contact's address, and our own server has checked that the mail comes from there.</summary>
    Verified,

    /// <summary>A contact's address, which anybody can write into a mail.</summary>
    Claimed,

    /// <summary>Nobody we know.</summary>
    Stranger,

    /// <summary>Our own server says that the mail does not come from where it says.</summary>
    Forged,
}

/// <summary>What our own server found out about where a mail comes from.</summary>
internal enum Verdict
{
    None,
    Passed,
    Failed,
}

/// <summary>Who is believed to have written a mail.</summary>
internal static class SenderRule
{
    /// <param name="sender">The address in From.</param>
    /// <param name="isContact">Whether it is, or was, a contact's.</param>
    /// <param name="answered">The address to which the mail went that it answers by its keyed Message-ID; null for none.</param>
    /// <param name="verdict">Our own server's.</param>
    public static SenderLevel Level(string sender, bool isContact, string? answered, Verdict verdict) =>
        verdict == Verdict.Failed ? SenderLevel.Forged
        : answered is not null && answered.Equals(sender, StringComparison.OrdinalIgnoreCase) ? SenderLevel.Proven
        : !isContact ? SenderLevel.Stranger
        : verdict == Verdict.Passed ? SenderLevel.Verified
        : SenderLevel.Claimed;
}
