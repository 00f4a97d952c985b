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
    public void A_unit_in_copy_is_never_the_one_addressed() =>
        Assert.All(new AddressBook([Secretary, Deputy]).UnitInCopy(Youth), each => Assert.Equal(RecipientRole.Cc, each.Role));

    [Fact]
    public void The_report_goes_to_the_committee_and_to_nobody_else_but_in_copy() => Assert.Equal(
        [
            ("bcd@camha.example", RecipientRole.To),
            ("thuong-truc@camha.example", RecipientRole.Cc),
            ("chuyen-trach@camha.example", RecipientRole.Cc)
        ],
        new AddressBook([Secretary, Specialist, Standing, Committee]).Report.Select(each => (each.Address, each.Role)));
}
