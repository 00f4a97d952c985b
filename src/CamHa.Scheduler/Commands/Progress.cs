using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows a command's progress, where there is a terminal.</summary>
internal static class Progress
{
    /// <param name="title">The name of the work.</param>
    /// <param name="work">Does the work and reports each step with the per cent done.</param>
    public static async Task ShowAsync(string title, Func<Action<string, double>, Task> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            await work((_, _) => { });
            return;
        }

        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                await work((step, percent) =>
                {
                    task.Description = Markup.Escape($"{title}: {step}");
                    task.Value = percent;
                });
            });
    }
}

/// <summary>Turns the days done into the per cent done.</summary>
/// <param name="from">The first day.</param>
/// <param name="to">The last day.</param>
/// <param name="report">Takes the step and the per cent done.</param>
/// <param name="start">The per cent done before the first day.</param>
/// <param name="share">The per cent that all days together make up.</param>
internal sealed class DayProgress(DateTime from, DateTime to, Action<string, double> report, double start, double share)
    : IProgress<DateOnly>
{
    public void Report(DateOnly value)
    {
        var all = Math.Max(1, (to.Date - from.Date).Days + 1);
        var done = value.DayNumber - DateOnly.FromDateTime(from).DayNumber + 1;
        report($"{value:yyyy-MM-dd}", start + (share * done / all));
    }
}
