using CamHa.Scheduler.Simulation;

namespace CamHa.Scheduler.Tests.Simulation;

public sealed class MailsOfChangeTests
{
    // A rehearsal that was killed left a copy of the whole database for good.
    [Fact]
    public void The_copies_of_a_rehearsal_that_was_ended_are_deleted_by_a_later_one()
    {
        var temporary = Directory.CreateTempSubdirectory("camha-");
        try
        {
            var old = temporary.CreateSubdirectory("camha-change-a");
            File.WriteAllText(Path.Combine(old.FullName, "camha.db"), "x");
            var other = temporary.CreateSubdirectory("camha-other");
            MailsOfChange.Sweep(temporary.FullName, DateTimeOffset.UnixEpoch);
            Assert.True(old.Exists);
            MailsOfChange.Sweep(temporary.FullName, new(old.LastWriteTimeUtc.AddHours(25)));
            Assert.Equal([other.Name], temporary.GetDirectories().Select(each => each.Name));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }
}
