using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>A plan with random changes, of what spreadsheets like to change by themselves.</summary>
internal static class RandomPlan
{
    public static PlanEdit Of(PlanData plan, Random random, DateTimeOffset now) => new()
    {
        Units = plan.Units.ConvertAll(unit => random.Next(3) > 0 ? unit : unit with
        {
            Name = Text(random),
            Aliases = random.Next(2) == 0 ? "" : "Tên một;Tên hai",
            Kind = random.Next(2) == 0 ? "Thôn" : "007",
        }),
        Assignments = plan.Assignments.ConvertAll(each => random.Next(2) > 0 ? each : each with
        {
            Title = Text(random),
            Target = $"{random.Next(2000)}",
            Note = Text(random),
            DueOn = new(2022, 7, 1 + random.Next(30)),
            IsActive = random.Next(5) > 0,
        }),
        Parts = plan.Parts,
        Contacts = plan.Contacts.ConvertAll(each => random.Next(2) > 0 ? each : each with
        {
            Title = Text(random),
            Phone = "0912 345 678",
            Role = random.Next(2) == 0 ? RecipientRole.To : RecipientRole.Cc,
        }),
        Progress = plan.Progress.FindAll(_ => random.Next(4) == 0).ConvertAll(row => row with
        {
            Progress = Text(random),
            ProgressAt = now.AddMilliseconds(-random.Next(100_000_000)),
            CompletedAt = random.Next(2) == 0 ? null : now.AddMinutes(-random.Next(10_000)),
        }),
        Exemptions = [new() { Unit = plan.Units[3].Code, Week = "2022-W30", Reason = Text(random) }],
    };

    private static string Text(Random random) => random.Next(6) switch
    {
        0 => "=1+1",
        1 => "0123",
        2 => "  hai đầu có dấu cách",
        3 => "Dòng một",
        4 => "30/6/2022",
        _ => "Đơn vị “X” & <Y>; 50 %",
    };
}
