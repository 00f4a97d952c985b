using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Clock;

/// <summary>When people may be mailed. Every look asks here before it decides anything.</summary>
public static class MailingTimeRule
{
    /// <summary>The end of the night.</summary>
    public static readonly TimeOnly From = new(6, 0);

    /// <summary>The beginning of the night.</summary>
    public static readonly TimeOnly Until = new(22, 0);

    /// <summary>What a setting with a time outside the hours is told.</summary>
    public static readonly Bilingual Hours = new(
        "hãy ghi giờ từ 06:00 đến 21:59: ban đêm không gửi thư cho ai.", "write a time from 06:00 to 21:59: at night nobody is mailed.");

    /// <summary>
    /// Nobody is mailed at night, nor before the campaign begins, nor on a day off; what is owed then is owed at the next look.
    /// Only what people wait for, a report that is late, comes on a day off too.
    /// </summary>
    /// <param name="moment">The moment of the look.</param>
    /// <param name="startsOn">The campaign's first day.</param>
    /// <param name="waitsForWorkingDay">Whether a day off keeps it from leaving.</param>
    public static bool Allows(LookMoment moment, DateOnly startsOn, bool waitsForWorkingDay) =>
        IsByDay(moment.TimeOfDay)
        && moment.Today >= startsOn
        && (!waitsForWorkingDay || moment.Calendar.IsWorking(moment.Today));

    public static bool IsByDay(TimeOnly time) => time >= From && time < Until;
}
