using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows how far a command is, where somebody is looking.</summary>
internal static class Progress
{
    /// <param name="title">What is being done.</param>
    /// <param name="work">Does it; tells the step and how much is done, of a hundred.</param>
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

/// <summary>Turns days done into a share of the whole.</summary>
internal sealed class DayProgress(DateTime from, DateTime to, Action<string, double> report, double start, double share) : IProgress<DateOnly>
{
    public void Report(DateOnly value)
    {
        var all = Math.Max(1, (to.Date - from.Date).Days + 1);
        var done = value.DayNumber - DateOnly.FromDateTime(from).DayNumber + 1;
        report($"{value:yyyy-MM-dd}", start + (share * done / all));
    }
}
