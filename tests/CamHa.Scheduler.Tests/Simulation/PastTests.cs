using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>A look simulated for a past moment sees the plan of that moment: each change counts from its own time.</summary>
public sealed class PastTests : IAsyncLifetime
{
    private static readonly DateTime Noon = new(2022, 6, 20, 12, 0, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    /// <summary>A deadline that was moved had always been where it is now.</summary>
    [Fact]
    public async Task A_moved_deadline_is_the_old_one_before_it_was_moved_and_the_new_one_from_then_on()
    {
        var expected = await MailsAsync(Service.Start, new(2022, 6, 20, 11, 0, 0));
        Assert.Contains(expected, mail => mail.Contains("30/6", StringComparison.Ordinal));
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T03", new(2022, 7, 29)));
        Assert.Equal(expected, await MailsAsync(Service.Start, new(2022, 6, 20, 11, 0, 0)));
        // From the change on, as a simulation that begins then sees it.
        Assert.DoesNotContain(
            await MailsAsync(new(2022, 6, 21, 0, 0, 0), new(2022, 6, 29, 18, 0, 0)),
            mail => mail.Contains("T03", StringComparison.Ordinal));
        Assert.Contains(
            await MailsAsync(Service.Start, new(2022, 7, 15, 18, 0, 0)),
            mail => mail.Contains("lùi từ 30/6 đến 29/7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replaced_address_gets_what_it_got_before_and_the_new_one_the_rest()
    {
        var before = await MailsAsync(Service.Start, Noon);
        await ChangeAsync(plan => PlanOperations.ReplaceContact(plan, "BPT-TX", null, "moi@camha.example", null, null));
        Assert.Equal(before, await MailsAsync(Service.Start, Noon.AddMinutes(-1)));
        var after = await MailsAsync(new(2022, 6, 21, 0, 0, 0), new(2022, 6, 24, 18, 0, 0));
        Assert.Contains(after, mail => mail.StartsWith("moi@camha.example", StringComparison.Ordinal));
        Assert.DoesNotContain(after, mail => mail.StartsWith("bpt-thanh-xuan@camha.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exemption_and_a_day_off_count_from_when_they_were_entered()
    {
        var before = await MailsAsync(Service.Start, Noon.AddMinutes(-1));
        await ChangeAsync(plan => PlanOperations.ExemptUnit(plan, "BPT-TX", ["2022-W24", "2022-W25"], "x"));
        await ChangeAsync(plan => new() { Calendar = [new() { Day = new(2022, 6, 16), Kind = DayKind.Off, Name = "Nghỉ" }] });
        Assert.Equal(before, await MailsAsync(Service.Start, Noon.AddMinutes(-1)));
        var after = await MailsAsync(new(2022, 6, 21, 0, 0, 0), new(2022, 6, 24, 18, 0, 0));
        Assert.DoesNotContain(
            after,
            mail => mail.StartsWith("bpt-thanh-xuan@", StringComparison.Ordinal) && mail.Contains("chưa nộp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_there_was_a_plan_the_plan_of_now_is_simulated()
    {
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T03", new(2022, 7, 29)));
        Assert.DoesNotContain(
            await MailsAsync(new(2022, 6, 1, 0, 0, 0), new(2022, 6, 8, 18, 0, 0)),
            mail => mail.Contains("T03", StringComparison.Ordinal));
    }

    private async Task ChangeAsync(Func<PlanData, PlanEdit> operation)
    {
        _service.At(Noon);
        await _service.Get<PlanChanges>().MakeAsync(
            null, new(Gesture.NewKey(), "x", ChangeWay.Console), operation, isDryRun: false, Service.Token);
    }

    private async Task<List<string>> MailsAsync(DateTime from, DateTime to)
    {
        await using var rehearsal = await Rehearsal.OpenAsync(
            Settings.Load(Path.Combine(_service.Folder, "appsettings.json"), [$"Storage:File={_service.File}"]),
            Path.Combine(_service.Folder, "past"),
            from,
            makesFiles: false,
            doneUntil: null,
            Service.Token);
        await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(from, to, null, Service.Token);
        await using var session = await rehearsal.Services.GetRequiredService<Database>().OpenAsync(Service.Token);
        var mails = new List<string>();
        foreach (var message in await session.QueryAsync<GalleryMessage>("simulation/messages", null, Service.Token))
        {
            var mime = await session.ScalarAsync<byte[]>("outbox/mime", new { message.Id }, Service.Token);
            using var stream = new MemoryStream(mime ?? []);
            var text = mime is null ? "" : (await MimeKit.MimeMessage.LoadAsync(stream, Service.Token)).TextBody;
            mails.Add($"{message.Recipient} {message.CreatedAt:O} {message.State} {text}");
        }

        return mails;
    }
}
