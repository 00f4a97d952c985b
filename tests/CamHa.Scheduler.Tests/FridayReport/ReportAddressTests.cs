using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.FridayReport;

/// <summary>Friday 17 June 2022, 16:30: the report is issued, and waits for its server.</summary>
public sealed class ReportAddressTests
{
    [Fact]
    public async Task An_address_that_differs_from_the_archives_by_an_underscore_is_not_taken_for_it()
    {
        await using var service = await Service.StartAsync("Report:ArchiveAddress=doan-xa@camha.example");
        await service.ExecuteAsync("UPDATE Contact SET Address = 'doan_xa@camha.example' WHERE Address = 'doan-xa@camha.example'");
        await service.LookAsync("deadlines", new(2022, 6, 16, 7, 30, 0));
        await service.ExecuteAsync("UPDATE Contact SET IsActive = 0 WHERE Address = 'doan_xa@camha.example'");
        await service.DispatchAsync(new(2022, 6, 16, 7, 31, 0));
        Assert.Equal(12, service.Transport.Mails.Count);
        Assert.DoesNotContain(service.Transport.Mails, mail => mail.Recipient == "doan_xa@camha.example");
    }

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
