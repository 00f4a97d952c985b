using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>Nobody could find a unit's mails, or say for whose unit a copy was.</summary>
public class ListedMessageTests
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);

    [Fact]
    public async Task A_unit_s_mails_are_found_by_its_code_also_those_that_it_shares()
    {
        await using var service = await Service.StartAsync();
        // One address serves two units.
        const string Contacts = "unit,address,title,phone,role\nHPN,phu-nu@camha.example,,,to\nHPN,doan-xa@camha.example,,,cc\n";
        await service.ImportAsync("contacts.csv", Contacts);
        await service.LookAsync("deadlines", Thursday0730);
        Assert.Equal([("doan-xa@camha.example", "DTN HPN")], await ListAsync(service, new(50, Unit: "dtn")));
        Assert.Equal(
            [("doan-xa@camha.example", "DTN HPN"), ("phu-nu@camha.example", "HPN")],
            (await ListAsync(service, new(50, Unit: "HPN"))).Order());
        Assert.Empty(await ListAsync(service, new(50, Unit: "HP")));
        Assert.Empty(await ListAsync(service, new(50, State: nameof(OutboxState.Sent), Unit: "HPN")));
    }

    [Theory]
    [InlineData("BPT-TIEN-THANG", 2)]
    [InlineData("tien-thang-pho@", 1)]
    // No letter stands for any other.
    [InlineData("bpt_tien", 0)]
    [InlineData("%", 0)]
    public async Task Mails_are_found_by_a_part_of_the_address(string part, int found)
    {
        await using var service = await Service.StartAsync();
        await service.LookAsync("deadlines", Thursday0730);
        Assert.Equal(found, (await ListAsync(service, new(50, To: part))).Count);
    }

    [Fact]
    public async Task A_report_is_no_unit_s()
    {
        await using var service = await Service.StartAsync();
        await service.LookAsync("report", new(2022, 6, 17, 16, 30, 0));
        Assert.All(await ListAsync(service, new(50)), mail => Assert.Equal("", mail.Units));
    }

    private static async Task<List<(string Recipient, string Units)>> ListAsync(Service service, OutboxFilter filter)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return (await ListedMessage.AllAsync(session, filter, Service.Token))
            .ConvertAll(mail => (mail.Recipient, string.Join(' ', mail.Units.Select(unit => unit.Code))));
    }
}
