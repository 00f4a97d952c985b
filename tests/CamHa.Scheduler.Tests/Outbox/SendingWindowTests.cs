using CamHa.Scheduler.Outbox;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class SendingWindowTests
{
    private static readonly OutboxMessage Message = new();

    private static readonly Ended Sent = new(Message, new()
    {
        OutboxMessageId = 1,
        Owner = "",
        AttemptedAt = default,
        FinishedAt = default,
        InDoubt = false,
        Stage = "DATA",
        Outcome = "Delivered",
        Reply = "",
        State = OutboxState.Sent,
        StaysInDoubt = false,
        Attempts = 1,
        NotBefore = default,
    });

    private static readonly Ended Returned = new(Message, null);

    [Property]
    public Property It_never_asks_for_more_than_may_be_claimed_and_always_for_something_when_nothing_is_under_way() =>
        Prop.ForAll(
            Gen.Choose(1, 64).ToArbitrary(),
            Gen.Choose(1, 1000).ToArbitrary(),
            Gen.Choose(-20, 20).ArrayOf().ToArbitrary(),
            (sessions, most, batches) =>
            {
                var window = new SendingWindow(sessions, most);
                return Array.TrueForAll(batches, batch =>
                {
                    var underWay = Math.Max(0, batch);
                    var next = window.Next(underWay, isDry: underWay == 0, batch < 0 ? [Returned] : [Sent]);
                    return next >= 0 && next <= most && (next == 0 || next + underWay <= most) && (underWay > 0 || next > 0);
                });
            });

    [Property]
    public Property It_doubles_while_the_queue_runs_empty_and_halves_when_something_waited_too_long() =>
        Prop.ForAll(Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(16, 1000).ToArbitrary(), (sessions, most) =>
        {
            var window = new SendingWindow(sessions, most);
            var size = window.Next(0, isDry: true, []);
            for (var batch = 0; batch < 12; batch++)
            {
                var next = window.Next(0, isDry: true, [Sent]);
                if (next != Math.Min(size * 2, most))
                    return false;
                size = next;
            }

            for (var batch = 0; batch < 12; batch++)
                size = window.Next(0, isDry: true, [Returned]);
            return size == sessions;
        });
}
