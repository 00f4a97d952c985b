namespace CamHa.Scheduler.Changes;

/// <summary>Whether an import changes so much that the next reminders are shown to somebody before they leave.</summary>
public static class LargeImportRule
{
    /// <summary>Fewer rows than this are what a clerk changes by hand.</summary>
    public const int Least = 10;

    /// <summary>The part of what was there that must have changed.</summary>
    public const int OneIn = 4;

    private static readonly string[] Plan = ["units.csv", "contacts.csv", "assignments.csv"];

    /// <param name="changes">What the import did, by the names of what it read.</param>
    public static bool IsLarge(IEnumerable<FileChanges> changes) =>
        changes.Any(each => each is var (name, added, changed, same, _) && Plan.Contains(name) && IsLarge(added + changed, same));

    // What an import leaves out stays in the database and is not counted here, so a part of the plan is compared with itself
    // alone: rather too careful than not.
    private static bool IsLarge(int touched, int same) => touched >= Least && touched * OneIn >= touched + same;
}
