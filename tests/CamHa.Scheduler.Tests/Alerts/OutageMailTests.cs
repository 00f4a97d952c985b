using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Alerts;

/// <summary>What people are told while the database is away, and no outbox with it. Thursday 16 June 2022, 07:45.</summary>
public sealed class OutageMailTests : IAsyncLifetime
{
    private const string Specialist = "chuyen-trach-ntm@camha.example";
    private readonly List<ServiceOnClock> _served = [];
    private ServiceOnClock _data = null!;
    private ServiceOnClock _service = null!;
    private bool _isAway;

    public async ValueTask InitializeAsync()
    {
        _data = await ServiceOnClock.StartAsync();
        await _data.DispatchAsync();
        await ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _served)
            await service.DisposeAsync();
        await _data.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_after_a_quarter_of_an_hour_and_then_once_a_morning()
    {
        _isAway = true;
        Assert.Empty(await RoundsAsync(TimeSpan.FromMinutes(15)));
        var told = Assert.Single(await RoundsAsync(TimeSpan.FromMinutes(10)));
        Assert.Equal(Specialist, told.Recipient);
        Assert.Equal("[NTM Cẩm Hà] Cần xử lý: Không truy cập được cơ sở dữ liệu", told.Subject);
        Assert.Contains(
            "• Không truy cập được cơ sở dữ liệu, từ 07h50 ngày 16/6/2022. Cách xử lý: Một chương trình khác đang giữ tệp dữ liệu",
            told.Text,
            StringComparison.Ordinal);
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(23)));
        Assert.Equal(new DateTime(2022, 6, 17, 7, 30, 0), Assert.Single(await RoundsAsync(TimeSpan.FromHours(24))).Message.Date.DateTime);
    }

    [Fact]
    public async Task While_sending_is_paused_it_is_not_told_either()
    {
        await _data.Get<SendingPause>().BeginAsync(Service.Token);
        // A round that still finds the database, and the pause in it.
        await RoundsAsync(TimeSpan.FromMinutes(30));
        _isAway = true;
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Once_it_is_back_people_are_told_that_it_was_away()
    {
        _isAway = true;
        await RoundsAsync(TimeSpan.FromHours(1));
        await BackAsync();
        Assert.Contains(
            "Cơ sở dữ liệu đã không truy cập được từ ",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_comes_and_goes_is_told_once_a_day()
    {
        for (var times = 0; times < 5; times++)
        {
            _isAway = true;
            await RoundsAsync(TimeSpan.FromMinutes(30));
            await BackAsync();
            await RoundsAsync(TimeSpan.FromMinutes(5));
        }

        Assert.Single(_data.Transport.Mails, mail => mail.Subject.Contains("Không truy cập được", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_named_is_told_in_the_specialists_place()
    {
        await ServeAsync("Alerts:To=vanthu@camha.example, kythuat@camha.example");
        _isAway = true;
        Assert.Equal(
            ["kythuat@camha.example", "vanthu@camha.example"],
            (await RoundsAsync(TimeSpan.FromHours(1))).Select(mail => mail.Recipient).Order());
    }

    [Fact]
    public async Task Where_this_machine_does_not_send_nobody_is_told()
    {
        await _data.ExecuteAsync("UPDATE Installation SET Machine = 'another machine'");
        await ServeAsync();
        _isAway = true;
        Assert.Empty(await RoundsAsync(TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_too_is_tried_every_quarter_of_an_hour_until_people_are_told()
    {
        _data.Transport.Away = "Smtp:Host = 'mail' port 587 cannot be reached. Check Smtp:Host, Smtp:Port and the network.";
        _isAway = true;
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(3)));
        _data.Transport.Away = null;
        Assert.Single(await RoundsAsync(TimeSpan.FromMinutes(15)));
        Assert.Empty(await RoundsAsync(TimeSpan.FromHours(3)));
    }

    [Fact]
    public async Task One_that_is_back_before_anybody_could_be_told_is_told_when_it_is_away_again()
    {
        _data.Transport.Away = "Smtp:Host = 'mail' port 587 cannot be reached. Check Smtp:Host, Smtp:Port and the network.";
        _isAway = true;
        await RoundsAsync(TimeSpan.FromHours(1));
        _data.Transport.Away = null;
        await BackAsync();
        await RoundsAsync(TimeSpan.FromMinutes(5));
        _isAway = true;
        Assert.Contains(
            "Không truy cập được cơ sở dữ liệu",
            Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Subject,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_refuses_for_good_is_not_asked_again()
    {
        var asked = 0;
        _data.Transport.Answer = _ =>
        {
            asked++;
            return new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 User unknown");
        };
        _isAway = true;
        await RoundsAsync(TimeSpan.FromHours(3));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task One_address_that_is_put_off_costs_the_other_no_second_mail()
    {
        await ServeAsync("Alerts:To=vanthu@camha.example, kythuat@camha.example");
        _data.Transport.Answer = recipient => recipient.StartsWith("vanthu@", StringComparison.Ordinal)
            ? new(DeliveryOutcome.Retry, "RCPT", 451, "4.7.1 come back later")
            : null;
        _isAway = true;
        Assert.Equal("kythuat@camha.example", Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Recipient);
        _data.Transport.Answer = _ => null;
        Assert.Equal("vanthu@camha.example", Assert.Single(await RoundsAsync(TimeSpan.FromHours(1))).Recipient);
    }

    // Its clock is believed after ten minutes, and it has asked the database once.
    private async Task ServeAsync(params string[] settings)
    {
        _service = _data.Another(() => _isAway, settings);
        _served.Add(_service);
        await _service.SweepAsync();
        await RoundsAsync(TimeSpan.FromMinutes(15));
    }

    // As the dispatcher finds it.
    private async Task BackAsync()
    {
        _isAway = false;
        await _service.DispatchAsync();
        _service.Get<DatabaseOutage>().Over();
    }

    private async Task<IReadOnlyList<Taken>> RoundsAsync(TimeSpan span)
    {
        var before = _data.Transport.Mails.Count;
        for (var end = _data.Time.GetUtcNow() + span; _data.Time.GetUtcNow() < end;)
        {
            _data.Time.Pass(TimeSpan.FromMinutes(5));
            await _service.Get<AlertRound>().RunAsync(Service.Token);
            if (!_isAway)
                await _service.DispatchAsync();
        }

        return [.. _data.Transport.Mails.Skip(before)];
    }
}
