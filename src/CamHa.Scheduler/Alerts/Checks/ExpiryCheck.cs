using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether a password, a client secret or a certificate expires soon.</summary>
public sealed class ExpiryCheck(IEnumerable<IExpiryDates> sources, IOptions<AlertOptions> options) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var last = round.Today.AddDays(options.Value.ExpiryDays);
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            .. from date in sources.SelectMany(source => source.Dates)
               where date.EndsOn is { } day && day <= last
               select Ending(date, date.EndsOn!.Value, round.Today),
        ]);
    }

    private static Finding Ending(ExpiryDate date, DateOnly end, DateOnly today)
    {
        var days = end.DayNumber - today.DayNumber;
        var says = $"{date.What} {(days < 0 ? "ended" : "ends")} on {end:yyyy-MM-dd}; renew it";
        var title = $"{date.Title} {(days < 0 ? "đã hết hạn" : "sắp hết hạn")} ngày {Vietnamese.Date(end)}";
        return new("expiry", days >= 0, says, IsWarning: days >= 0)
        {
            Problem = new(date.Key, title, date.Remedy)
            {
                RepeatDays = days > 3 ? 7 : 1,
                TellsOver = date.TellsOver,
                IsOfMachine = date.IsOfMachine,
            },
        };
    }
}
