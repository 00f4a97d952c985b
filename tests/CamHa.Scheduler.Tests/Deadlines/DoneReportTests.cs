using CamHa.Scheduler.Changes;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Deadlines;

/// <summary>
/// Completion in two steps. T04 is led by the Farmers' Union (HND); the village of Tiến Thắng and UBND support it. It is due on
/// 30 June 2022.
/// </summary>
public class DoneReportTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private static readonly DateTime Friday1630 = new(2022, 6, 17, 16, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    /// <summary>Every state of a part at a look and at a report, before its due date and after it.</summary>
    [Theory]
    [InlineData("open", false, true, AssignmentState.OnTrack)]
    [InlineData("open", true, true, AssignmentState.Overdue)]
    [InlineData("reported", false, false, AssignmentState.Waiting)]
    [InlineData("reported", true, false, AssignmentState.Waiting)]
    [InlineData("returned", false, true, AssignmentState.OnTrack)]
    [InlineData("returned", true, true, AssignmentState.Overdue)]
    [InlineData("reported again", false, false, AssignmentState.Waiting)]
    [InlineData("reported again", true, false, AssignmentState.Waiting)]
    [InlineData("confirmed", false, false, AssignmentState.Done)]
    [InlineData("confirmed", true, false, AssignmentState.Done)]
    [InlineData("opened again", false, true, AssignmentState.OnTrack)]
    [InlineData("opened again", true, true, AssignmentState.Overdue)]
    [InlineData("reported later", false, true, AssignmentState.OnTrack)] // a look of a past moment sees what was there by then
    [InlineData("reported later", true, true, AssignmentState.Overdue)]
    [InlineData("returned later", false, false, AssignmentState.Waiting)]
    [InlineData("returned later", true, false, AssignmentState.Waiting)]
    public async Task Who_has_reported_is_not_reminded_until_it_is_returned(
        string state, bool isOverdue, bool isReminded, AssignmentState inReport)
    {
        if (isOverdue)
            await _service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-06-10' WHERE Code = 'T04'");
        if (state != "open")
            await ReportAsync(state == "reported later" ? new(2022, 6, 18, 8, 0, 0) : new(2022, 6, 13, 6, 0, 0));
        if (state is "returned" or "reported again" or "returned later")
            await ReturnAsync(state == "returned later" ? new(2022, 6, 18, 8, 0, 0) : new(2022, 6, 13, 6, 30, 0));
        if (state == "reported again")
            await ReportAsync(new(2022, 6, 13, 6, 45, 0));
        if (state is "confirmed" or "opened again")
            await ConfirmAsync();
        if (state == "opened again")
            await MakeAsync(plan => PlanOperations.ReopenAssignment(plan, "T04", "HND"));

        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.NotEmpty(_service.Transport.Mails);
        // Where all who lead have reported, those who support it wait with them.
        foreach (var address in new[] { "nong-dan@camha.example", "bpt-tien-thang@camha.example", "ubnd@camha.example" })
            Assert.Equal(isReminded, TextTo(address).Contains("T04", StringComparison.Ordinal));
        Assert.Equal(
            state == "returned", TextTo("nong-dan@camha.example").Contains("được trả lại: thiếu biên bản", StringComparison.Ordinal));
        await SendAsync(LookName.Report, Friday1630);
        var assignment = (await ReportOfAsync("2022-W24")).Assignments.Single(each => each.Code == "T04");
        Assert.Equal(inReport, assignment.State);
        Assert.Equal(inReport == AssignmentState.Overdue, assignment.DaysOverdue > 0);
        Assert.Equal(
            inReport == AssignmentState.Waiting, assignment.Parts.Single(part => part.UnitCode == "HND").ReportedAt is not null);
    }

    [Fact]
    public async Task The_whole_way_of_a_report()
    {
        // The digest is decided and waits, and drops what is reported meanwhile.
        await _service.LookAsync(LookName.Deadlines, Thursday0730);
        _service.At(Thursday0730.AddMinutes(30));
        await ReportAsync(Thursday0730.AddMinutes(25));
        await _service.DispatchAsync(Thursday0730.AddMinutes(35));
        Assert.NotEmpty(_service.Transport.Mails);
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Text.Contains("T04", StringComparison.Ordinal));
        await _service.RunAsync(Thursday0730.AddHours(1), new(2022, 6, 24, 15, 0, 0));
        Assert.DoesNotContain(_service.Transport.Mails, mail => IsDigestOf(mail, "nong-dan@camha.example"));

        // Returned: three days before the due date the unit is reminded, and told why.
        _service.At(new(2022, 6, 24, 15, 0, 0));
        await ReturnAsync(new(2022, 6, 24, 15, 0, 0));
        await _service.RunAsync(new(2022, 6, 24, 15, 1, 0), new(2022, 6, 29, 14, 0, 0));
        var reminded = _service.Transport.Mails.Where(mail => IsDigestOf(mail, "nong-dan@camha.example")).ToList();
        Assert.NotEmpty(reminded);
        Assert.All(reminded, mail => Assert.Contains("Báo hoàn thành được trả lại: thiếu biên bản", mail.Text, StringComparison.Ordinal));

        // Reported in time, confirmed late: never overdue, and in time.
        _service.At(new(2022, 6, 29, 15, 0, 0));
        await ReportAsync(new(2022, 6, 29, 15, 0, 0));
        await _service.RunAsync(new(2022, 6, 29, 15, 1, 0), new(2022, 7, 8, 9, 0, 0));
        Assert.DoesNotContain(
            _service.Transport.Mails.Skip(_service.Transport.Mails.ToList().IndexOf(reminded[^1]) + 1),
            mail => IsDigestOf(mail, "nong-dan@camha.example"));
        var waiting = await ReportOfAsync("2022-W26");
        Assert.Equal(["T04"], waiting.In(AssignmentState.Waiting).Select(each => each.Code));
        Assert.Equal(["T04"], waiting.Changes!.NewlyWaiting);
        Assert.Equal(
            new WaitingLine("T04", "Hoàn thành 1 vườn mẫu tại thôn Tiến Thắng", "Hội Nông dân xã", "15h00 29/6, Phó thôn", "30/6/2022"),
            Assert.Single(ReportModel.Of(waiting).WaitingLines));
        var mail = _service.Transport.Mails.Last(mail => mail.Subject.Contains("Báo cáo tổng hợp tuần 26", StringComparison.Ordinal));
        Assert.Contains("1 chờ xác nhận", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Hội Nông dân xã báo lúc 15h00 29/6, Phó thôn (hạn 30/6/2022)", mail.Text, StringComparison.Ordinal);
        // T03 is overdue, so the specialist has a digest; what waits stands there too.
        Assert.Contains(
            _service.Transport.Mails,
            each => each.Text.Contains("CHỜ XÁC NHẬN HOÀN THÀNH (1 phần việc của 1 nhiệm vụ)", StringComparison.Ordinal)
                && each.Text.Contains("Hội Nông dân xã báo lúc 15h00 thứ Tư, 29/6/2022 (Phó thôn)", StringComparison.Ordinal));

        _service.At(new(2022, 7, 8, 9, 0, 0));
        await ConfirmAsync();
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        await _service.RunAsync(new(2022, 7, 8, 9, 1, 0), new(2022, 7, 8, 17, 0, 0));
        var done = (await ReportOfAsync("2022-W27")).Assignments.Single(each => each.Code == "T04");
        var part = done.Parts.Single(each => each.UnitCode == "HND");
        Assert.Equal((AssignmentState.Done, new DateTime(2022, 6, 29, 15, 0, 0)), (done.State, part.CompletedAt));
        Assert.Equal("126/126 hộ", part.Progress);
        Assert.DoesNotContain("T04", (await ReportOfAsync("2022-W27")).Changes!.NewlyOverdue);
    }

    /// <summary>With nothing overdue the specialist had no digest, and read of it in Friday's report.</summary>
    [Fact]
    public async Task What_waits_is_a_digest_of_its_own_for_the_specialist()
    {
        _service.At(new(2022, 6, 14, 15, 0, 0));
        await ReportAsync(new(2022, 6, 14, 15, 0, 0));
        await _service.RunAsync(new(2022, 6, 14, 15, 1, 0), new(2022, 6, 17, 12, 0, 0));
        var first = Assert.Single(Waiting());
        Assert.Contains("Hội Nông dân xã báo lúc 15h00 thứ Ba, 14/6/2022 (Phó thôn)", first.Text, StringComparison.Ordinal);
        Assert.Equal("[NTM Cẩm Hà] V/v xác nhận 1 phần việc đơn vị đã báo hoàn thành", first.Subject);
        Assert.DoesNotContain("Từng đơn vị đang hoạt động", first.Text, StringComparison.Ordinal);
        // Three working days later it still waits.
        await _service.RunAsync(new(2022, 6, 17, 12, 1, 0), new(2022, 6, 20, 12, 0, 0));
        Assert.Equal(2, Waiting().Count);
        _service.At(new(2022, 6, 20, 15, 0, 0));
        await ConfirmAsync();
        await _service.RunAsync(new(2022, 6, 20, 15, 1, 0), new(2022, 6, 24, 12, 0, 0));
        Assert.Equal(2, Waiting().Count);

        List<Taken> Waiting() =>
            [.. _service.Transport.Mails.Where(mail => mail.Text.Contains("CHỜ XÁC NHẬN HOÀN THÀNH (", StringComparison.Ordinal)
                && !mail.Subject.Contains("Báo cáo", StringComparison.Ordinal))];
    }

    /// <summary>Three months before the due date no step was near, and the unit heard of the return with the first of them.</summary>
    [Theory]
    [InlineData("2022-09-30")]
    [InlineData("2022-06-24")] // between two steps
    [InlineData("2022-06-10")] // overdue
    public async Task A_return_is_told_at_the_next_look_once_and_in_the_weeks_report(string due)
    {
        await _service.ExecuteAsync($"UPDATE Assignment SET DueOn = '{due}' WHERE Code = 'T04'");
        await _service.RunAsync(Service.Start, new(2022, 6, 14, 8, 0, 0));
        await ReportAsync(new(2022, 6, 14, 8, 0, 0));
        _service.At(new(2022, 6, 14, 15, 0, 0));
        await ReturnAsync(new(2022, 6, 14, 15, 0, 0));
        var before = _service.Transport.Mails.Count;
        await _service.RunAsync(new(2022, 6, 14, 15, 1, 0), new(2022, 6, 16, 12, 0, 0));
        var told = _service.Transport.Mails.Skip(before).Where(each => IsDigestOf(each, "nong-dan@camha.example")).ToList();
        var mail = Assert.Single(told);
        Assert.Contains("Báo hoàn thành được trả lại: thiếu biên bản", mail.Text, StringComparison.Ordinal);
        if (due != "2022-06-10")
        {
            Assert.Contains("V/v trả lại 1 nhiệm vụ báo hoàn thành", mail.Subject, StringComparison.Ordinal);
            Assert.Contains("BÁO HOÀN THÀNH ĐƯỢC TRẢ LẠI (1)", mail.Text, StringComparison.Ordinal);
        }

        await _service.RunAsync(new(2022, 6, 16, 12, 1, 0), new(2022, 6, 17, 17, 0, 0));
        var report = await ReportOfAsync("2022-W24");
        const string Line = "T04 - Hội Nông dân xã: báo hoàn thành, trả lại 14/6/2022: thiếu biên bản.";
        Assert.Equal([Line], ReportModel.Of(report).ReturnedLines);
        Assert.Contains(Line, TextTo("bcd-ntm@camha.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_confirms_may_know_better_when_it_was_done()
    {
        await ReportAsync(new(2022, 6, 13, 6, 0, 0));
        var at = _service.Clock.Instant(new(2022, 6, 12, 9, 0, 0));
        await MakeAsync(plan => PlanOperations.CompleteAssignment(plan, "T04", null, at, "xong", isAtCertain: true));
        var row = (await PlanAsync()).Progress.Single(each => (each.Assignment, each.Unit) == ("T04", "HND"));
        Assert.Equal((at, "xong", at), (row.CompletedAt, row.Progress, row.ProgressAt));
    }

    // “Nghiệm thu xong” of July was replaced by what had been reported in June.
    [Fact]
    public async Task What_was_done_earlier_takes_the_place_of_no_newer_progress()
    {
        await ReportAsync(new(2022, 6, 13, 6, 0, 0));
        await MakeAsync(plan => new()
        {
            Progress = plan.Progress.FindAll(row => (row.Assignment, row.Unit) == ("T04", "HND"))
                .ConvertAll(row => row with { Progress = "mới hơn", ProgressAt = _service.Clock.Instant(new(2022, 6, 13, 7, 0, 0)) }),
        });
        _service.At(new(2022, 6, 13, 8, 0, 0));
        var earlier = _service.Clock.Instant(new(2022, 6, 12, 9, 0, 0));
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(() => MakeAsync(
            plan => PlanOperations.CompleteAssignment(plan, "T04", null, earlier, "cũ", isAtCertain: true)));
        Assert.Contains("mới hơn lúc ghi ở --at: “mới hơn”", refused.Message, StringComparison.Ordinal);
        await ConfirmAsync();
        var row = (await PlanAsync()).Progress.Single(each => (each.Assignment, each.Unit) == ("T04", "HND"));
        Assert.Equal("mới hơn", row.Progress);
    }

    [Fact]
    public async Task One_of_two_who_lead_waits_for_the_other_and_stands_among_what_is_to_be_confirmed()
    {
        await MakeAsync(plan => PlanOperations.ReportDone(plan, "T02", "BPT-TT", _service.Clock.Now, "", ""));
        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.DoesNotContain("T02", TextTo("bpt-tien-thang@camha.example"), StringComparison.Ordinal);
        Assert.Contains("T02", TextTo("ubnd@camha.example"), StringComparison.Ordinal);
        await SendAsync(LookName.Report, Friday1630);
        var report = await ReportOfAsync("2022-W24");
        var assignment = report.Assignments.Single(each => each.Code == "T02");
        Assert.Equal(AssignmentState.OnTrack, assignment.State);
        Assert.DoesNotContain("Tiến Thắng", assignment.OwingLeads, StringComparison.Ordinal);
        Assert.Contains("; chủ trì chưa xong: ", TextTo("bcd-ntm@camha.example"), StringComparison.Ordinal);
        Assert.Equal("T02", Assert.Single(WaitingLine.Of(report)).Code);
    }

    [Fact]
    public async Task An_import_that_completes_a_part_confirms_its_report_and_the_undo_brings_both_back()
    {
        await ReportAsync(new(2022, 6, 13, 6, 0, 0));
        await _service.ImportAsync(
            "progress.csv", "assignment,unit,progress,progress_at,completed_at\nT04,HND,xong,13/6/2022 06:30,13/6/2022 06:30\n");
        Assert.Empty((await PlanAsync()).DoneReports);
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var import = (await ChangeRecord.ListAsync(session, 1, "T04", "", 9, Service.Token))[0];
        await session.DisposeAsync();
        await _service.Get<PlanChanges>().UndoAsync(import.Id, By(), isDryRun: false, Service.Token);
        Assert.True(Assert.Single((await PlanAsync()).DoneReports).Waits);
    }

    /// <summary>It would silence the reminders of whoever gets the part again.</summary>
    [Fact]
    public async Task A_report_ends_with_the_part_that_it_is_about()
    {
        await ReportAsync(new(2022, 6, 13, 6, 0, 0));
        await _service.ImportAsync("assignments.csv", "code,title,lead,due\nT04,Vườn mẫu,DTN,30/6/2022\nT03,Vườn mẫu,DTN,30/6/2022\n");
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        await _service.ImportAsync("assignments.csv", "code,title,lead,due\nT04,Vườn mẫu,HND,30/6/2022\n");
        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.Contains("T04", TextTo("nong-dan@camha.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_be_wrong_is_refused()
    {
        var now = _service.Clock.Now;
        await RefusedAsync(plan => PlanOperations.ReportDone(plan, "T03", "HND", now, "", ""), "không giao cho HND");
        await RefusedAsync(plan => PlanOperations.ReturnAssignment(plan, "T04", "HND", now, "x"), "HND không có báo hoàn thành T04 nào");
        await ReportAsync(new(2022, 6, 13, 6, 0, 0));
        await RefusedAsync(plan => PlanOperations.ReportDone(plan, "T04", "HND", now, "", ""), "HND đã báo hoàn thành T04 (Phó thôn)");
        await RefusedAsync(plan => PlanOperations.ReturnAssignment(plan, "T04", "HND", now, ""), "chưa ghi vì sao trả lại");
        await ReturnAsync(new(2022, 6, 13, 6, 30, 0));
        await RefusedAsync(plan => PlanOperations.ReturnAssignment(plan, "T04", null, now, "x"), "T04 không có đơn vị nào");
        await ConfirmAsync();
        await RefusedAsync(plan => PlanOperations.ReportDone(plan, "T04", "HND", now, "", ""), "đã hoàn thành rồi");
        await _service.ExecuteAsync("UPDATE Assignment SET IsActive = 0 WHERE Code = 'T03'");
        await RefusedAsync(plan => PlanOperations.ReportDone(plan, "T03", "DTN", now, "", ""), "T03 đã kết thúc");
    }

    /// <summary>The report is ours; the completion is the other program's.</summary>
    [Fact]
    public async Task Over_another_programs_tables_a_report_rests_the_reminders_and_the_confirmation_waits_as_a_note()
    {
        await OtherProgram.TakeOverAsync(_service);
        Assert.Empty((await ReportAsync(new(2022, 6, 13, 6, 0, 0))).Foreign);
        await SendAsync(LookName.Deadlines, Thursday0730);
        Assert.DoesNotContain("T04", TextTo("nong-dan@camha.example"), StringComparison.Ordinal);
        var made = await ConfirmAsync();
        Assert.Equal(["AssignmentUnit"], made.Foreign);
        await SendAsync(LookName.Report, Friday1630);
        Assert.Equal(["T04"], (await ReportOfAsync("2022-W24")).In(AssignmentState.Waiting).Select(each => each.Code));
    }

    /// <summary>
    /// A rehearsal that forgot them would show mails that never leave. They count from their own time, whenever they were entered.
    /// </summary>
    [Fact]
    public async Task A_copy_for_a_simulation_has_the_reports()
    {
        var beginning = _service.Clock.Now;
        _service.At(new(2022, 6, 14, 8, 0, 0));
        await ReportAsync(new(2022, 6, 13, 6, 0, 0));
        await ReturnAsync(new(2022, 6, 13, 6, 30, 0));
        var copy = new SqliteDatabase(new StorageOptions { File = Path.Combine(_service.Folder, "copy.db") });
        await new SchemaMigration(copy).ApplyAsync(Service.Token);
        await CampaignCopy.CopyAsync(_service.Database, copy, beginning, done: null, Service.Token);
        await using var session = await copy.OpenAsync(Service.Token);
        var copied = await PlanData.OfCampaignAsync(session, null, Service.Token);
        Assert.Equal((await PlanAsync()).DoneReports, copied.DoneReports);
    }

    private Task<ChangeMade> ReportAsync(DateTime at) => MakeAsync(
        plan => PlanOperations.ReportDone(plan, "T04", "hội nông dân xã", _service.Clock.Instant(at), "Phó thôn", "126/126 hộ"));

    private Task<ChangeMade> ReturnAsync(DateTime at) => MakeAsync(
        plan => PlanOperations.ReturnAssignment(plan, "T04", "HND", _service.Clock.Instant(at), "thiếu biên bản"));

    private Task<ChangeMade> ConfirmAsync() => MakeAsync(
        plan => PlanOperations.CompleteAssignment(plan, "T04", "HND", _service.Clock.Now, null));

    private async Task RefusedAsync(Func<PlanData, PlanEdit> operation, string words)
    {
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(() => MakeAsync(operation));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private Task<ChangeMade> MakeAsync(Func<PlanData, PlanEdit> operation) =>
        _service.Get<PlanChanges>().MakeAsync(null, By(), operation, isDryRun: false, Service.Token);

    private static Gesture By() => new(Gesture.NewKey(), "chuyên trách", ChangeWay.Desk);

    private async Task SendAsync(string look, DateTime at)
    {
        await _service.LookAsync(look, at);
        await _service.DispatchAsync(at.AddMinutes(1));
    }

    // What a unit was reminded of; empty for nothing at all.
    private string TextTo(string recipient) => string.Concat(
        _service.Transport.Mails.Where(mail => mail.Recipient == recipient).Select(mail => mail.Text));

    private static bool IsDigestOf(Taken mail, string recipient) =>
        mail.Recipient == recipient && mail.Text.Contains("T04", StringComparison.Ordinal);

    private async Task<PlanData> PlanAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await PlanData.OfCampaignAsync(session, null, Service.Token);
    }

    private async Task<ReportSnapshot> ReportOfAsync(string week)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await ReportStore.OneAsync(session, 1, week, 1, Service.Token);
    }
}
