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

    // One mail less gave all that follow other codes, and a preview called every one of them changed.
    [Fact]
    public void A_mail_is_not_changed_by_the_code_that_it_gets()
    {
        var shown = new MailOfChange(new(2022, 6, 16, 14, 0, 0), "a@camha.example", "V/v nhắc nộp báo cáo [NTM-TUAN24-1QE8W0PA]");
        var mail = MailsOfChange.Mail.Of("weekly a", "Trả lời thư này. [NTM-TUAN24-1QE8W0PA]", shown);
        var other = MailsOfChange.Mail.Of(
            "weekly a", "Trả lời thư này. [NTM-TUAN24-2DTWF3NH]", shown with { Subject = "V/v nhắc nộp báo cáo [NTM-TUAN24-2DTWF3NH]" });
        Assert.Equal(mail, other);
        Assert.Equal("V/v nhắc nộp báo cáo", mail.Shown.Subject);
        Assert.NotEqual(mail, MailsOfChange.Mail.Of("weekly a", "Trả lời.", shown));
    }
}
