using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether the mailbox is read.</summary>
internal sealed class InboxCheck(InboxWatch watch, IOptions<InboxOptions> options) : ICheck
{
    // A shorter while is a server that is restarted, which concerns nobody.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (!options.Value.IsUsed || round.Data is not { } data)
            return [];
        return [await LookedAsync(data.Session, round, token)];
    }

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
