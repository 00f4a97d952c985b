using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Export;

/// <summary>What a template shows: one row of each kind, in the year of the clock.</summary>
internal static class ExamplePlan
{
    private const string Code = "VD-01";

    public static PlanData Of(CampaignClock clock)
    {
        var year = clock.WallClock(clock.Now).Year;
        var (day, week) = (new DateOnly(year, 6, 17), IsoWeek.Of(new(year, 6, 17)).ToString());
        var at = clock.Instant(day.ToDateTime(new(10, 42)));
        return new()
        {
            Campaign = new()
            {
                Code = Code,
                Name = $"Ví dụ: Kế hoạch xây dựng nông thôn mới năm {year}",
                Place = "Tên xã",
                SubjectTag = "NTM Tên xã",
                StartsOn = new(year, 1, 1),
                EndsOn = new(year, 12, 31),
            },
            Units =
            [
                new()
                {
                    Code = Code,
                    Name = "Ví dụ: Ban Phát triển thôn Một",
                    Aliases = "Thôn Một; BPT thôn Một",
                    Kind = "Thôn",
                    Role = UnitRole.Member,
                    OwesWeekly = true,
                },
            ],
            Contacts =
            [
                new() { Unit = Code, Address = "thon-mot@camha.example", Title = "Trưởng ban", Phone = "0912 345 678" },
            ],
            Assignments =
            [
                new()
                {
                    Code = Code,
                    Title = "Ví dụ: Hoàn thành 1 vườn mẫu",
                    Target = "1",
                    TargetUnit = "vườn",
                    DueOn = new(year, 6, 30),
                    Note = "Không bắt buộc",
                },
            ],
            Parts = [new() { Assignment = Code, Unit = Code, Part = PartKind.Lead }],
            Calendar = [new() { Day = new(year, 9, 2), Kind = DayKind.Off, Name = "Ví dụ: Nghỉ lễ Quốc khánh" }],
            Submissions =
            [
                new()
                {
                    Unit = Code,
                    Week = week,
                    SubmittedAt = at,
                    Assignments = Code,
                    Results = "Ví dụ: Đã làm đất, trồng 300 m hàng rào xanh.",
                    Difficulties = "Thiếu xi măng.",
                    Proposals = "Cấp thêm xi măng.",
                    NextWeek = "Lắp hệ thống tưới.",
                    Channel = SubmissionChannel.Zalo,
                    SpokenBy = "trưởng thôn",
                },
            ],
            Progress = [new() { Assignment = Code, Unit = Code, Progress = "Ví dụ: Đã nghiệm thu", ProgressAt = at, CompletedAt = at }],
            Exemptions = [new() { Unit = Code, Week = week, Reason = "Ví dụ: Cả thôn tập trung chống hạn" }],
        };
    }
}
