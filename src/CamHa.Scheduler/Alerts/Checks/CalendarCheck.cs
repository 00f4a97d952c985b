namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether all of this year's days off are loaded; from December on next year's, which the Prime Minister has fixed by
/// then.
/// </summary>
public sealed class CalendarCheck : ICheck
{
    // The number that article 112 of the Labour Code gives; a holiday on a weekend moves to the next working day. At most nine
    // of them are outside Tết, so with fewer than eleven Tết may be missing.
    private const int Fewest = 11;

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data)
            return [];
        var year = round.Today.Month == 12 ? round.Today.Year + 1 : round.Today.Year;
        var days = await data.Session.ScalarAsync<int>(
            "scheduling/count-days-off", new { From = new DateOnly(year, 1, 1), To = new DateOnly(year, 12, 31) }, token);
        return
        [
            days >= Fewest
                ? new("calendar", true, $"{days} days off in {year}") { InVietnamese = $"năm {year} có {days} ngày nghỉ" }
                : new(
                    "calendar",
                    false,
                    $"{days} days off are loaded for {year}, and a year has at least {Fewest}; "
                    + "import calendar.csv with that year's, or mails go out on holidays.")
                {
                    Problem = new(
                        $"calendar/{year}",
                        $"Chưa nạp đủ lịch nghỉ lễ năm {year}",
                        $"Mới có {days} ngày nghỉ. Ghi tất cả ngày nghỉ và ngày làm bù năm {year} "
                        + "theo thông báo của Thủ tướng vào calendar.csv rồi gõ: camha import THƯ-MỤC")
                    { RepeatDays = 7 },
                },
        ];
    }
}
