using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Tests.Commands;

public class UpkeepAnswersTests
{
    [Theory]
    [InlineData(null, "1. 2. 3.")]
    [InlineData("/data/old.db", "1. 2. 3. 4.")]
    public void The_steps_after_a_restore_are_numbered_without_a_gap(string? aside, string numbers)
    {
        var restored = new Restored("/data/camha.db", "/usb/camha.db", aside, [], new Dictionary<string, long>());
        var lines = UpkeepAnswers.Restored(restored, new Dictionary<OutboxState, int>());
        var steps = lines.Where(line => char.IsDigit(line[0]) && line[1] == '.');
        Assert.Equal(numbers, string.Join(' ', steps.Select(line => line[..2])));
    }
}
