using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Observability;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CamHa.Scheduler.Tests.Observability;

[Collection(Collected.Name)]
public sealed partial class MetricsTests
{
    private static readonly string[] Scraped = ["Web:Enabled=true", "Web:Listen=127.0.0.1:0", "Observability:Prometheus=true"];

    [Fact]
    public async Task A_scrape_after_the_sample_week_says_what_the_outbox_says()
    {
        await using var service = await RunningService.CreateAsync();
        var host = await service.StartAsync(Scraped);
        await service.LookedAsync();
        // One address is known to nobody, and one mail is greylisted once.
        service.Server.Answer = Refusing("mttq@camha.example");
        (DateTimeOffset At, int Mails)[] week =
        [
            (RunningService.At(16, 7, 30), 13),
            (RunningService.At(16, 14, 0), 28),
            (RunningService.At(17, 8, 0), 42),
            (RunningService.At(17, 14, 30), 48),
            (RunningService.At(17, 16, 30), 51),
        ];
        foreach (var (at, mails) in week)
        {
            await service.LeapAsync(at);
            await service.MailsAsync(mails);
        }

        // The mails that follow from these: the one greylisted, and the word of the one refused.
        const string open = "SELECT COUNT(*) FROM OutboxMessage WHERE State IN ('Pending', 'Sending')";
        Assert.True(await service.PassUntilAsync(async () => await service.CountAsync(open) == 0));
        // Figures are kept for a while.
        await service.PassAsync(TimeSpan.FromSeconds(16));
        var scrape = await ScrapeAsync(host);

        Assert.Equal(
            await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent'"),
            scrape.Sum("camha_outbox_attempts_total", "outcome=\"sent\"", "answer=\"2xx\""));
        Assert.Equal(
            await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Dead'"),
            scrape.Sum("camha_outbox_attempts_total", "outcome=\"dead\"", "answer=\"5xx\""));
        Assert.Equal(1, scrape.Sum("camha_outbox_attempts_total", "outcome=\"retry\"", "answer=\"4xx\""));
        Assert.Equal(await service.CountAsync("SELECT COUNT(*) FROM OutboxAttempt"), scrape.Sum("camha_outbox_attempts_total"));
        Assert.Equal(await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage"), scrape.Sum("camha_outbox_queued_total"));
        Assert.Equal(await service.CountAsync("SELECT COUNT(*) FROM NoticeIssued"), scrape.Sum("camha_notices_issued_total"));
        Assert.Equal(
            await service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome = 'Succeeded'"),
            scrape.Sum("camha_look_duration_seconds_count", "outcome=\"succeeded\""));
        Assert.Equal(
            await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Pending'"),
            scrape.Sum("camha_outbox_messages", "state=\"pending\""));
        Assert.Equal(0, scrape.Sum("camha_outbox_oldest_pending_seconds"));
        Assert.Equal(0, scrape.Sum("camha_transport_circuit_open"));
        Assert.Equal(0, scrape.Sum("camha_database_away"));
        Assert.Equal(1, scrape.Sum("camha_armed"));
        // Monday's supplement at 08:00 is the next of its kind.
        Assert.Equal(
            (RunningService.At(18, 8, 0) - service.Time.GetUtcNow()).TotalSeconds,
            scrape.Sum("camha_look_next_fire_seconds", "camha_look=\"supplement\"")!.Value,
            16d);
        // Libraries' own meters come with ours.
        Assert.True(scrape.Sum("dotnet_process_memory_working_set_bytes") > 0);
        Assert.Contains("quartz", scrape.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@", scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_and_why_shows_while_it_waits()
    {
        await using var service = await RunningService.CreateAsync();
        service.Server.Away = "the server in memory is away";
        var host = await service.StartAsync(Scraped);
        await service.LookedAsync();
        await service.PassAsync(RunningService.At(16, 7, 30), TimeSpan.FromHours(1));
        await service.PassAsync(RunningService.At(16, 9, 30), TimeSpan.FromMinutes(5));
        var waiting = await ScrapeAsync(host);
        Assert.Equal(13, waiting.Sum("camha_outbox_messages", "state=\"pending\""));
        Assert.Equal(TimeSpan.FromHours(2).TotalSeconds, waiting.Sum("camha_outbox_oldest_pending_seconds")!.Value, 1000d);
        Assert.Equal(1, waiting.Sum("camha_transport_circuit_open"));
        Assert.Equal(15, waiting.Sum("camha_submissions", "camha_campaign=\"NTM-2022\""));

        service.IsAway = true;
        await service.PassAsync(RunningService.At(16, 9, 40), TimeSpan.FromMinutes(1));
        var away = await ScrapeAsync(host);
        // Nothing is known, which is not the same as naught.
        Assert.Null(away.Sum("camha_outbox_messages"));
        Assert.Null(away.Sum("camha_outbox_oldest_pending_seconds"));
        Assert.Equal(1, away.Sum("camha_database_away"));
        Assert.Equal(1, away.Sum("camha_transport_circuit_open"));
    }

    [Fact]
    public async Task Nothing_is_served_or_collected_unless_it_is_asked_for()
    {
        await using var service = await RunningService.CreateAsync();
        var host = await service.StartAsync(["Web:Enabled=true", "Web:Listen=127.0.0.1:0"]);
        using var client = new HttpClient { BaseAddress = await AddressAsync(host) };
        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative), Service.Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(
            host.Services.GetServices<IHostedService>(),
            each => each.GetType().FullName!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.Null(host.Services.GetService<Gauges>());
    }

    [Fact]
    public async Task The_guide_names_every_instrument_with_its_unit_and_no_other()
    {
        var there = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    there.Add($"{instrument.Name} {instrument.Unit}".Trim());
            },
        };
        await using var service = await RunningService.CreateAsync();
        await service.StartAsync(Scraped);
        listener.Start();
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/observability.md"), Service.Token);
        Assert.Equal(
            there,
            Row().Matches(guide).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}".Trim()).Order(StringComparer.Ordinal));
        // What the rules ask for is there under the name that Prometheus gives it.
        var rules = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy/prometheus-rules.yaml"), Service.Token);
        var names = there.Select(each => each.Split(' ')[0].Replace('.', '_')).ToList();
        Assert.All(
            Series().Matches(rules),
            series => Assert.Contains(names, name => series.Value.StartsWith(name, StringComparison.Ordinal)));
    }

    private static Func<string, Delivery?> Refusing(string nobody)
    {
        var isGreylisted = false;
        return recipient =>
        {
            if (recipient == nobody)
                return new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 no such user");
            if (isGreylisted)
                return null;
            isGreylisted = true;
            return new(DeliveryOutcome.Retry, "RCPT", 450, "4.2.0 greylisted");
        };
    }

    private static async Task<Prometheus> ScrapeAsync(IHost host)
    {
        using var client = new HttpClient { BaseAddress = await AddressAsync(host) };
        return new(await client.GetStringAsync("/metrics", Service.Token));
    }

    private static Task<Uri> AddressAsync(IHost host) =>
        host.Services.GetRequiredService<WebServer>().Address.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Service.Token);

    [GeneratedRegex(@"^\| `(camha\.[a-z_.]+)` \| ?([^ |]*) ?\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<![.\w])camha_[a-z_]+")]
    private static partial Regex Series();
}
