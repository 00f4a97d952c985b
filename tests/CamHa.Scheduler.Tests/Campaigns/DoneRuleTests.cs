using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Tests.Campaigns;

public sealed class DoneRuleTests
{
    // L and S are parts of leading and supporting units; a capital X after them says that the part is complete.
    [Theory]
    [InlineData("LX S S", true)] // a supporting unit that has written nothing down does not keep it open
    [InlineData("L SX SX", false)] // nor does it end it
    [InlineData("LX L S", false)] // all who lead
    [InlineData("LX LX", true)]
    [InlineData("SX S", false)] // led by nobody: all parts
    [InlineData("SX SX", true)]
    [InlineData("", false)] // nobody has done anything
    public void An_assignment_is_done_when_all_who_lead_have_completed_it(string parts, bool isDone) => Assert.Equal(
        isDone,
        DoneRule.IsDone(
            [
                .. parts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(part => (part[0] == 'L' ? PartKind.Lead : PartKind.Support, part.EndsWith('X'))),
            ]));

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)] // done by those who lead
    [InlineData(true, false, false)] // its own part is complete
    [InlineData(false, null, true)] // nobody leads
    public void A_unit_is_reminded_until_its_part_or_the_whole_is_done(bool isComplete, bool? leadsAreComplete, bool isOpen) =>
        Assert.Equal(isOpen, DoneRule.IsOpen(isComplete, leadsAreComplete));
}
