using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Tests.Changes;

public sealed class UnitGroupRuleTests
{
    private static readonly IReadOnlyDictionary<string, string[]> Groups =
        UnitGroupRule.Groups(["UBND", "BPT-A", "BPT-B", "BPT-C", "CB-A", "CB-B"]);

    [Theory]
    [InlineData("BPT-A BPT-B BPT-C", "", "BPT-*")]
    [InlineData("UBND BPT-A BPT-B BPT-C HND", "", "UBND BPT-* HND")]
    [InlineData("BPT-B BPT-C UBND", "BPT-A", "BPT-* UBND")] // the one that leads does not support
    [InlineData("BPT-A BPT-B", "", "BPT-A BPT-B")] // one is not among them
    [InlineData("BPT-C", "BPT-A BPT-B", "BPT-C")]
    [InlineData("BPT-A BPT-B BPT-C BPT-X", "", "BPT-* BPT-X")] // one that has ended
    [InlineData("CB-A CB-B", "", "CB-A CB-B")] // two may stand together by chance
    [InlineData("UBND", "", "UBND")]
    public void All_units_that_a_wildcard_means_are_written_as_it(string units, string elsewhere, string written) => Assert.Equal(
        written, string.Join(' ', UnitGroupRule.Decide(units.Split(' '), elsewhere.Split(' '), Groups)));
}
