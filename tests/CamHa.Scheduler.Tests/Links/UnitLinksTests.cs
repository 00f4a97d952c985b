using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Links;

/// <summary>The links of units: who gets one, what it opens, and when it opens nothing any more.</summary>
public sealed class UnitLinksTests
{
    private const string Url = "Answers:PublicUrl=https://baocao.xa.example";
    private static readonly IsoWeek Week = IsoWeek.Parse("2022-W24");

    [Fact]
    public async Task Every_unit_gets_a_link_that_is_shown_again_and_kept_only_as_a_hash()
    {
        await using var service = await StartAsync();
        var shown = await ShownAsync(service);
        Assert.Equal(await service.CountAsync("SELECT COUNT(*) FROM Unit WHERE IsActive = 1"), shown.Count);
        Assert.All(shown.Values, link => Assert.Matches("^https://baocao.xa.example/t/[A-Za-z0-9_-]{27}$", link));
        Assert.All(shown.Values, link => Assert.True(link.Length < 100));
        Assert.Equal(shown, await ShownAsync(service));
        await using var other = service.Another(Url);
        Assert.Equal(shown, await ShownAsync(other));
        var token = TokenOf(shown[await UnitAsync(service)]);
        Assert.Equal("HND", (await FindAsync(service, token))!.Unit.Code);
        var kept = await service.ReadAsync("SELECT GROUP_CONCAT(TokenSha256 || KeyId || IssuedBy) FROM UnitLink");
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.Equal(0, await IssueAsync(service));
    }

    [Fact]
    public async Task A_revoked_link_opens_nothing_nor_do_those_in_mails_and_the_record_has_it()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        await ProvenAsync(service);
        var mail = await OfMailAsync(service, unit);
        var old = (await ShownAsync(service))[unit];
        Assert.Equal(Week, (await FindAsync(service, TokenOf(mail)))!.Week);

        var gesture = Gesture.AtDesk("văn thư");
        var id = await Links(service).RevokeAsync(1, "HND", renews: true, gesture, Service.Token);
        Assert.Equal(id, await Links(service).RevokeAsync(1, "HND", renews: true, gesture, Service.Token));
        Assert.Null(await FindAsync(service, TokenOf(old)));
        Assert.Null(await FindAsync(service, TokenOf(mail)));
        var renewed = (await ShownAsync(service))[unit];
        Assert.NotEqual(old, renewed);
        Assert.NotNull(await FindAsync(service, TokenOf(renewed)));
        Assert.NotNull(await FindAsync(service, TokenOf(await OfMailAsync(service, unit))));
        await using (var session = await service.Database.OpenAsync(Service.Token))
        {
            var entry = Assert.Single(await ChangeRecord.EntriesAsync(session, id, Service.Token));
            Assert.Equal((new Thing(ThingKind.Unit, Unit: "HND"), "link", "1", "2"), (entry.Thing, entry.Field, entry.Before, entry.After));
        }

