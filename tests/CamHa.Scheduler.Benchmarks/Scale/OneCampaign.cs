namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>One campaign of any size: every assignment has one leading unit, is due on the day of the look, and is owed a notice.</summary>
internal static class OneCampaign
{
    private static readonly DateOnly LookDay = new(2022, 6, 16);

    public static IEnumerable<Rows> Tables(int units, int assignments) => Tables(units, assignments, LookDay);

    public static IEnumerable<Rows> Tables(int units, int assignments, DateOnly today) =>
    [
        new(
            "Campaign",
            ["Id", "Code", "Name", "Place", "SubjectTag", "StartsOn", "EndsOn", "WatchedSince", "ReleasedAt"],
            [[1, "C", "Kế hoạch xây dựng nông thôn mới", "Xã", "NTM", today.AddDays(-120), today.AddDays(197), Watched(today),
                Watched(today)]]),
        new("Unit", ["Id", "CampaignId", "Code", "Name", "Role", "OwesWeekly"], Each(units + 2, u => [
            u, 1, $"U{u:00000}", $"Ban Phát triển thôn số {u}", u == 1 ? "Specialist" : u == 2 ? "Committee" : "Member", u > 2])),
        new("Contact", ["UnitId", "Address", "Title"], Each(units + 2, u => [u, $"u{u:00000}@camha.example", "Trưởng ban"])),
        new("Assignment", ["Id", "CampaignId", "Code", "Title", "DueOn"], Each(assignments, a => [
            a, 1, $"T{a:000000}", $"Hoàn thành nội dung số {a} của bộ tiêu chí xã nông thôn mới", today])),
        new("AssignmentUnit", ["AssignmentId", "UnitId", "Part"], Each(assignments, a => [a, 3 + (a % units), "Lead"])),
    ];

    /// <summary>Every unit has written some hundred letters on each point.</summary>
    public static Rows Submissions(int units, DateTimeOffset at)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "paragraph.txt"));
        return new("WeeklySubmission", ["UnitId", "Week", "SubmittedAt", "Results", "Difficulties", "NextWeek"], Each(units, u => [
            u + 2, "2022-W24", at, text, "Thiếu kinh phí làm đường nội thôn.", text]));
    }

    private static DateTimeOffset Watched(DateOnly today) => new(today.AddDays(-120), new(0, 30), TimeSpan.Zero);

    private static IEnumerable<object?[]> Each(int count, Func<int, object?[]> row) => Enumerable.Range(1, count).Select(row);
}
