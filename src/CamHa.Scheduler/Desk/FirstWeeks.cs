using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Pages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Desk;

/// <summary>What would be sent in the first weeks, rehearsed over a copy as <c>camha simulate</c> does.</summary>
internal sealed class FirstWeeks(Settings settings, Database database, CampaignClock clock) : IDisposable
{
    private const int Days = 14;
    private const int MostMails = 200;

    // In a row, of those who get the same.
    private const int Named = 4;

    // A rehearsal of more would keep the reader waiting for minutes.
    private const int MostParts = 5_000;
    private readonly SemaphoreSlim _one = new(1);

    public void Dispose() => _one.Dispose();

    public async Task<Html> ShowAsync(CancellationToken token)
    {
        await using (var session = await database.OpenAsync(token))
        {
            if (await session.ScalarAsync<int>("simulation/count-parts", null, token) > MostParts)
            {
                return Html.Of($"""
                    <p>Kế hoạch lớn, không thử được trên trang. Người cài đặt xem bằng lệnh
                    <code>camha simulate --from TU-NGAY --to DEN-NGAY</code></p>
                    """);
            }
        }

        await _one.WaitAsync(token);
        try
        {
            return Shown(await RehearseAsync(token));
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<List<GalleryMessage>> RehearseAsync(CancellationToken token)
    {
        var begin = clock.WallClock(clock.Now);
        var folder = Directory.CreateTempSubdirectory(MailsOfChange.Prefix).FullName;
        try
        {
            await using var rehearsal = await Rehearsal.OpenAsync(settings, folder, begin, makesFiles: false, doneUntil: null, token);
            await rehearsal.Services.GetRequiredService<Simulator>().RunAsync(begin, begin.AddDays(Days), null, token);
            await using var session = await rehearsal.Services.GetRequiredService<Database>().OpenAsync(token);
            return (await session.QueryAsync<GalleryMessage>("simulation/messages", null, token))
                .FindAll(message => message.State != OutboxState.Suppressed);
        }
        finally
        {
            // Nobody keeps the copy open.
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private DateOnly Day(GalleryMessage message) => DateOnly.FromDateTime(clock.WallClock(message.CreatedAt));

    private static string Recipients(List<string> all) =>
        string.Join(", ", all.Take(Named)) + (all.Count > Named ? $" và {all.Count - Named} địa chỉ nữa" : "");

    private Html Shown(List<GalleryMessage> messages) => messages.Count == 0
        ? Html.Of($"<p>Trong hai tuần tới không có thư nào: chưa có kế hoạch, chưa có gì đến mốc nhắc, hoặc là ngày nghỉ.</p>")
        : Html.Of($"""
            <p><b>{messages.Count} thư</b> đến {messages.DistinctBy(message => message.Recipient).Count()} địa chỉ.</p>
            {messages.Take(MostMails).GroupBy(Day).Select(day => Html.Of($"""
                <h2>{Vietnamese.WithWeekday(day.Key)}</h2>
                <table><caption>{day.Count()} thư</caption>
                <thead><tr><th scope="col">Lúc</th><th scope="col">Thư</th></tr></thead>
                <tbody>{day.GroupBy(message => (At: clock.WallClock(message.CreatedAt), message.Subject)).Select(same => Html.Of($"""
                    <tr><td>{Vietnamese.Time(same.Key.At)}</td>
                    <td>{Html.Data(same.Key.Subject.Length > 0 ? same.Key.Subject : OutboxWords.OfKind($"{same.First().Kind}"))}<br>
                    <span class="quiet">{Html.Data(Recipients([.. same.Select(message => message.Recipient).Distinct()]))}</span></td></tr>
                    """))}</tbody></table>
                """))}
            {(messages.Count > MostMails ? Html.Of($"<p>Và {messages.Count - MostMails} thư nữa.</p>") : default)}
            """);
}
