namespace CamHa.Scheduler.Accounts;

/// <summary>What a page or a button asks of whoever uses it.</summary>
public enum Right
{
    /// <summary>To read.</summary>
    Look,

    /// <summary>To enter what units have reported.</summary>
    Enter,

    /// <summary>To change the plan, decide about answers, and let mails go.</summary>
    Decide,

    /// <summary>To read who changed what.</summary>
    Audit,

    /// <summary>To make accounts and set up.</summary>
    Administer,
}
