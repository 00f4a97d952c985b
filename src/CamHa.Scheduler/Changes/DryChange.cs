namespace CamHa.Scheduler.Changes;

/// <summary>What a dry run would have written.</summary>
/// <param name="Campaign">The campaign's code; empty for the calendar, which all campaigns share.</param>
/// <param name="Edit">The rows as they are to be.</param>
/// <param name="Entries">What differs.</param>
/// <param name="EndsMissing">Whether what the rows leave out ends.</param>
internal sealed record DryChange(string Campaign, PlanEdit Edit, IReadOnlyList<ChangeEntry> Entries, bool EndsMissing = false);
