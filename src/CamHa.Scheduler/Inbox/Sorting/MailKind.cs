namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>What kind of mail came.</summary>
public enum MailKind
{
    /// <summary>A person wrote it, and it is for us.</summary>
    Answer,

    /// <summary>A server says that a mail was not delivered, or not yet.</summary>
    Bounce,

    /// <summary>A machine answered, or a receipt came.</summary>
    Automatic,

    /// <summary>A provider says that a reader called a mail spam.</summary>
    Feedback,

    /// <summary>Nothing of ours.</summary>
    Foreign,
}