        await Assert.ThrowsAsync<ChangeRefusedException>(() => service.Get<PlanChanges>().UndoAsync(
            id, Gesture.AtDesk("văn thư"), isDryRun: false, Service.Token));
    }

    [Fact]
    public async Task A_link_that_was_revoked_and_not_renewed_comes_back_for_nobody_but_who_renews_it()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        await ProvenAsync(service);
        await Links(service).RevokeAsync(1, "HND", renews: false, Gesture.AtDesk("x"), Service.Token);
        Assert.Equal(0, await IssueAsync(service));
        Assert.Equal("", await OfMailAsync(service, unit));
        Assert.Equal("", await Links(service).ShowAsync(1, "HND", Service.Token));
        await Assert.ThrowsAsync<ChangeRefusedException>(
            () => Links(service).RevokeAsync(1, "HND", renews: false, Gesture.AtDesk("x"), Service.Token));
        await Links(service).RevokeAsync(1, "HND", renews: true, Gesture.AtDesk("x"), Service.Token);
        Assert.NotEqual("", await Links(service).ShowAsync(1, "HND", Service.Token));
    }

    [Fact]
    public async Task Where_the_key_is_lost_links_that_were_given_out_go_on_and_new_ones_are_issued_beside_them()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        var old = (await ShownAsync(service))[unit];
        File.Delete(Path.Combine(service.Folder, "lien-ket.key"));
        await using var again = service.Another(Url);
        Assert.DoesNotContain(unit, (await ShownAsync(again)).Keys);
        Assert.True(await IssueAsync(again) > 0);
        var beside = (await ShownAsync(again))[unit];
        Assert.NotEqual(old, beside);
        Assert.NotNull(await FindAsync(again, TokenOf(old)));
        Assert.NotNull(await FindAsync(again, TokenOf(beside)));
        // One act ends both.
        await Links(again).RevokeAsync(1, "HND", renews: false, Gesture.AtDesk("x"), Service.Token);
        Assert.Null(await FindAsync(again, TokenOf(old)));
        Assert.Null(await FindAsync(again, TokenOf(beside)));
    }

    [Fact]
    public async Task A_units_link_ends_with_the_campaign_and_a_mails_two_weeks_after_its_week()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        await ProvenAsync(service);
        var own = TokenOf((await ShownAsync(service))[unit]);
        var mail = TokenOf(await OfMailAsync(service, unit));
        service.At(new(2022, 7, 3, 23, 0, 0));
        Assert.NotNull(await FindAsync(service, mail));
        service.At(new(2022, 7, 4, 1, 0, 0));
        Assert.Null(await FindAsync(service, mail));
        Assert.NotNull(await FindAsync(service, own));
        await service.ExecuteAsync("UPDATE Campaign SET EndsOn = '2022-06-29'");
        Assert.Null(await FindAsync(service, own));
    }

    [Fact]
    public async Task A_units_link_opens_nothing_once_the_unit_is_ended()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        var own = TokenOf((await ShownAsync(service))[unit]);
        await service.ExecuteAsync($"UPDATE Unit SET IsActive = 0 WHERE Id = {unit}");
        Assert.Null(await FindAsync(service, own));
    }

    // Digests of what is overdue leave for a month after the campaign's end.
    [Fact]
    public async Task No_mail_carries_a_link_that_opens_nothing_any_more()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        await ProvenAsync(service);
        await service.ExecuteAsync("UPDATE Campaign SET EndsOn = '2022-05-27'");
        Assert.Equal("", await OfMailAsync(service, unit));
        await service.ExecuteAsync("UPDATE Campaign SET EndsOn = '2022-06-10'");
        var mail = await OfMailAsync(service, unit);
        Assert.NotNull(await FindAsync(service, TokenOf(mail)));
    }

    [Fact]
    public async Task No_mail_carries_a_link_before_its_address_was_reached_nor_when_that_was_long_ago()
    {
        await using var service = await StartAsync();
        var unit = await UnitAsync(service);
        Assert.Equal("", await OfMailAsync(service, unit));
        await ProvenAsync(service);
        Assert.NotEqual("", await OfMailAsync(service, unit));
        service.At(Service.Start.AddDays(3));
        Assert.Equal("", await OfMailAsync(service, unit));
    }

    [Fact]
    public async Task What_answers_at_the_address_without_the_key_proves_nothing()
    {
        // Nobody listens there.
        await using var service = await Service.StartAsync("Answers:PublicUrl=http://127.0.0.1:9");
        var proof = await service.Get<AddressProof>().ProveAsync(Service.Token);
        Assert.Contains("Không tới được địa chỉ", proof.Fault, StringComparison.Ordinal);
        Assert.Null(proof.ProvenAt);
        Assert.NotEqual(service.Get<AddressProof>().Answer("một"), service.Get<AddressProof>().Answer("hai"));
    }

    [Fact]
    public async Task The_keys_file_is_its_owners_alone_and_one_that_is_no_key_is_not_written_over()
    {
        await using var service = await StartAsync();
        var file = Path.Combine(service.Folder, "lien-ket.key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await File.WriteAllTextAsync(file, "mật khẩu", Service.Token);
        await using var again = service.Another(Url);
        var fault = Assert.Throws<CamHa.Scheduler.Configuration.SettingsException>(() => again.Get<LinkKey>().Read());
        Assert.Contains("no key of links", fault.Message, StringComparison.Ordinal);
        Assert.Equal("mật khẩu", await File.ReadAllTextAsync(file, Service.Token));
    }

    private static async Task<Service> StartAsync()
    {
        var service = await Service.StartAsync(Url);
        await service.Get<CloneGuard>().IsArmedAsync(Service.Token);
        await IssueAsync(service);
        return service;
    }

    private static UnitLinks Links(Service service) => service.Get<UnitLinks>();

    private static Task<int> IssueAsync(Service service) => Links(service).Issue.RunAsync(Service.Token);

    private static Task ProvenAsync(Service service) => service.ExecuteAsync(
        "INSERT INTO AddressProof (Url, TriedAt, ProvenAt, Fault) "
        + "VALUES ('https://baocao.xa.example', '2022-06-13T00:00:00.000Z', '2022-06-13T00:00:00.000Z', '')");

    private static string TokenOf(string link) => link.Split('/')[^1];

    private static async Task<int> UnitAsync(Service service) => (int)await service.CountAsync("SELECT Id FROM Unit WHERE Code = 'HND'");

    private static async Task<IReadOnlyDictionary<int, string>> ShownAsync(Service service)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return await Links(service).OfCampaignAsync(
            session, await CampaignStore.OneAsync(session, 1, Service.Token), Service.Token);
    }

    private static async Task<string> OfMailAsync(Service service, int unit)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return await Links(service).OfMailAsync(
            session, await CampaignStore.OneAsync(session, 1, Service.Token), unit, Week, Service.Token);
    }

    private static async Task<OpenLink?> FindAsync(Service service, string token)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return await Links(service).FindAsync(session, token, Service.Token);
    }
}
