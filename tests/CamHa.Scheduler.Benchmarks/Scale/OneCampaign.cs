namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>One campaign of any size: every assignment has one leading unit, is due on the day of the look, and is owed a notice.</summary>
internal static class OneCampaign
{
    private static readonly DateOnly Today = new(2022, 6, 16);
    private static readonly DateOnly StartsOn = new(2022, 2, 16);
    private static readonly DateTimeOffset Watched = new(StartsOn, new(0, 30), TimeSpan.Zero);

    public static IEnumerable<Rows> Tables(int units, int assignments) =>
    [
        new(
            "Campaign",
            ["Id", "Code", "Name", "Place", "SubjectTag", "StartsOn", "EndsOn", "WatchedSince", "ReleasedAt"],
            [[1, "C", "Kế hoạch xây dựng nông thôn mới", "Xã", "NTM", StartsOn, new DateOnly(2022, 12, 30), Watched, Watched]]),
        new("Unit", ["Id", "CampaignId", "Code", "Name", "Role", "OwesWeekly"], Each(units + 2, u => [
            u, 1, $"U{u:00000}", $"Ban Phát triển thôn số {u}", u == 1 ? "Specialist" : u == 2 ? "Committee" : "Member", u > 2])),
        new("Contact", ["UnitId", "Address", "Title"], Each(units + 2, u => [u, $"u{u:00000}@camha.example", "Trưởng ban"])),
        new("Assignment", ["Id", "CampaignId", "Code", "Title", "DueOn"], Each(assignments, a => [
            a, 1, $"T{a:000000}", $"Hoàn thành nội dung số {a} của bộ tiêu chí xã nông thôn mới", Today])),
        new("AssignmentUnit", ["AssignmentId", "UnitId", "Part"], Each(assignments, a => [a, 3 + (a % units), "Lead"])),
    ];

    private static IEnumerable<object?[]> Each(int count, Func<int, object?[]> row) => Enumerable.Range(1, count).Select(row);
}
