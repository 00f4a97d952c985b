using System.Data.Common;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Whether a test mail may leave. A pause holds for it as for every mail, and it counts towards the host's limits. On the page,
/// where a click is quickly made, the machine must be the one that sends, and a minute passes between two.
/// </summary>
public sealed class TestMailPermit(Database database, CloneGuard guard, SendingLimits limits, CampaignClock clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset? _last;

    /// <returns>Why it may not; null where it may.</returns>
    internal async Task<Bilingual?> RefusalAsync(bool isOnPage, CancellationToken token)
    {
        if (await IsPausedAsync(token))
        {
            return new(
                "Đang tạm dừng gửi nên thư thử cũng không được gửi. Cho gửi tiếp (camha resume) rồi thử lại.",
                "Sending is paused, so no test mail leaves either. Let mails leave again (camha resume), then try again.");
        }

        if (isOnPage && !await guard.IsArmedHereAsync(token))
        {
            return new(
                "Máy này chưa được phép gửi thư nên trang không gửi thư thử. Vẫn muốn thử thì gõ lệnh: camha mail test ĐỊA-CHỈ",
                "This machine may not send, so the page sends no test mail. To try all the same: camha mail test ADDRESS");
        }

        if (isOnPage && !TakesTurn())
        {
            return new(
                "Vừa gửi một thư thử. Đợi một phút rồi thử lại.", "A test mail has just been sent. Wait a minute, then try again.");
        }

        return await FullAsync(token) is { } full ? Words(full) : null;
    }

    private Task<bool> IsPausedAsync(CancellationToken token) => AskAsync(
        async () =>
        {
            await using var session = await database.OpenAsync(token);
            return await SendingPause.InForceAsync(session, token) is not null;
        });

    private Task<LimitUse?> FullAsync(CancellationToken token) =>
        AskAsync(() => database.WriteAsync(session => limits.TakeForTestAsync(session, token), token));

    // The mail server can be tried before there is a database, and while it is away.
    private async Task<T?> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return database.Exists ? await ask() : default;
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            return default;
        }
    }

    private Bilingual Words(LimitUse full)
    {
        if (full.RoomFrom is not { } from)
        {
            return new(
                "Lúc này đã gửi đủ số thư mà máy chủ thư cho phép. Đợi một phút rồi thử lại.",
                "As many mails have just left as the mail server allows. Wait a minute, then try again.");
        }

        var at = clock.WallClock(from);
        return new(
            $"Đã gửi đủ {full.PerDay} thư mà máy chủ thư cho phép trong 24 giờ, nên thư thử cũng không được gửi. "
                + $"Thử lại từ {Vietnamese.Moment(at)}.",
            $"The {full.PerDay} mails that the mail server allows in 24 hours have left, so no test mail does. "
                + $"Try again from {at:yyyy-MM-dd HH:mm} on.");
    }

    private bool TakesTurn()
    {
        lock (_gate)
        {
            var now = clock.Now;
            if ((now - _last)?.Duration() < Between)
                return false;
            _last = now;
            return true;
        }
    }
}
