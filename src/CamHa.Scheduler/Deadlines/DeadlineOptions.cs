using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>When units are reminded of deadlines, and who is copied.</summary>
public sealed class DeadlineOptions : ISectionOptions
{
    public const string Section = "Deadlines";

    /// <summary>The time of a working day from which digests go out.</summary>
    public TimeOnly DigestAt { get; set; } = new(7, 30);

    /// <summary>Days before the due date on which a unit is reminded: 0 to 365, separated by commas.</summary>
    [ListSetting]
    public string DaysBefore { get; set; } = "14, 7, 3, 1, 0";

    /// <summary>Working days overdue from which the unit itself is reminded.</summary>
    [Range(1, 60)]
    public int UnitAfter { get; set; } = 1;

    /// <summary>Working days overdue from which the unit's supervisor is copied.</summary>
    [Range(1, 60)]
    public int SupervisorAfter { get; set; } = 3;

    /// <summary>Working days overdue from which the specialist is copied.</summary>
    [Range(1, 60)]
    public int SpecialistAfter { get; set; } = 5;

    /// <summary>Working days between reminders after that, and between the specialist's of what waits to be confirmed.</summary>
    [Range(1, 60)]
    public int OverdueEvery { get; set; } = 3;

    /// <summary>Days after the campaign's end for which overdue assignments are still reminded of.</summary>
    [Range(0, 3660)]
    public int KeepDaysAfterEnd { get; set; } = 30;

    public DeadlineSteps Steps => new(ParseDays(DaysBefore)!, new(UnitAfter, SupervisorAfter, SpecialistAfter), OverdueEvery);

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (!MailingTimeRule.IsByDay(DigestAt))
            yield return SettingFault.Of("Deadlines:DigestAt", DigestAt, MailingTimeRule.Hours);
        if (ParseDays(DaysBefore) is null)
        {
            yield return SettingFault.Of(
                "Deadlines:DaysBefore",
                DaysBefore,
                "hãy ghi các số ngày từ 0 đến 365, cách nhau bằng dấu phẩy, như 14, 7, 3, 1, 0.",
                "write days from 0 to 365 separated by commas, such as 14, 7, 3, 1, 0.");
        }

        if (UnitAfter > SupervisorAfter || SupervisorAfter > SpecialistAfter)
        {
            yield return SettingFault.Of(
                "Deadlines:SupervisorAfter",
                SupervisorAfter,
                "các mức phải tăng dần: UnitAfter ≤ SupervisorAfter ≤ SpecialistAfter.",
                "the ladder must not go down: UnitAfter ≤ SupervisorAfter ≤ SpecialistAfter.");
        }
    }

    private static int[]? ParseDays(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var days = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out days[i]) || days[i] > 365)
                return null;
        }

        return days.Length == 0 ? null : days;
    }
}
