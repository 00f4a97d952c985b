using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Alerts.Checks;

public sealed class LeadCheckTests
{
    [Fact]
    public async Task An_assignment_whose_lead_is_out_of_use_is_named_until_it_is_done_or_given_to_another()
    {
        await using var service = await Service.StartAsync();
        Assert.DoesNotContain(await service.Get<Checkup>().FindAsync(Service.Token), finding => finding.What == "leads");
        await service.ExecuteAsync("UPDATE Unit SET IsActive = 0 WHERE Code = 'CAX'");
        var finding = Assert.Single(await service.Get<Checkup>().FindAsync(Service.Token), finding => finding.What == "leads");
        Assert.True(finding.IsWarning);
        Assert.Equal(
            "Đơn vị chủ trì đã ngừng hoạt động, không ai được nhắc phần việc của đơn vị đó: T21 (Ban Công an xã); T22 (Ban Công an xã)",
            finding.Problem!.Title);
        await service.ExecuteAsync("""
            UPDATE AssignmentUnit SET CompletedAt = '2022-06-01T01:00:00.000Z'
            WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = 'T21') AND Part = 'Lead'
            """);
        finding = Assert.Single(await service.Get<Checkup>().FindAsync(Service.Token), finding => finding.What == "leads");
        Assert.EndsWith(": T22 (Ban Công an xã)", finding.Problem!.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_task_that_others_lead_too_it_is_not_said_that_no_unit_is_reminded()
    {
        await using var service = await Service.StartAsync();
        await service.ExecuteAsync("UPDATE Unit SET IsActive = 0 WHERE Code = 'BPT-TX'");
        var finding = Assert.Single(await service.Get<Checkup>().FindAsync(Service.Token), finding => finding.What == "leads");
        Assert.Contains("T01 (", finding.Problem!.Title, StringComparison.Ordinal);
        Assert.Contains("không ai được nhắc phần việc của đơn vị đó", finding.Problem.Title, StringComparison.Ordinal);
        Assert.Contains("nobody is reminded of its part", finding.Says, StringComparison.Ordinal);
    }
}
