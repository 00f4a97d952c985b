using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Observability;

[Collection(Collected.Name)]
public sealed class OtlpTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("grpc")]
    public async Task A_collector_gets_metrics_and_a_span_for_each_piece_of_work(string protocol)
    {
        await using var collector = await Collector.StartAsync(protocol == "grpc");
        await using var service = await RunningService.CreateAsync();
        var host = await service.StartAsync([$"Observability:OtlpEndpoint={collector.Address}", $"Observability:OtlpProtocol={protocol}"]);
        await service.LookedAsync();
        await service.PassAsync(RunningService.At(16, 7, 30), TimeSpan.FromHours(1));
        await service.MailsAsync(13);
        // What has not been sent by then is sent as the service ends.
        await service.StopAsync(host);

        Assert.Equal(13UL, collector.Total("camha.outbox.attempts"));
        Assert.Contains("camha.look.duration", collector.Metrics);
        var spans = collector.Spans;
        Assert.Equal(13, spans.Count(span => span.Name == "mail"));
        Assert.All(spans.Where(span => span.Name == "mail"), mail => Assert.Contains("camha.outcome=Delivered", mail.Tags));
        // Each within the other: what Quartz fired, the look, its campaigns, the statements of these.
        var statement = spans.First(span => span.Name == "outbox/insert-message");
        Assert.Contains("db.system.name=sqlite", statement.Tags);
        var campaigns = Parent(spans, statement);
        Assert.Equal("look at campaigns", campaigns.Name);
        var look = Parent(spans, campaigns);
        Assert.Equal("look deadlines", look.Name);
        Assert.Contains("Execute", Parent(spans, look).Name, StringComparison.Ordinal);
        Assert.Equal("dispatch turn", Parent(spans, spans.First(span => span.Name == "outbox/settle-sent")).Name);

        Assert.DoesNotContain("@camha.example", collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", collector.Everything, StringComparison.Ordinal);
        // Asked every few seconds, with nothing to do: that is no work.
        Assert.All(spans.Where(span => span.Name.Contains('/', StringComparison.Ordinal)), span => Assert.NotEmpty(span.Parent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_is_away_or_never_answers_keeps_no_mail_from_leaving_and_no_service_from_ending(bool accepts)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var endpoint = silent.LocalEndpoint;
        if (!accepts)
            silent.Stop();
        await using var service = await RunningService.CreateAsync();
        var host = await service.StartAsync([$"Observability:OtlpEndpoint=http://{endpoint}", "Observability:OtlpSeconds=1"]);
        await service.LookedAsync();
        await service.PassAsync(RunningService.At(16, 7, 30), TimeSpan.FromHours(1));
        await service.MailsAsync(13);
        await service.StopAsync(host).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Service.Token);
    }

    private static Span Parent(IReadOnlyList<Span> spans, Span of) => Assert.Single(spans, span => span.Id == of.Parent);
}
