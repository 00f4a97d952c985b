using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>What kind of mail one is, and of whom it reports something.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Recipients">Of a failure, an absence or a complaint; else nobody.</param>
/// <param name="Step">Why.</param>
internal sealed record Sorted(MailKind Kind, IReadOnlyList<ReportedRecipient> Recipients, Bilingual Step)
{
    /// <summary>The Message-ID of the mail that it is about, without brackets; empty where it does not say.</summary>
    public string About { get; init; } = "";
}
