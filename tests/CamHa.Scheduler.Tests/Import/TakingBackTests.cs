using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Tests.Import;

/// <summary>What an import has added can be taken back by an import, and what it would do is said row by row.</summary>
public sealed class TakingBackTests : IAsyncLifetime
{
    private PlanFolder _plan = null!;

    public async ValueTask InitializeAsync() => _plan = await PlanFolder.CreateAsync();

    public ValueTask DisposeAsync() => _plan.DisposeAsync();

    // A wrong exemption silenced a unit for good.
    [Theory]
    [InlineData("exemptions.csv", "unit,week,active", "DTN,2022-W40", "SubmissionExemption")]
    [InlineData("calendar.csv", "day,kind,name,active", "01/03/2024,off,Nhầm", "CalendarDay")]
    [InlineData("submissions.csv", "unit,week,submitted_at,results,active", "DTN,2022-W40,07/10/2022 10:00,Nhầm", "WeeklySubmission")]
    public async Task A_row_that_was_a_mistake_is_taken_back_by_a_zero(string file, string header, string row, string table)
    {
        var before = await _plan.CountAsync($"SELECT COUNT(*) FROM {table}");
        Assert.Equal(1, (await _plan.With((file, $"{header}\n{row},\n")).ChangesAsync()).Added);
        Assert.Equal(before + 1, await _plan.CountAsync($"SELECT COUNT(*) FROM {table}"));
        var back = await _plan.With((file, $"{header}\n{row},0\n")).ChangesAsync();
        Assert.Equal((0, 0, 1), (back.Added, back.Changed, back.Removed));
        Assert.Equal(before, await _plan.CountAsync($"SELECT COUNT(*) FROM {table}"));
        Assert.Equal((0, 0, 0), (await _plan.ChangesAsync()) switch { var again => (again.Added, again.Changed, again.Removed) });
    }

    [Fact]
    public async Task A_contact_is_ended_by_a_zero_and_a_new_one_with_a_zero_is_none()
    {
        var changes = await _plan.With(
            ("contacts.csv", "unit,address,active\nBPT-TT,bpt-tien-thang@camha.example,\nBPT-TT,bpt-tien-thang-pho@camha.example,0\n"
                + "BPT-TT,moi@camha.example,0\n")).ChangesAsync();
        Assert.Equal((0, 0), (changes.Added, changes.Removed));
        Assert.Equal(1, await _plan.CountAsync(
            "SELECT COUNT(*) FROM Contact c JOIN Unit u ON u.Id = c.UnitId WHERE u.Code = 'BPT-TT' AND c.IsActive = 1"));
    }

    [Fact]
    public async Task What_a_file_leaves_out_is_said_stays_and_ends_when_somebody_says_so()
    {
        await _plan.With(("exemptions.csv", "unit,week\nDTN,2022-W40\nHND,2022-W41\n")).ChangesAsync();
        _plan.With(("exemptions.csv", "unit,week\nHND,2022-W41\n"));
        Assert.Equal(["DTN 2022-W40"], (await _plan.ChangesAsync()).Missing);
        Assert.Equal(2, await _plan.CountAsync("SELECT COUNT(*) FROM SubmissionExemption"));

        var shown = await _plan.ChangesAsync(new(IsDryRun: true, EndsMissing: true));
        Assert.Equal((0, 1), (shown.Missing.Count, shown.Removed));
        Assert.Equal([new RowChange("DTN 2022-W40", "", "đang có", "")], shown.Rows);
        Assert.Equal(2, await _plan.CountAsync("SELECT COUNT(*) FROM SubmissionExemption"));

        await _plan.ChangesAsync(new(EndsMissing: true));
        Assert.Equal(1, await _plan.CountAsync("SELECT COUNT(*) FROM SubmissionExemption"));
        // The last one, too.
        await _plan.With(("exemptions.csv", "unit,week\n")).ChangesAsync(new(EndsMissing: true));
        Assert.Equal(0, await _plan.CountAsync("SELECT COUNT(*) FROM SubmissionExemption"));
    }

