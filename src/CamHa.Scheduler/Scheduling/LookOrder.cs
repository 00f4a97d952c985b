namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// The order in which looks begin that are due at the same moment. A report is owed to the minute, a digest some time that
/// day: a long digest must not keep the report waiting. The order in which looks are registered does not matter.
/// </summary>
public static class LookOrder
{
    /// <summary>The looks' names, first to last.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [LookName.Report, LookName.Supplement, LookName.Reminders, LookName.Deadlines, LookName.Undelivered];

    /// <summary>The look's place, counted from 0; a look that is not listed comes last.</summary>
    public static int Of(string look) => Names.TakeWhile(name => name != look).Count();

    public static IReadOnlyList<ILook> InOrder(this IEnumerable<ILook> looks) =>
        [.. looks.OrderBy(look => Of(look.Name)).ThenBy(look => look.Name, StringComparer.Ordinal)];
}
