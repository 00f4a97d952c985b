using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Campaigns;

public class CampaignStoreTests : IAsyncLifetime
{
    private const string Another = """
        INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
        SELECT 'OCOP', 'Mỗi xã một sản phẩm', Place, 'OCOP', StartsOn, EndsOn, WatchedSince FROM Campaign;
        INSERT INTO Unit (CampaignId, Code, Name, Role) SELECT MAX(Id), 'DTN', 'Đoàn xã', 'Member' FROM Campaign;
        """;

    private Service _service = null!;
    private DatabaseSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        _session = await _service.Database.OpenAsync(Service.Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // Not there where the test was skipped for want of a server.
        if (_session is not null)
            await _session.DisposeAsync();
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_campaign_is_found_by_its_code_and_an_unknown_code_finds_none()
    {
        var campaign = Assert.Single(await CampaignStore.ByCodeAsync(_session, "NTM-2022", Service.Token));
        Assert.Equal(
            ("Cẩm Hà", "NTM Cẩm Hà", new DateOnly(2022, 2, 16), new DateOnly(2022, 12, 30)),
            (campaign.Place, campaign.SubjectTag, campaign.StartsOn, campaign.EndsOn));
        Assert.Equal(_service.Clock.Instant(Service.Start), campaign.WatchedSince);
        Assert.Equal(campaign, await CampaignStore.OneAsync(_session, campaign.Id, Service.Token));
        Assert.Empty(await CampaignStore.ByCodeAsync(_session, "NTM-2023", Service.Token));
    }

    [Fact]
    public async Task Nobody_is_written_to_at_an_address_that_has_ended_or_was_refused_or_of_a_unit_that_has()
    {
        string[] gone = ["doan-xa@camha.example", "mttq@camha.example", "ubnd@camha.example"];
        Assert.Equal(gone, (await AddressesAsync()).Intersect(gone).Order());
        await _service.ExecuteAsync("UPDATE Contact SET IsActive = 0 WHERE Address = 'doan-xa@camha.example'");
        await _service.ExecuteAsync(
            "INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply) VALUES (1, 'mttq@camha.example', "
                + "'2022-06-16T00:00:00.000Z', '5.1.1 no such user')");
        await _service.ExecuteAsync("UPDATE Unit SET IsActive = 0 WHERE Code = 'UBND'");
        Assert.Empty((await AddressesAsync()).Intersect(gone));

        async Task<IEnumerable<string>> AddressesAsync()
        {
            var book = await CampaignStore.AddressBookAsync(_session, 1, Service.Token);
            return Enumerable.Range(1, 100).SelectMany(book.Unit).Select(each => each.Address);
        }
    }

    [Fact]
    public async Task Each_of_several_campaigns_has_an_address_book_of_its_own_and_one_without_addresses_has_none()
    {
        await _service.ExecuteAsync(Another);
        var campaigns = await CampaignStore.AllAsync(_session, Service.Token);
        Assert.Equal(["NTM-2022", "OCOP"], campaigns.Select(campaign => campaign.Code));
        var books = await CampaignStore.AddressBooksAsync(_session, campaigns, Service.Token);
        Assert.Equal([campaigns[0].Id], books.Keys);

        await _service.ExecuteAsync("INSERT INTO Contact (UnitId, Address, Role) SELECT MAX(Id), 'ocop@camha.example', 'To' FROM Unit");
        books = await CampaignStore.AddressBooksAsync(_session, campaigns, Service.Token);
        Assert.Equal(campaigns.Select(campaign => campaign.Id), books.Keys.Order());
        var unit = int.Parse(await _service.ReadAsync("SELECT MAX(Id) FROM Unit"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("ocop@camha.example", Assert.Single(books[campaigns[1].Id].Unit(unit)).Address);
        Assert.Empty(books[campaigns[0].Id].Unit(unit));
    }
}