    // Both were taken without a word.
    [Fact]
    public async Task A_second_submission_is_told_and_one_of_a_week_to_come_is_a_fault()
    {
        const string Header = "unit,week,submitted_at,results\n";
        var result = await _plan.With(
            ("submissions.csv", $"{Header}DTN,2022-W30,29/7/2022 10:00,x\nDTN,2022-W30,29/7/2022 11:00,y\n")).ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal(
            ["submissions.csv, dòng 3, cột submitted_at: DTN đã có báo cáo tuần 2022-W30 nhận lúc 29/07/2022 10:00; báo cáo dùng bản mới "
                + "này, bản cũ vẫn được giữ."],
            result.Warnings.Select(told => told.ToString()));
        Assert.Equal(2, result.Submitted.Count);
        Assert.Empty((await _plan.ImportAsync()).Warnings);
        Assert.StartsWith(
            "submissions.csv, dòng 2, cột week: tuần 2023-W30 bắt đầu ngày 24/07/2023, sau lúc nhận",
            Assert.Single(await _plan.With(("submissions.csv", $"{Header}DTN,2023-W30,29/7/2022 10:00,x\n")).FaultsAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_one_year_or_one_week_says_nothing_of_the_others()
    {
        var calendar = await _plan.With(("calendar.csv", "day,kind\n01/01/2027,off\n")).ChangesAsync();
        Assert.Equal(11, calendar.Missing.Count);
        Assert.All(calendar.Missing, day => Assert.EndsWith("/2027", day, StringComparison.Ordinal));
        var submissions = await _plan.With(
            ("submissions.csv", "unit,week,submitted_at,results\nDTN,2022-W30,29/7/2022 10:00,x\nHND,2022-W30,,\n")).ChangesAsync();
        Assert.Empty(submissions.Missing);
        // It was dropped, and nobody was told.
        Assert.Equal(1, submissions.PassedOver);
    }

    [Fact]
    public async Task Assignments_and_units_and_the_addresses_of_units_are_ended_and_the_committee_is_not()
    {
        var assignments = await _plan.With(("assignments.csv", "code,title,lead,due\nT01,x,DTN,30/6/2022\n")).ChangesAsync();
        Assert.Equal(24, assignments.Missing.Count);
        Assert.Equal(24, (await _plan.ChangesAsync(new(EndsMissing: true))).Removed);
        Assert.Equal(1, await _plan.CountAsync("SELECT COUNT(*) FROM Assignment WHERE IsActive = 1"));

        Assert.Equal(
            ["units.csv, cột role: không có đơn vị nào là chuyên trách; ghi specialist cho một đơn vị: thư trả lời được gửi về đó."],
            (await _plan.With(("units.csv", "code,name,role\nBCD,Ban Chỉ đạo,committee\n")).ImportAsync(new(EndsMissing: true))).Errors
                .Select(error => error.ToString()));
        var contacts = await _plan.With(("contacts.csv", "unit,address\nDTN,doan-xa@camha.example\n")).ChangesAsync(new(EndsMissing: true));
        Assert.Equal(21, contacts.Removed);
    }

    [Fact]
    public async Task Each_change_is_said_with_its_row_and_column_and_what_was_before()
    {
        var result = await _plan.With(
            ("assignments.csv", "code,title,lead,support,due,target,target_unit,note\nT03,Mới,BPT-T*,UBND,01/07/2022,,,\n"),
            ("progress.csv", "assignment,unit,progress,progress_at,completed_at\nT03,UBND,Xong,16/06/2022,\n"))
            .ImportAsync(new(IsDryRun: true));
        Assert.Empty(result.Errors);
        var changes = result.Files[0].Rows.Where(change => change.Column is "due" or "lead").ToList();
        Assert.Equal(["30/06/2022", "DTN"], changes.Select(change => change.Before));
        Assert.Equal(["01/07/2022", "BPT-TT BPT-TX"], changes.Select(change => change.After));
        // A day alone is the end of that day.
        Assert.Contains(new RowChange("T03 UBND", "progress_at", "", "16/06/2022 23:59"), result.Files[1].Rows);
        // T* caught another unit, and nobody saw it.
        var caught = Assert.Single(result.Wildcards);
        Assert.Equal((2, "lead", "BPT-T*"), (caught.Line, caught.Column, caught.Pattern));
        Assert.Equal(["BPT-TT", "BPT-TX"], caught.Units);
    }

    // Every report named the unit that had ended, and the specialist was warned each week, until somebody wrote out all codes.
    [Fact]
    public async Task A_wildcard_means_the_units_that_there_are()
    {
        var result = await _plan.With(
            ("units.csv", "code,name,active\nBPT-TX,Ban Phát triển thôn Thành Xuân,0\n"),
            ("assignments.csv", "code,title,lead,support,due,target,target_unit,note\nT03,Mới,BPT-T*,UBND,01/07/2022,,,\n"))
            .ImportAsync(new(IsDryRun: true));
        Assert.Empty(result.Errors);
        Assert.Equal(["BPT-TT"], Assert.Single(result.Wildcards).Units);
    }

    [Fact]
    public async Task What_has_not_happened_yet_is_refused_and_today_is_not()
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"));
        var (today, later) = ($"{now:dd/MM/yyyy}", $"{now.AddDays(40):dd/MM/yyyy}");
        var faults = await _plan.With(
            ("submissions.csv", $"unit,week,submitted_at,results\nDTN,2022-W24,{later} 10:00,x\nHND,2022-W24,{today},x\n"),
            ("progress.csv", $"assignment,unit,progress,progress_at,completed_at\nT02,UBND,x,{today},{later}\n")).FaultsAsync();
        Assert.Equal(3, faults.Count);
        Assert.StartsWith(
            $"submissions.csv, dòng 2, cột submitted_at: “{later} 10:00” là lúc chưa tới (bây giờ là ",
            faults[0],
            StringComparison.Ordinal);
        Assert.EndsWith($" {today}); ghi lúc đã xảy ra.", faults[0], StringComparison.Ordinal);
        Assert.Equal(
            $"submissions.csv, dòng 3, cột submitted_at: “{today}” là hôm nay; ghi cả giờ nhận được, như {today} 10:42.", faults[1]);
        Assert.StartsWith($"progress.csv, dòng 2, cột completed_at: “{later}” là lúc chưa tới", faults[2], StringComparison.Ordinal);
        Assert.Equal(
            1,
            (await _plan.With(("progress.csv", $"assignment,unit,progress,progress_at,completed_at\nT02,UBND,x,{today},{today}\n"))
                .ChangesAsync()).Changed);
    }
}
