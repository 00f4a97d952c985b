using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether the mailbox is read, and whether mail servers or readers find fault with our mails.</summary>
internal sealed class InboxCheck(InboxWatch watch, IOptions<InboxOptions> options) : ICheck
{
    // A shorter while is a server that is restarted, which concerns nobody.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (!options.Value.IsUsed || round.Data is not { } data)
            return [];
        return
        [
            await LookedAsync(data.Session, round, token),
            .. await OurFaultAsync(data.Session, round, InboxState.Bounce, BounceRecord.Refused, Refused, token),
            .. await OurFaultAsync(data.Session, round, InboxState.Automatic, BounceRecord.Complained, Complained, token),
        ];
    }

    // For a day each, so that people are told once a day at most and the addresses stay as they are.
    private static async Task<IEnumerable<Finding>> OurFaultAsync(
        DatabaseSession session,
        CheckRound round,
        InboxState state,
        string beginning,
        Func<int, long, Finding> of,
        CancellationToken token)
    {
        var mails = await NotedMail.NewestAsync(session, state, beginning, round.Now - Lately, token);
        return mails is [var newest, ..] ? [of(mails.Count, newest.Id)] : [];
    }

    private static Finding Refused(int mails, long newest) => new(
        "inbox",
        true,
        $"mail servers have refused our mails as such in the last day ({mails}): see 'camha inbox show {newest}', then SPF, DKIM and DMARC "
        + "of the sending domain, and whether the sending address is on a block list",
        IsWarning: true)
    {
        Problem = new(
            "inbox-refused",
            "Máy chủ thư nơi nhận từ chối thư của ta (quy định, chống thư rác)",
            $"{mails} thư trong một ngày qua; xem: camha inbox show {newest}. Địa chỉ của đơn vị không sai; báo người cài đặt kiểm tra "
            + "SPF, DKIM của tên miền gửi thư. Việc gấp thì gọi điện cho đơn vị")
        {
            TellsOver = false,
        },
    };

    private static Finding Complained(int mails, long newest) => new(
        "inbox",
        true,
        $"readers have called our mails spam in the last day ({mails}): see 'camha inbox show {newest}', and ask whoever it was",
        IsWarning: true)
    {
        Problem = new(
            "inbox-spam",
            "Có người nhận báo thư của ta là thư rác",
            $"{mails} thư trong một ngày qua; xem: camha inbox show {newest}. Gọi điện nhờ người nhận bấm “Không phải thư rác” và thêm "
            + "địa chỉ gửi vào danh bạ; nhiều người báo thì nhà cung cấp sẽ chặn mọi thư")
        {
            TellsOver = false,
        },
    };

    private async Task<Finding> LookedAsync(DatabaseSession session, CheckRound round, CancellationToken token)
    {
        var looked = await InboxStanding.LookedAtAsync(session, token);
        var last = looked is { } at ? Language.Say(round.Clock.WallClock(at)) : null;
        var isOld = looked is null || round.Now - looked > Longest;
        // Of what was before this process began, the service that was off then says nothing.
        if (watch.Since is { } since && isOld && round.Now - since > Longest)
        {
            var reason = watch.Fault is { } fault ? $": {fault.TrimEnd('.')}" : "";
            var when = looked is { } before ? $"last read {round.Clock.WallClock(before):yyyy-MM-dd HH:mm}" : "never read";
            return new("inbox", false, $"the mailbox was {when}{reason}")
            {
                Problem = new(
                    "inbox",
                    "Không đọc được hộp thư đến, đã hơn một giờ",
                    $"{(watch.Fault is { } why ? $"{MailboxWords.Vietnamese(why)} " : "")}Gõ: camha doctor để xem lý do. "
                    + "Thư đơn vị trả lời không mất, đọc lại được thì ghi; báo cáo gấp thì gọi điện hỏi")
                {
                    Since = looked > since ? looked : since,
                },
            };
        }

        return isOld
            ? new(
                "inbox",
                true,
                $"the mailbox was {(last is null ? "never read" : $"last read {last}")}; does the service run?",
                IsWarning: true)
            {
                InVietnamese = $"{(last is null ? "chưa đọc lần nào" : $"đọc gần nhất lúc {last}")}; "
                    + "xem phần mềm có đang chạy không: camha service status",
            }
            : new("inbox", true, $"last read {last}") { InVietnamese = $"đọc gần nhất lúc {last}" };
    }
}
