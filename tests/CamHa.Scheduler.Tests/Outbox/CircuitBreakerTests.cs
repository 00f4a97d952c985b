using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class CircuitBreakerTests
{
    private static readonly DateTimeOffset Start = new(2022, 6, 16, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(11);

    [Property]
    public Property Nothing_is_tried_before_its_time_and_everything_at_it() => Prop.ForAll(Failures(), failures =>
    {
        var (circuit, now) = (new CircuitBreaker(), Start);
        foreach (var isLoginRefused in failures)
        {
            circuit.Open(Failure(isLoginRefused), now);
            var retryAt = circuit.Fault!.RetryAt;
            if (retryAt <= now || retryAt - now > LongestWait || circuit.Fault.Since != Start
                || circuit.Allows(now) || circuit.Allows(retryAt.AddTicks(-1)) || !circuit.Allows(retryAt))
                return false;
            now = retryAt;
        }

        circuit.Close();
        return circuit.Allows(Start) && circuit.Fault is null;
    });

    [Property]
    public Property Sessions_that_fail_together_count_once() => Prop.ForAll(Failures(), failures =>
    {
        var circuit = new CircuitBreaker();
        circuit.Open(Failure(isLoginRefused: false), Start);
        var first = circuit.Fault;
        foreach (var isLoginRefused in failures)
            circuit.Open(Failure(isLoginRefused), Start.AddSeconds(1));
        return ReferenceEquals(first, circuit.Fault);
    });

    [Property]
    public Property However_the_clock_was_set_something_is_tried_within_eleven_minutes() =>
        Prop.ForAll(Failures(), Gen.Choose(-100_000, 100_000).ToArbitrary(), (failures, setBy) =>
        {
            var (circuit, now) = (new CircuitBreaker(), Start);
            foreach (var isLoginRefused in failures)
            {
                circuit.Open(Failure(isLoginRefused), now);
                now = circuit.Fault!.RetryAt;
            }

            circuit.Open(Failure(isLoginRefused: true), now);
            var set = now.AddSeconds(setBy);
            return circuit.Allows(set) || circuit.Allows(set + LongestWait);
        });

    private static Arbitrary<bool[]> Failures() => ArbMap.Default.GeneratorFor<bool>().ArrayOf().ToArbitrary();

    private static TransportUnavailableException Failure(bool isLoginRefused) => new("away") { IsLoginRefused = isLoginRefused };
}
