using System.Net;
using System.Text.Json;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Observability;

public sealed class HealthTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_service_at_work_is_live_and_ready_and_says_what_it_looked_at()
    {
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/ready"));
        var detail = await DetailAsync();
        Assert.Equal("Healthy", detail.GetProperty("status").GetString());
        Assert.Equal(
            ["progress", "database", "plan", "scheduler", "mail"],
            detail.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        Assert.Equal($"SQLite file {_service.File}", DescriptionOf(detail, "database"));
        Assert.Equal("a server in memory", DescriptionOf(detail, "mail"));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_makes_it_degraded_and_says_why_without_an_address()
    {
        _service.Server.Away =
            "Smtp:User = 'nhacviec@camha.example' was refused by mail.camha.example: 535 no. Check Smtp:User and Smtp:Password.";
        await StartAsync();
        await _service.PassAsync(RunningService.At(16, 7, 30), TimeSpan.FromHours(1));
        // It works on: what watches must not end it.
        await UntilAsync("/health/ready", (HttpStatusCode.OK, "Degraded"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        var said = DescriptionOf(await DetailAsync(), "mail");
        Assert.StartsWith("nothing can be sent since 2022-06-16 00:3", said, StringComparison.Ordinal);
        Assert.EndsWith(
            "Smtp:User = 'n***@camha.example' was refused by mail.camha.example: 535 no. Check Smtp:User and Smtp:Password.",
            said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_makes_it_not_ready_and_it_lives()
    {
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/ready"));
        _service.IsAway = true;
        await _service.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync("/health/ready"));
        Assert.Contains("database is locked", DescriptionOf(await DetailAsync(), "database"), StringComparison.Ordinal);
        await _service.PassAsync(RunningService.At(13, 9, 0), TimeSpan.FromMinutes(1));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));

        _service.IsAway = false;
        await UntilAsync("/health/ready", (HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task A_service_that_starts_without_its_database_lives_and_is_not_ready()
    {
        _service.IsAway = true;
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync("/health/ready")).Code);
        Assert.Equal("not started: waits for the database", DescriptionOf(await DetailAsync(), "scheduler"));
    }

    [Fact]
    public async Task A_schema_that_somebody_has_set_back_makes_it_not_ready()
    {
        await StartAsync();
        await _service.CountAsync("DELETE FROM SchemaVersion WHERE ScriptName LIKE '%held%' RETURNING 1");
        await _service.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync("/health/ready")).Code);
        Assert.EndsWith(
            "lacks schema/sqlite/0006-held.sql; run 'camha init'",
            DescriptionOf(await DetailAsync(), "database"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_may_not_send_is_degraded()
    {
        await StartAsync();
        await _service.CountAsync("UPDATE Installation SET Machine = 'another' RETURNING 1");
        await _service.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await AskAsync("/health/ready"));
        Assert.EndsWith("if this machine is to send: camha arm", DescriptionOf(await DetailAsync(), "mail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispatcher_that_hangs_makes_it_worth_starting_again()
    {
        var answer = Task.CompletedTask;
        // A call that neither returns nor fails.
        await StartAsync(
            services => services.AddSingleton<Database>(
                provider => new AwayDatabase(
                    provider.GetRequiredService<IOptions<StorageOptions>>().Value,
                    () => false,
                    answer: () => answer)));
        var hang = new TaskCompletionSource();
        try
        {
            answer = hang.Task;
            await _service.PassAsync(RunningService.At(13, 7, 5), TimeSpan.FromSeconds(10));
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
            await UntilAsync("/health/live", (HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        }
        finally
        {
            hang.SetResult();
        }
    }

    [Fact]
    public async Task However_often_it_is_asked_the_database_is_asked_once_in_five_seconds()
    {
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/ready"));
        // Nobody looks, so nobody sees.
        _service.IsAway = true;
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync("/health/ready"))),
            answer => Assert.Equal("Healthy", answer.Word));
        await _service.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Equal("Unhealthy", (await AskAsync("/health/ready")).Word);
    }

    private async Task StartAsync(Action<IServiceCollection>? add = null)
    {
        var host = await _service.StartAsync(["Web:Enabled=true", "Web:Listen=127.0.0.1:0"], add);
        if (!_service.IsAway)
            await _service.LookedAsync();
        else
            await _service.PassAsync(_service.Time.GetUtcNow().AddSeconds(20), TimeSpan.FromSeconds(1));
        var address = await host.Services.GetRequiredService<WebServer>().Address.WaitAsync(
            TimeSpan.FromSeconds(60),
            TimeProvider.System,
            Service.Token);
        _client = new() { BaseAddress = address };
    }

    private async Task<(HttpStatusCode Code, string Word)> AskAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), Service.Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Service.Token));
    }

    private async Task UntilAsync(string path, (HttpStatusCode Code, string Word) expected)
    {
        await _service.PassUntilAsync(async () => await AskAsync(path) == expected);
        Assert.Equal(expected, await AskAsync(path));
    }

    private async Task<JsonElement> DetailAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await _client.SendAsync(request, Service.Token);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var asked = await answer.Content.ReadAsStringAsync(Service.Token);
        Assert.Equal(asked, (await AskAsync("/health/ready?detail")).Word);
        return JsonDocument.Parse(asked).RootElement;
    }

    private static string DescriptionOf(JsonElement detail, string check) =>
        detail.GetProperty("checks").GetProperty(check).GetProperty("description").GetString()!;
}
