using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Changes;

public sealed class RowVersionTests
{
    private static readonly DateTimeOffset At = new(2022, 6, 17, 3, 42, 0, TimeSpan.Zero);

    private static readonly AssignmentRow Assignment = new()
    {
        Code = "T02",
        Title = "Làm đường",
        Target = "1",
        TargetUnit = "km",
        DueOn = new(2022, 6, 30),
        Note = "Ghi chú",
    };

    private static readonly SubmissionRow Submission = new()
    {
        Unit = "HND",
        Week = "2022-W24",
        SubmittedAt = At,
        Assignments = " T02 T04 ",
        Results = "Kết quả",
        Difficulties = "Khó khăn",
        Proposals = "Kiến nghị",
        NextWeek = "Tuần tới",
    };

    [Fact]
    public void Every_value_of_a_row_counts()
    {
        var unit = new UnitRow { Code = "HND", Name = "Hội Nông dân", Aliases = "HND xã", Kind = "doan_the", Supervisor = "UBND" };
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Units, unit),
            RowVersion.Of(RowShapes.Units, unit with { Code = "HN" }),
            RowVersion.Of(RowShapes.Units, unit with { Name = "Hội" }),
            RowVersion.Of(RowShapes.Units, unit with { Aliases = "" }),
            RowVersion.Of(RowShapes.Units, unit with { Kind = "" }),
            RowVersion.Of(RowShapes.Units, unit with { Role = UnitRole.Copy }),
            RowVersion.Of(RowShapes.Units, unit with { OwesWeekly = true }),
            RowVersion.Of(RowShapes.Units, unit with { Supervisor = null }),
            RowVersion.Of(RowShapes.Units, unit with { IsActive = false }));
        var contact = new ContactRow { Unit = "HND", Address = "hnd@camha.example", Title = "Chủ tịch", Phone = "0912345678" };
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Contacts, contact),
            RowVersion.Of(RowShapes.Contacts, contact with { Unit = "HN" }),
            RowVersion.Of(RowShapes.Contacts, contact with { Address = "hn@camha.example" }),
            RowVersion.Of(RowShapes.Contacts, contact with { Title = "" }),
            RowVersion.Of(RowShapes.Contacts, contact with { Phone = "" }),
            RowVersion.Of(RowShapes.Contacts, contact with { Role = RecipientRole.Cc }),
            RowVersion.Of(RowShapes.Contacts, contact with { IsActive = false }));
        AssertAllDiffer(
            RowVersion.OfAssignment(Assignment, []),
            RowVersion.OfAssignment(Assignment with { Code = "T03" }, []),
            RowVersion.OfAssignment(Assignment with { Title = "Làm cầu" }, []),
            RowVersion.OfAssignment(Assignment with { Target = "2" }, []),
            RowVersion.OfAssignment(Assignment with { TargetUnit = "m" }, []),
            RowVersion.OfAssignment(Assignment with { DueOn = new(2022, 7, 1) }, []),
            RowVersion.OfAssignment(Assignment with { Note = "" }, []),
            RowVersion.OfAssignment(Assignment with { IsActive = false }, []),
            RowVersion.OfAssignment(Assignment, [Part("HND", PartKind.Lead)]),
            RowVersion.OfAssignment(Assignment, [Part("HND", PartKind.Support)]),
            RowVersion.OfAssignment(Assignment, [Part("HND", PartKind.Lead), Part("UBND", PartKind.Lead)]));
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Submissions, Submission),
            RowVersion.Of(RowShapes.Submissions, Submission with { Unit = "UBND" }),
            RowVersion.Of(RowShapes.Submissions, Submission with { Week = "2022-W25" }),
            RowVersion.Of(RowShapes.Submissions, Submission with { SubmittedAt = At.AddMilliseconds(1) }),
            RowVersion.Of(RowShapes.Submissions, Submission with { Assignments = " T02 " }),
            RowVersion.Of(RowShapes.Submissions, Submission with { Results = "" }),
            RowVersion.Of(RowShapes.Submissions, Submission with { Difficulties = "" }),
            RowVersion.Of(RowShapes.Submissions, Submission with { Proposals = "" }),
            RowVersion.Of(RowShapes.Submissions, Submission with { NextWeek = "" }),
            RowVersion.Of(RowShapes.Submissions, Submission with { IsActive = false }));
        var campaign = new CampaignRow { Code = "NTM", Name = "Kế hoạch", Place = "Cẩm Hà", SubjectTag = "NTM Cẩm Hà" };
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Campaign, campaign),
            RowVersion.Of(RowShapes.Campaign, campaign with { Code = "N" }),
            RowVersion.Of(RowShapes.Campaign, campaign with { Name = "" }),
            RowVersion.Of(RowShapes.Campaign, campaign with { Place = "" }),
            RowVersion.Of(RowShapes.Campaign, campaign with { SubjectTag = "" }),
            RowVersion.Of(RowShapes.Campaign, campaign with { StartsOn = new(2022, 1, 1) }),
            RowVersion.Of(RowShapes.Campaign, campaign with { EndsOn = new(2022, 1, 1) }));
        var progress = new ProgressRow { Assignment = "T02", Unit = "HND", Progress = "Xong", ProgressAt = At, CompletedAt = At };
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Progress, progress),
            RowVersion.Of(RowShapes.Progress, progress with { Assignment = "T03" }),
            RowVersion.Of(RowShapes.Progress, progress with { Unit = "UBND" }),
            RowVersion.Of(RowShapes.Progress, progress with { Progress = "" }),
            RowVersion.Of(RowShapes.Progress, progress with { ProgressAt = null }),
            RowVersion.Of(RowShapes.Progress, progress with { CompletedAt = null }));
        var day = new CalendarRow { Day = new(2022, 9, 2), Name = "Quốc khánh" };
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Calendar, day),
            RowVersion.Of(RowShapes.Calendar, day with { Day = new(2022, 9, 1) }),
            RowVersion.Of(RowShapes.Calendar, day with { Kind = DayKind.Worked }),
            RowVersion.Of(RowShapes.Calendar, day with { Name = "" }),
            RowVersion.Of(RowShapes.Calendar, day with { IsActive = false }));
        var exemption = new ExemptionRow { Unit = "HND", Week = "2022-W24", Reason = "Chống hạn" };
        AssertAllDiffer(
            RowVersion.Of(RowShapes.Exemptions, exemption),
            RowVersion.Of(RowShapes.Exemptions, exemption with { Unit = "UBND" }),
            RowVersion.Of(RowShapes.Exemptions, exemption with { Week = "2022-W25" }),
            RowVersion.Of(RowShapes.Exemptions, exemption with { Reason = "" }),
            RowVersion.Of(RowShapes.Exemptions, exemption with { IsActive = false }));
    }

    [Fact]
    public void Nothing_moves_from_one_value_to_the_next_unseen() => AssertAllDiffer(
        RowVersion.Of(RowShapes.Exemptions, new ExemptionRow { Unit = "A", Week = "", Reason = "1:B" }),
        RowVersion.Of(RowShapes.Exemptions, new ExemptionRow { Unit = "A", Week = "B", Reason = "" }),
        RowVersion.Of(RowShapes.Exemptions, new ExemptionRow { Unit = "AB", Week = "", Reason = "" }),
        RowVersion.Of(RowShapes.Exemptions, new ExemptionRow { Unit = "", Week = "A", Reason = "B" }));

    [Fact]
    public void The_order_of_parts_and_a_submissions_blanks_at_the_ends_do_not_count()
    {
        Assert.Equal(
            RowVersion.OfAssignment(Assignment, [Part("HND", PartKind.Lead), Part("UBND", PartKind.Lead), Part("MTTQ", PartKind.Support)]),
            RowVersion.OfAssignment(Assignment, [Part("MTTQ", PartKind.Support), Part("UBND", PartKind.Lead), Part("HND", PartKind.Lead)]));
        Assert.Equal(
            RowVersion.Of(RowShapes.Submissions, Submission),
            RowVersion.Of(RowShapes.Submissions, Submission with { Assignments = "T02 T04" }));
    }

    // Files that were written before must be understood by every later version.
    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void It_is_the_same_in_every_language_and_offset_and_never_changes(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal("33ba9bebdb643ec5", RowVersion.OfAssignment(Assignment, [Part("HND", PartKind.Lead)]));
        var elsewhere = Submission with { SubmittedAt = At.ToOffset(TimeSpan.FromHours(7)) };
        Assert.Equal("54883f68d912e96b", RowVersion.Of(RowShapes.Submissions, elsewhere));
    }

    private static PartRow Part(string unit, PartKind kind) => new() { Assignment = "T02", Unit = unit, Part = kind };

    private static void AssertAllDiffer(params string[] versions)
    {
        Assert.All(versions, version => Assert.Matches("^[0-9a-f]{16}$", version));
        Assert.Equal(versions.Length, versions.Distinct().Count());
    }
}
