using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>What a mail was understood to be and to say, and why.</summary>
internal sealed record Explanation
{
    public MailKind Kind { get; init; }

    /// <summary>Of whom it reports something: those that did not get a mail, or are away.</summary>
    public IReadOnlyList<ReportedRecipient> Recipients { get; init; } = [];

    /// <summary>The Message-ID of the mail that it is about; empty where it does not say.</summary>
    public string About { get; init; } = "";

    /// <summary>What is new in it.</summary>
    public string Text { get; init; } = "";

    /// <summary>What is not.</summary>
    public string Cut { get; init; } = "";

    public IReadOnlyList<IncomingFile> Attachments { get; init; } = [];

    /// <summary>Whether it answers a weekly reminder, or says that it is a weekly report.</summary>
    public bool IsWeekly { get; init; }

    /// <summary>The reporting week that it names, such as <c>2022-W24</c>; null for none.</summary>
    public string? Week { get; init; }

    /// <summary>The four points of a weekly submission; null where it is none.</summary>
    public WeeklyPoints? Points { get; init; }

    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The steps by which this was decided.</summary>
    public IReadOnlyList<Bilingual> Why { get; init; } = [];
}
