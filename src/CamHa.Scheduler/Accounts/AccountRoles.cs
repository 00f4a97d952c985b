namespace CamHa.Scheduler.Accounts;

/// <summary>What somebody is at the office; one person may be several. Their numbers are in the database.</summary>
[Flags]
public enum AccountRoles
{
    None = 0,

    /// <summary>Decides everything of the campaigns that are theirs.</summary>
    Specialist = 1,

    /// <summary>Enters what came in and confirms that it did.</summary>
    Clerk = 2,

    /// <summary>Reads.</summary>
    Leader = 4,

    /// <summary>Reads, also the record of changes.</summary>
    Inspector = 8,

    /// <summary>Makes accounts and sets up.</summary>
    Administrator = 16,
}
