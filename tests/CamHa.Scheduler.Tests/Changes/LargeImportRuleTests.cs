using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Tests.Changes;

public class LargeImportRuleTests
{
    [Theory]
    [InlineData("assignments.csv", 9, 0, 0, false)] // what a clerk changes by hand
    [InlineData("assignments.csv", 10, 0, 30, true)]
    [InlineData("assignments.csv", 0, 10, 30, true)] // due dates moved
    [InlineData("assignments.csv", 10, 0, 31, false)] // less than a quarter
    [InlineData("contacts.csv", 0, 12, 4, true)]
    [InlineData("units.csv", 20, 0, 0, true)]
    [InlineData("progress.csv", 40, 0, 0, false)] // ends reminders, and makes none
    [InlineData("submissions.csv", 40, 0, 0, false)]
    public void An_import_is_large_where_it_changes_a_good_part_of_the_plan(string file, int added, int changed, int same, bool isLarge) =>
        Assert.Equal(isLarge, LargeImportRule.IsLarge([new(file, added, changed, same, 0)]));
}
