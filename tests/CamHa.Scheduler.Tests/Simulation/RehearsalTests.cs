using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
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

    private async Task<(string Folder, IReadOnlyList<GalleryMessage> Messages)> RunAsync(DateTime end, bool isAllDone)
    {
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
