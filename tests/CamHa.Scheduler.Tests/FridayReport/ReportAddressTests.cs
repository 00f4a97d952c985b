using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.FridayReport;

/// <summary>Friday 17 June 2022, 16:30: the report is issued, and waits for its server.</summary>
public sealed class ReportAddressTests
{
    private static readonly DateTime Friday1630 = new(2022, 6, 17, 16, 30, 0);

    // It was suppressed for the old address, and nobody got it at the new one.
    [Fact]
    public async Task A_report_whose_address_is_replaced_while_it_waits_goes_to_the_new_one_once()
    {
        await using var service = await Service.StartAsync();
        await service.LookAsync("report", Friday1630);
        var owed = (await service.MessagesAsync()).Count;
        await service.ExecuteAsync("UPDATE Contact SET Address = 'moi@camha.example' WHERE Address = 'bcd-ntm@camha.example'");
        await service.DispatchAsync(Friday1630.AddMinutes(1));
        await service.DispatchAsync(Friday1630.AddMinutes(2));
        await service.LookAsync("report", Friday1630.AddMinutes(3));
        await service.DispatchAsync(Friday1630.AddMinutes(3));

        var mails = service.Transport.Mails;
        Assert.Equal(owed, mails.Count);
        Assert.DoesNotContain(mails, mail => mail.Recipient == "bcd-ntm@camha.example");
        var report = Assert.Single(mails, mail => mail.Recipient == "moi@camha.example");
        Assert.Contains("Báo cáo tổng hợp tuần 24/2022", report.Subject, StringComparison.Ordinal);
        Assert.Equal(owed, mails.DistinctBy(mail => mail.Message.MessageId).Count());
        Assert.Single(await service.MessagesAsync(), message => message.State == OutboxState.Suppressed);
    }
}
