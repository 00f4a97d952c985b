namespace CamHa.Scheduler.Accounts;

/// <summary>Which roles have which right.</summary>
public static class RightRule
{
    /// <param name="roles">What somebody is.</param>
    /// <param name="right">What is asked.</param>
    public static bool Has(AccountRoles roles, Right right) => (roles & Holders(right)) != 0;

    private static AccountRoles Holders(Right right) => right switch
    {
        Right.Look => (AccountRoles)~0,
        Right.Enter => AccountRoles.Clerk | AccountRoles.Specialist,
        Right.Decide => AccountRoles.Specialist,
        Right.Audit => AccountRoles.Inspector | AccountRoles.Specialist | AccountRoles.Administrator,
        _ => AccountRoles.Administrator,
    };
}
