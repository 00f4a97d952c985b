using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;

namespace CamHa.Scheduler.Tests.Builders;

/// <summary>The days off and the swapped Saturdays of 2022–2027, as the demo brings them.</summary>
public static class VietnameseCalendar
{
    private static readonly ILookup<string, DateOnly> Days =
        Encoding.UTF8.GetString(ImportSource.Demo.Read("calendar.csv")!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',')).ToLookup(fields => fields[1], fields => DateOnly.ParseExact(fields[0], "yyyy-MM-dd"));

    public static WorkingCalendar Loaded { get; } = new(Days["off"].ToHashSet(), Days["worked"].ToHashSet());

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null);
}
