using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>What a simulation leaves behind, and what it assumes.</summary>
public sealed class RehearsalTests : IDisposable
{
    private static readonly DateTime Begin = new(2022, 6, 20);
    private readonly CommandLineProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Weeks_are_an_overview_with_pages_of_days_and_units_and_no_database_stays()
    {
        var (folder, messages) = await RunAsync(new DateTime(2022, 7, 29), isAllDone: false);
        var index = await File.ReadAllTextAsync(Path.Combine(folder, "index.html"), Service.Token);
        Assert.DoesNotContain("<iframe", index, StringComparison.Ordinal);
        Assert.Contains("Giả định", index, StringComparison.Ordinal);
        foreach (var day in messages.Select(message => DateOnly.FromDateTime(message.CreatedAt.AddHours(7).Date)).Distinct())
        {
            Assert.Contains($"href=\"days/{day:yyyy-MM-dd}.html\"", index, StringComparison.Ordinal);
            Assert.Contains(
                "src=\"../mail/html/",
                await File.ReadAllTextAsync(Path.Combine(folder, "days", $"{day:yyyy-MM-dd}.html"), Service.Token),
                StringComparison.Ordinal);
        }

        Assert.Equal(
            messages.Select(message => message.UnitName).Distinct().Count(),
            Directory.GetFiles(Path.Combine(folder, "units")).Length);
        Assert.Empty(Directory.GetFiles(folder, "rehearsal.db*"));
    }

    [Fact]
    public async Task What_is_all_done_in_time_is_never_overdue_and_nobody_is_asked_for_a_submission()
    {
        var (_, messages) = await RunAsync(new DateTime(2022, 7, 8), isAllDone: true);
        Assert.Contains(messages, message => message.Kind == NoticeKind.Deadline);
        Assert.DoesNotContain(messages, message => message.Subject.Contains("QUÁ HẠN", StringComparison.Ordinal));
        Assert.DoesNotContain(messages, message => message.Kind == NoticeKind.Reminder);
    }

    /// <summary>Of a plan that is too large to be rehearsed within seconds.</summary>
    [Fact]
    public async Task A_preview_of_a_large_plan_rehearses_what_the_change_touches_and_nothing_else()
    {
        await _program.DemoAsync();
        var settings = Settings.Load(_program.Config, []);
        await using var real = await ServiceFactory.OpenAsync(settings, Service.Token);
        var made = await real.GetRequiredService<PlanChanges>().MakeAsync(
            null, Gesture.AtConsole(), plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 7, 15)), isDryRun: true, Service.Token);
        var mails = await MailsOfChange.CompareAsync(
            settings, made.Dry!, _ => throw new InvalidOperationException("The copy holds everything."), Service.Token, mostParts: 0);
        Assert.Equal(MailScope.Touched, mails.Scope);

        await using var session = await real.GetRequiredService<Database>().OpenAsync(Service.Token);
        var plan = await PlanData.OfCampaignAsync(session, null, Service.Token);
        var touched = TouchedRule.Of(made.Dry!, plan)!;
        await using var rehearsal = await Rehearsal.OpenAsync(
            settings,
            Path.Combine(_program.Folder, "simulation"),
            Begin,
            makesFiles: false,
            doneUntil: null,
            Service.Token,
            (touched.Of(plan), touched));
        await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(Begin, Begin.AddDays(14), progress: null, Service.Token);
        await using var copy = await rehearsal.Services.GetRequiredService<Database>().OpenAsync(Service.Token);
        var held = await PlanData.OfCampaignAsync(copy, null, Service.Token);
        Assert.Equal("T04", Assert.Single(held.Assignments).Code);
        Assert.Equal(touched.Units.Order(), held.Units.Select(unit => unit.Code).Order());
        var messages = await copy.QueryAsync<GalleryMessage>("simulation/messages", null, Service.Token);
        Assert.Contains(messages, message => message is { Kind: NoticeKind.Deadline, State: OutboxState.Sent });
    }

    [Fact]
    public async Task A_preview_of_a_day_off_in_a_large_plan_says_that_mails_are_not_rehearsed()
    {
        await _program.DemoAsync();
        var dry = new DryChange("NTM-2022", new(), [new() { Thing = new(ThingKind.Day, Item: "2022-07-01"), Field = "kind" }]);
        var mails = await MailsOfChange.CompareAsync(
            Settings.Load(_program.Config, []), dry, _ => Task.CompletedTask, Service.Token, mostParts: 0);
        Assert.Equal(MailScope.None, mails.Scope);
        Assert.Contains("camha preview deadlines", Assert.Single(ImportAnswers.Mails(mails)), StringComparison.Ordinal);
    }

    /// <summary>A simulation promised mails to whom none is sent.</summary>
    [Theory]
    [InlineData("2022-06-17T02:00:00.000Z", false)]
    [InlineData("2022-07-01T02:00:00.000Z", true)] // later than the past day that is simulated
    public async Task An_address_that_is_closed_by_then_gets_nothing(string closedAt, bool getsMail)
    {
        await _program.DemoAsync();
        _program.Execute(
            "INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply) "
            + $"VALUES (1, 'bpt-tien-thang@camha.example', '{closedAt}', '5.1.1 unknown user')");
        var (_, messages) = await RunAsync(new DateTime(2022, 7, 8), isAllDone: false);
        Assert.Equal(getsMail, messages.Any(message => message.Recipient == "bpt-tien-thang@camha.example"));
    }

    private async Task<(string Folder, IReadOnlyList<GalleryMessage> Messages)> RunAsync(DateTime end, bool isAllDone)
    {
        if (!File.Exists(_program.Config))
            await _program.DemoAsync();
        await using var rehearsal = await Rehearsal.OpenAsync(
            Settings.Load(_program.Config, []),
            Path.Combine(_program.Folder, "simulation"),
            Begin,
            makesFiles: false,
            isAllDone ? DateOnly.FromDateTime(end) : null,
            Service.Token);
        await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(Begin, end, progress: null, Service.Token);
        var messages = await rehearsal.Services.GetRequiredService<Gallery>().WriteAsync(
            rehearsal.Folder, "Mô phỏng", "Giả định", Service.Token);
        return (rehearsal.Folder, messages);
    }
}
