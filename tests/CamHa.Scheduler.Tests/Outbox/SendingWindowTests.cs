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
        IsAddressRefused = false,
        Attempts = 1,
        NotBefore = default,
    });

    private static readonly Ended Returned = new(Message, null);

    [Property]
    public Property It_never_asks_for_more_than_may_be_claimed_and_always_for_something_when_nothing_is_under_way() =>
        Prop.ForAll(Gen.Choose(1, 64).ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), Gen.Choose(-20, 20).ArrayOf().ToArbitrary(), (sessions, most, turns) =>
        {
            var window = new SendingWindow(sessions, most);
            return Array.TrueForAll(turns, turn =>
            {
                // Nobody takes from it: what is added stays under way.
                var line = new SendQueue(0, _ => throw new InvalidOperationException());
                line.Add([.. Enumerable.Repeat(Message, Math.Max(0, turn))], default);
                var next = window.Next(line, turn < 0 ? [Returned] : [Sent]);
                return next >= 0 && next <= most && (next == 0 || next + line.UnderWay <= most) && (line.UnderWay > 0 || next > 0);
            });
        });

    [Property]
    public Property It_doubles_while_the_line_runs_empty_and_halves_when_something_waited_too_long() =>
        Prop.ForAll(Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(16, 1000).ToArbitrary(), (sessions, most) =>
        {
            var line = new SendQueue(0, _ => throw new InvalidOperationException());
            var window = new SendingWindow(sessions, most);
            var size = window.Next(line, []);
            for (var turn = 0; turn < 12; turn++)
            {
                var next = window.Next(line, [Sent]);
                if (next != Math.Min(size * 2, most))
                    return false;
                size = next;
            }

            for (var turn = 0; turn < 12; turn++)
                size = window.Next(line, [Returned]);
            return size == sessions;
        });
}
