using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Tests.Campaigns;

public sealed class AddressBookTests
{
    private const int Youth = 1;
    private static readonly Contact Secretary = new()
    {
        UnitId = Youth,
        UnitName = "Đoàn xã",
        Title = "Bí thư",
        Address = "bi-thu@camha.example"
    };
    private static readonly Contact Deputy = new()
    {
        UnitId = Youth,
        UnitName = "Đoàn xã",
        Address = "pho@camha.example",
        Role = RecipientRole.Cc
    };
    private static readonly Contact Committee = new()
    {
        UnitId = 2,
        UnitRole = UnitRole.Committee,
        UnitName = "Ban Chỉ đạo",
        Address = "bcd@camha.example",
        Role = RecipientRole.Cc
    };
    private static readonly Contact Standing = new()
    {
        UnitId = 3,
        UnitRole = UnitRole.Copy,
        UnitName = "Thường trực",
        Address = "thuong-truc@camha.example"
    };
    private static readonly Contact Specialist = new()
    {
        UnitId = 4,
        UnitRole = UnitRole.Specialist,
        UnitName = "Chuyên trách",
        Address = "chuyen-trach@camha.example"
    };

    [Fact]
    public void A_unit_is_written_to_at_its_main_address_with_the_others_in_copy() => Assert.Equal(
        [new("bi-thu@camha.example", "Bí thư – Đoàn xã", RecipientRole.To), new("pho@camha.example", "Đoàn xã", RecipientRole.Cc)],
        new AddressBook([Secretary, Deputy]).Unit(Youth));

    [Fact]
    public void Where_the_main_address_is_gone_the_copies_take_its_place() =>
        Assert.Equal([new("pho@camha.example", "Đoàn xã", RecipientRole.To)], new AddressBook([Deputy]).Unit(Youth));

    [Fact]
    public void A_unit_without_an_address_has_none_of_anothers() => Assert.Empty(new AddressBook([Secretary, Deputy]).Unit(2));

    [Fact]
    public void An_address_that_serves_two_units_gets_one_mail_for_both_and_whoever_serves_one_gets_one_for_that()
    {
        var both = Secretary with { UnitId = 2, UnitCode = "HPN" };
        var readers = new AddressBook([Secretary with { UnitCode = "DTN" }, Deputy with { UnitCode = "DTN" }, both])
            .ReadersOf(new HashSet<int> { Youth, 2, 3 });
        Assert.Equal(
            [("DTN+HPN", "bi-thu@camha.example"), ("DTN", "pho@camha.example")],
            readers.Select(each => (each.Key, Assert.Single(each.Addressees).Address)));
        // Each has a mail of its own, so each is the one addressed.
        Assert.All(readers, each => Assert.Equal(RecipientRole.To, Assert.Single(each.Addressees).Role));
    }

    [Fact]
    public void Readers_of_one_unit_stand_in_one_mail_with_their_roles() => Assert.Equal(
        [("bi-thu@camha.example", RecipientRole.To), ("pho@camha.example", RecipientRole.Cc)],
        Assert.Single(new AddressBook([Secretary, Deputy]).ReadersOf(new HashSet<int> { Youth }))
            .Addressees.Select(each => (each.Address, each.Role)));

    [Fact]
    public void The_key_of_many_units_fits_its_column()
    {
        var many = Enumerable.Range(1, 60).Select(unit => Secretary with { UnitId = unit, UnitCode = $"DON-VI-MA-DAI-{unit:00}" }).ToList();
        var all = Assert.Single(new AddressBook(many).ReadersOf(Enumerable.Range(1, 60).ToHashSet()));
        var other = Assert.Single(new AddressBook(many).ReadersOf(Enumerable.Range(1, 59).ToHashSet()));
        Assert.True(all.Key.Length <= 66, all.Key);
        Assert.NotEqual(all.Key, other.Key);
    }

    [Fact]
    public void The_report_goes_to_the_committee_and_to_nobody_else_but_in_copy() => Assert.Equal(
        [
            ("bcd@camha.example", RecipientRole.To),
            ("thuong-truc@camha.example", RecipientRole.Cc),
            ("chuyen-trach@camha.example", RecipientRole.Cc)
        ],
        new AddressBook([Secretary, Specialist, Standing, Committee]).Report.Select(each => (each.Address, each.Role)));
}
