using System.Globalization;
using CamHa.Scheduler.Tests.Builders;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>
/// What is owed at a moment, computed again from the plan and by nothing of the service's but the list of days off: the
/// rules as docs/architecture.md tells them, in as few lines as they can be told.
/// </summary>
internal sealed class Owed(Plan plan)
{
    private static readonly int[] DaysBefore = [0, 1, 3, 7, 14];

    /// <summary>The keys of all notices that are true at this moment; who has had one is not asked.</summary>
    /// <param name="at">What the wall clock shows.</param>
    /// <param name="reportedAt">When each week's report was issued.</param>
    public IEnumerable<string> At(DateTime at, IReadOnlyDictionary<string, DateTime> reportedAt) =>
        Deadlines(at).Concat(Reminders(at)).Concat(Reports(at, reportedAt));

    /// <summary>The last day on which people work, of this week's Monday to Friday; null where there is none.</summary>
    public static DateOnly? SubmissionDay(DateOnly monday) =>
        Enumerable.Range(0, 5).Select(day => (DateOnly?)monday.AddDays(4 - day)).FirstOrDefault(day => Works(day!.Value));

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public static string Week(DateOnly monday) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ISOWeek.GetYear(monday.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(monday.ToDateTime(default)):00}");

    public static bool Works(DateOnly day) => VietnameseCalendar.Loaded.IsWorking(day);

    /// <summary>The weeks whose submissions stand in this week's report: those before it without a working day, and itself.</summary>
    public IEnumerable<string> Covered(DateOnly monday)
    {
        yield return Week(monday);
        for (var before = monday.AddDays(-7); before.AddDays(7) > plan.StartsOn && SubmissionDay(before) is null; before = before.AddDays(
            -7))
            yield return Week(before);
    }

    public bool IsOwed(DateOnly monday) => SubmissionDay(monday) is { } day && day >= plan.StartsOn && monday <= plan.EndsOn;

    private static bool IsByDay(DateTime at) => at.Hour is >= 6 and < 22;

    private IEnumerable<string> Deadlines(DateTime at)
    {
        var today = DateOnly.FromDateTime(at);
        if (!Works(today) || at.TimeOfDay < new TimeSpan(7, 30, 0) || today < plan.StartsOn || today > plan.EndsOn.AddDays(30))
            yield break;
        foreach (var (code, assignment) in plan.Assignments)
        {
            if (assignment.IsDone(at) || Step(today, assignment.DueOn) is not { } step)
                continue;
            foreach (var (unit, part) in assignment.Parts.Where(part => !(part.Value.CompletedAt <= at)))
                yield return $"deadline/{Plan.Code}/{code}/{unit}/{assignment.DueOn:yyyy-MM-dd}/{step}";
        }
    }

    private static int? Step(DateOnly today, DateOnly due)
    {
        var late = 0;
        for (var day = due.AddDays(1); day <= today; day = day.AddDays(1))
            late += Works(day) ? 1 : 0;
        if (late > 0)
            return late >= 5 ? late - ((late - 5) % 3) : late >= 3 ? 3 : 1;
        foreach (var days in DaysBefore)
        {
            var day = due.AddDays(-days);
            while (!Works(day))
                day = day.AddDays(-1);
            if (day <= today)
                return -days;
        }

        return null;
    }

    private IEnumerable<string> Reminders(DateTime at)
    {
        if (!Works(DateOnly.FromDateTime(at)) || !IsByDay(at) || DateOnly.FromDateTime(at) < plan.StartsOn)
            yield break;
        var monday = Monday(DateOnly.FromDateTime(at));
        while (!IsOwed(monday) || at >= SubmissionDay(monday)!.Value.ToDateTime(new(16, 0)))
        {
            monday = monday.AddDays(7);
            if (monday > plan.EndsOn)
                yield break;
        }

        var day = SubmissionDay(monday)!.Value;
        var before = day.AddDays(-1);
        while (!Works(before))
            before = before.AddDays(-1);
        var times = new List<DateTime> { day.ToDateTime(new(8, 0)), day.ToDateTime(new(14, 30)) };
        if (before >= monday && before >= plan.StartsOn)
            times.Insert(0, before.ToDateTime(new(14, 0)));
        var step = times.Count(time => time <= at) - 1;
        if (step < 0)
            yield break;
        foreach (var unit in plan.Owing.Where(unit => !HasSubmitted(unit, monday, at)))
            yield return $"reminder/{Plan.Code}/{unit}/{Week(monday)}/{step}";
    }

    private IEnumerable<string> Reports(DateTime at, IReadOnlyDictionary<string, DateTime> reportedAt)
    {
        if (!IsByDay(at))
            yield break;
        var monday = Monday(DateOnly.FromDateTime(at));
        while (!IsOwed(monday) || at < ReportAt(monday))
        {
            monday = monday.AddDays(-7);
            if (monday < plan.StartsOn.AddDays(-7))
                yield break;
        }

        if (ReportAt(monday) < plan.WatchedSince)
            yield break;
        yield return $"report/{Plan.Code}/{Week(monday)}/1";
        var morning = monday.AddDays(7);
        while (!Works(morning))
            morning = morning.AddDays(1);
        var supplement = morning.ToDateTime(new(8, 0));
        if (at >= supplement && reportedAt.TryGetValue(Week(monday), out var reported)
            && plan.SubmissionsFor(Covered(monday)).Any(
                sent => plan.Owing.Contains(sent.Unit) && sent.At > reported && sent.At <= supplement))
            yield return $"report/{Plan.Code}/{Week(monday)}/2";
    }

    private static DateTime ReportAt(DateOnly monday) => SubmissionDay(monday)!.Value.ToDateTime(new(16, 30));

    public bool HasSubmitted(string unit, DateOnly monday, DateTime at) =>
        plan.SubmissionsFor(Covered(monday)).Any(sent => sent.Unit == unit && sent.At <= at);
}
