namespace CamHa.Scheduler.Campaigns;

/// <summary>
/// When an assignment is done. Whatever is said of an assignment, in a mail, a report, a chart or a calendar, asks here.
/// </summary>
public static class DoneRule
{
    /// <summary>
    /// An assignment is done when all its leading units have completed their parts, whatever supporting units have written
    /// down; without a leading unit, when all its parts are complete. Completions later than the moment in question are none.
    /// </summary>
    public static bool IsDone(IReadOnlyCollection<(PartKind Part, bool IsComplete)> parts)
    {
        var leads = parts.Where(part => part.Part == PartKind.Lead).ToList();
        var those = leads.Count > 0 ? leads : parts;
        return those.Count > 0 && those.All(part => part.IsComplete);
    }

    /// <summary>
    /// Whether a unit still has its part to do: it has not completed it, and the assignment is not done. A supporting unit's
    /// own completion ends its own part only.
    /// </summary>
    /// <param name="isComplete">Whether the unit has completed its part, or its report of that waits.</param>
    /// <param name="leadsAreComplete">The same of all leading units; null where no unit leads.</param>
    public static bool IsOpen(bool isComplete, bool? leadsAreComplete) => !isComplete && leadsAreComplete != true;
}
