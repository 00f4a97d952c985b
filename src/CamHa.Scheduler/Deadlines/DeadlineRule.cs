using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Deadlines;

/// <summary>
/// Which deadline notices are owed. A step is a number that grows with time: -14 is fourteen days before, 0 the day
/// itself, 3 the third working day overdue. Only the last step reached is ever owed, so steps missed while the service
/// was down collapse into the current one.
/// </summary>
public static class DeadlineRule
{
    // In days. No gap between two steps is longer; a calendar without working days must not search for ever.
    private const int SearchLimit = 366;

    /// <summary>The last step reached on <paramref name="day"/>; null where the first is still to come.</summary>
    public static int? StepOn(DateOnly day, DateOnly due, WorkingCalendar calendar, DeadlineSteps steps) =>
        OverdueStep(calendar.WorkingDaysAfter(due, day), steps) ?? StepBefore(day, due, calendar, steps);

    /// <summary>The first day after <paramref name="day"/> on which a later step is reached and today's notice is stale.</summary>
    public static DateOnly NextStepAfter(DateOnly day, DateOnly due, WorkingCalendar calendar, DeadlineSteps steps)
    {
        var step = StepOn(day, due, calendar, steps);
        var limit = day.AddDays(SearchLimit);
        do
            day = day.AddDays(1);
        while (day < limit && !IsLater(StepOn(day, due, calendar, steps)));
        return day;

        // Of what was returned before its first step, that one is the next.
        bool IsLater(int? next) => next is not null && !(next <= step);
    }

    /// <summary>The parts whose unit is owed a notice on <paramref name="today"/>.</summary>
    /// <param name="today">The day of the look. A day off owes nothing: its steps have moved to the working day before.</param>
    /// <param name="calendar">The working calendar.</param>
    /// <param name="steps">When notices are due.</param>
    /// <param name="parts">Open parts, in any order; those whose due date is beyond reason are left out.</param>
    public static IEnumerable<DueNotice<T>> Decide<T>(
        DateOnly today,
        WorkingCalendar calendar,
        DeadlineSteps steps,
        IEnumerable<T> parts)
        where T : IOpenPart
    {
        if (!calendar.IsWorking(today))
            yield break;
        // Computed once a due date: a province's million assignments share a few hundred of them.
        var standings = new Dictionary<DateOnly, (int? Step, EscalationLevel Level)>();
        foreach (var part in parts.Where(part => SensibleDays.Holds(part.DueOn)))
        {
            if (!standings.TryGetValue(part.DueOn, out var standing))
            {
                var overdue = calendar.WorkingDaysAfter(part.DueOn, today);
                standings[part.DueOn] = standing = (StepOn(today, part.DueOn, calendar, steps), steps.Ladder.At(overdue));
            }

            // A changed calendar or setting may lead back to an earlier step; its notice has been issued.
            if (standing.Step is { } step && !(step <= part.LastStep))
                yield return new(part, step, part.LastStep is null ? FirstLevel(standing.Level) : standing.Level);
            else if (part.IsReturned)
                yield return new(part, ReturnStep(part, standing.Step, today), EscalationLevel.Unit, IsReturn: true);
        }
    }

    // Steps only grow: that of a return is the last reached, or before the first how far the due date is away.
    private static int ReturnStep<T>(T part, int? reached, DateOnly today)
        where T : IOpenPart =>
        Math.Max(reached ?? Math.Min(-1, today.DayNumber - part.DueOn.DayNumber), part.LastStep ?? int.MinValue);

    // A unit that was never told before is told alone: nobody else hears of a delay that it could not know of.
    private static EscalationLevel FirstLevel(EscalationLevel level) => level > EscalationLevel.Unit ? EscalationLevel.Unit : level;

    private static int? OverdueStep(int workingDaysOverdue, DeadlineSteps steps)
    {
        var last = steps.Ladder.Specialist;
        if (workingDaysOverdue >= last)
            return last + ((workingDaysOverdue - last) / steps.OverdueEvery * steps.OverdueEvery);
        return workingDaysOverdue >= steps.Ladder.Supervisor ? steps.Ladder.Supervisor
            : workingDaysOverdue >= steps.Ladder.Unit ? steps.Ladder.Unit
            : null;
    }

    private static int? StepBefore(DateOnly day, DateOnly due, WorkingCalendar calendar, DeadlineSteps steps)
    {
        int? reached = null;
        foreach (var days in steps.DaysBefore)
        {
            if (-days > (reached ?? int.MinValue) && calendar.OnOrBefore(due.AddDays(-days)) <= day)
                reached = -days;
        }

        return reached;
    }
}

/// <summary>A unit's part in an assignment that it has not completed.</summary>
public interface IOpenPart
{
    DateOnly DueOn { get; }

    /// <summary>The last step issued to this unit for this due date; null where none was.</summary>
    int? LastStep { get; }

    /// <summary>
    /// Whether the unit's report of completion was returned, or its request for more time refused, and it has not been told since.
    /// </summary>
    bool IsReturned => false;
}

/// <summary>A notice that is owed.</summary>
/// <param name="Part">The part it is about.</param>
/// <param name="Step">The step it is for.</param>
/// <param name="Level">Up to whom it is escalated.</param>
/// <param name="IsReturn">Whether it is for the return of a report, or the refusal of a request, alone: once, at the next look.</param>
public sealed record DueNotice<T>(T Part, int Step, EscalationLevel Level, bool IsReturn = false);
