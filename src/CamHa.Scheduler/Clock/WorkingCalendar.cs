namespace CamHa.Scheduler.Clock;

/// <summary>
/// Which days people work. Holidays and swapped Saturdays are loaded, never computed: the Prime Minister fixes Tết and
/// the swaps year by year.
/// </summary>
/// <param name="off">Weekdays off.</param>
/// <param name="worked">Weekend days worked in exchange.</param>
public sealed class WorkingCalendar(IReadOnlySet<DateOnly> off, IReadOnlySet<DateOnly> worked)
{
    // In days, longer than any holiday. A calendar without a working day in that span is a mistake in the import.
    private const int SearchLimit = 100;

    public bool IsWorking(DateOnly day) =>
        worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day));

    /// <summary>The day itself, or the last working day before it.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no working day near.</exception>
    public DateOnly OnOrBefore(DateOnly day) => Search(day, -1);

    /// <summary>The day itself, or the first working day after it.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no working day near.</exception>
    public DateOnly OnOrAfter(DateOnly day) => Search(day, 1);

    /// <summary>The working day <paramref name="count"/> working days before <paramref name="day"/>.</summary>
    public DateOnly Before(DateOnly day, int count)
    {
        for (; count > 0; count--)
            day = OnOrBefore(day.AddDays(-1));
        return day;
    }

    /// <summary>How many working days lie after <paramref name="from"/>, up to and including <paramref name="to"/>.</summary>
    public int WorkingDaysAfter(DateOnly from, DateOnly to)
    {
        var count = 0;
        // Begins with the day before, so that nothing lies beyond the calendar's last day.
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            count += IsWorking(day) ? 1 : 0;
        }

        return count;
    }

    private DateOnly Search(DateOnly day, int direction)
    {
        for (var i = 0; i < SearchLimit; i++, day = day.AddDays(direction))
        {
            if (IsWorking(day))
                return day;
        }

        throw new InvalidOperationException(
            $"The calendar has no working day in the {SearchLimit} days up to {day:yyyy-MM-dd}: check the imported calendar.");
    }
}
