using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class SmallerFormRuleTests
{
    [Theory]
    // The server says what it takes.
    [InlineData(12_000_000, null, 10_240_000, 10_240_000)]
    // It does not, or takes less than it says, as where the recipient's server or mailbox has a limit of its own.
    [InlineData(12_000_000, null, 0, 6_000_000)]
    [InlineData(8_000_000, null, 10_240_000, 4_000_000)]
    [InlineData(5_900_000, 6_000_000, 0, 2_950_000)]
    // It is as small as it can be.
    [InlineData(50_000, 40_000, 0, null)]
    [InlineData(20_000, 20_000, 0, 16_384)]
    [InlineData(16_384, 16_384, 0, null)]
    [InlineData(100_000, null, 1_000, null)]
    public void The_next_form_is_as_large_as_the_server_takes_or_half_as_large(int refused, int? most, long takes, int? next) =>
        Assert.Equal(next, SmallerFormRule.Next(refused, most, takes));

    [Fact]
    public void A_server_that_takes_nothing_ends_it_after_a_few_tries()
    {
        var tries = 0;
        for (int? most = 100 * 1024 * 1024; most is { } bytes; most = SmallerFormRule.Next(bytes, bytes, 0))
            tries++;
        Assert.InRange(tries, 2, 14);
    }
}
