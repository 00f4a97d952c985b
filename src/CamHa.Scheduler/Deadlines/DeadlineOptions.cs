using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Deadlines;

/// <summary>When units are reminded of deadlines, and who is copied.</summary>
public sealed class DeadlineOptions : IValidatableObject
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

    /// <summary>Working days between reminders after that.</summary>
    [Range(1, 60)]
    public int OverdueEvery { get; set; } = 3;

    /// <summary>Days after the campaign's end for which overdue assignments are still reminded of.</summary>
    [Range(0, 3660)]
    public int KeepDaysAfterEnd { get; set; } = 30;

    public DeadlineSteps Steps => new(ParseDays(DaysBefore)!, new(UnitAfter, SupervisorAfter, SpecialistAfter), OverdueEvery);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailingTimeRule.IsByDay(DigestAt))
            yield return new(MailingTimeRule.Hours, [nameof(DigestAt)]);
        if (ParseDays(DaysBefore) is null)
            yield return new("write days from 0 to 365 separated by commas, such as 14, 7, 3, 1, 0", [nameof(DaysBefore)]);
        if (UnitAfter > SupervisorAfter || SupervisorAfter > SpecialistAfter)
            yield return new("the ladder must not go down: UnitAfter ≤ SupervisorAfter ≤ SpecialistAfter", [nameof(SupervisorAfter)]);
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
