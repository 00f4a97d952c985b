using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Changes;

/// <summary>Each change of a plan is checked, written with its entry, and can be undone.</summary>
public class PlanChangesTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_moved_deadline_says_who_when_why_and_from_what_to_what()
    {
        var made = await MakeAsync(plan => PlanOperations.MoveDueDate(plan, "t04", new(2022, 7, 15)), "theo Công văn 45");
        Assert.Equal(
            [new ChangeEntry { Thing = new(ThingKind.Assignment, "T04"), Field = "due", Before = "2022-06-30", After = "2022-07-15" }],
            made.Entries);
        var gesture = (await ListAsync("T04"))[0];
        Assert.Equal(
            (made.Id, _service.Clock.Now, "chuyên trách", ChangeWay.Desk, "theo Công văn 45"),
            (gesture.Id, gesture.MadeAt, gesture.MadeBy, gesture.Way, gesture.Reason));
        Assert.Equal(("NTM-2022", 1, true), (gesture.Campaign, gesture.Entries, gesture.IsApplied));
        Assert.Equal(new(2022, 7, 15), await DueAsync());
    }

    [Fact]
    public async Task A_second_post_of_the_same_gesture_does_nothing()
    {
        var gesture = By("x") with { Key = "form-1" };
        var first = await Changes.MakeAsync(null, gesture, Move(15), isDryRun: false, Service.Token);
        var second = await Changes.MakeAsync(null, gesture, Move(20), isDryRun: false, Service.Token);
        Assert.Equal((first.Id, true), (second.Id, second.IsRepeated));
        Assert.Equal(first.Entries, second.Entries);
        Assert.Equal(new(2022, 7, 15), await DueAsync());
    }

    /// <summary>A thousand new rows are one entry that names them.</summary>
    [Fact]
    public async Task The_import_that_brought_an_assignment_or_a_unit_is_among_its_changes()
    {
        await ImportAsync(("assignments.csv", "code,title,lead,due\nT9,a,HND,2022-07-01\nT90,b,MTTQ,2022-07-01\nXT9,c,HND,2022-07-01\n"));
        await ImportAsync(("assignments.csv", "code,title,lead,due\nT900,d,HND,2022-07-01\nT9X,e,HND,2022-07-01\n"));
        Assert.Equal([2L], (await ListAsync("T9")).Select(gesture => gesture.Id));
        Assert.Equal([2L], (await ListAsync("T90")).Select(gesture => gesture.Id));
        Assert.Equal([3L], (await ListAsync("T900")).Select(gesture => gesture.Id));
        Assert.Empty(await ListAsync("T"));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        // By its name, and by its parts.
        Assert.Equal(
            [2L, 1L], (await ChangeRecord.ListAsync(session, 1, "", "MTTQ", 50, Service.Token)).Select(gesture => gesture.Id));
        Assert.Empty(await ChangeRecord.ListAsync(session, 1, "", "MTT", 50, Service.Token));
        Assert.Equal("T90", await PlanFinder.AssignmentCodeAsync(session, 1, "t90", Service.Token));
        Assert.Equal("MTTQ", await PlanFinder.UnitCodeAsync(session, 1, "mttq", Service.Token));
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(
            () => PlanFinder.AssignmentCodeAsync(session, 1, "T90O", Service.Token));
        Assert.Contains("T90", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_leaves_neither_a_change_nor_an_entry()
    {
        var made = await Changes.MakeAsync(null, By("x"), Move(15), isDryRun: true, Service.Token);
        Assert.Null(made.Id);
        Assert.Single(made.Entries);
        Assert.Equal(ChangeWay.Import, Assert.Single(await ListAsync("T04")).Way);
        Assert.Equal(new(2022, 6, 30), await DueAsync());
    }

    /// <summary>Whatever was done, undone it is as before, row for row; and the undoing can be undone.</summary>
    [Theory]
    [InlineData("due")]
    [InlineData("complete")]
    [InlineData("part complete")]
    [InlineData("report")]
    [InlineData("return")]
    [InlineData("confirm")]
    [InlineData("open what was reported")]
    [InlineData("replace contact")]
    [InlineData("exempt")]
    [InlineData("end unit")]
    [InlineData("submission")]
    [InlineData("withdraw")]
    public async Task What_is_undone_is_as_before(string what)
    {
        if (what is "return" or "confirm" or "open what was reported")
            await MakeAsync(Operation("report"));
        var before = await StateAsync();
        var made = await MakeAsync(Operation(what));
        var after = await StateAsync();
        Assert.NotEqual(before, after);
        var undo = await Changes.UndoAsync(made.Id!.Value, By("y"), isDryRun: false, Service.Token);
        // An address that has come stays as one that has ended.
        Assert.Equal(before, (await StateAsync()).Except(["Contact BPT-TT moi@camha.example active=0"]));
        await Changes.UndoAsync(undo.Id!.Value, By("y"), isDryRun: false, Service.Token);
        Assert.Equal(after, await StateAsync());
        var gestures = await ListAsync();
        Assert.Equal([undo.Id, made.Id], gestures.Take(3).Select(gesture => gesture.UndoesId).Where(id => id is not null));
        // It is in effect again.
        Assert.Null(gestures.Single(gesture => gesture.Id == made.Id).UndoneById);
    }

    [Fact]
    public async Task What_has_changed_since_is_not_undone_and_is_named()
    {
        var first = await MakeAsync(Move(15));
        var second = await MakeAsync(Move(20));
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(first));
        Assert.Contains("T04: due", refused.Message, StringComparison.Ordinal);
        await UndoAsync(second);
        // The later change is undone itself, so the way is free.
        await UndoAsync(first);
        Assert.Equal(new(2022, 6, 30), await DueAsync());
        var again = await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(first));
        Assert.Contains($"{first.Id}", again.Message, StringComparison.Ordinal);
    }

    /// <summary>A change and its reverse by hand leave the same value; the person's second decision stands all the same.</summary>
    [Fact]
    public async Task A_field_that_was_changed_and_changed_back_by_hand_is_not_undone()
    {
        var first = await MakeAsync(Move(15));
        await MakeAsync(Move(20));
        await MakeAsync(Move(15));
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(first));
    }

    [Fact]
    public async Task What_somebody_changed_in_the_tables_themselves_is_not_overwritten_by_an_undo()
    {
        var made = await MakeAsync(Move(15));
        await _service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-08-01' WHERE Code = 'T04'");
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(made));
        Assert.Equal(new(2022, 8, 1), await DueAsync());
    }

    [Fact]
    public async Task What_would_be_wrong_is_refused_in_the_words_of_an_import_and_nothing_is_left()
    {
        foreach (var (operation, words) in new (Func<PlanData, PlanEdit>, string)[]
        {
            (plan => PlanOperations.MoveDueDate(plan, "T04", new(2023, 1, 5)), "ngoài thời gian của kế hoạch"),
            (plan => PlanOperations.MoveDueDate(plan, "T4", new(2022, 7, 5)), "có phải là T04"),
            (plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 6, 30)), "dữ liệu đã như vậy"),
            (plan => PlanOperations.CompleteAssignment(plan, "T03", "HND", _service.Clock.Now, null), "không giao cho HND"),
            (plan => PlanOperations.ReplaceContact(plan, "BPT-TT", null, "chưa có", null, null), "không phải là địa chỉ thư"),
            (plan => PlanOperations.ReplaceContact(plan, "BPT-TT", "a@b.vn", "moi@camha.example", null, null), "không có địa chỉ a@b.vn"),
            (plan => PlanOperations.ReplaceContact(plan, "BPT-TT", null, "bpt-tien-thang-pho@camha.example", null, null), "đã là địa chỉ"),
            (plan => PlanOperations.EndUnit(plan, Specialist(plan)), "không có đơn vị nào là chuyên trách"),
            (plan => PlanOperations.EnterSubmission(plan, new() { Unit = "HND", Week = "2022-W24" }, _service.Clock), "chưa có nội dung"),
            (plan => PlanOperations.EnterSubmission(
                plan, new() { Unit = "HND", Week = "2022-W50", SubmittedAt = _service.Clock.Now, Results = "x" }, _service.Clock),
                "tuần 2022-W50 bắt đầu ngày 12/12/2022, sau lúc nhận"),
            (plan => PlanOperations.WithdrawSubmission(plan, "HND", "2022-W40", null, _service.Clock), "không có báo cáo tuần 2022-W40"),
        })
        {
            var refused = await Assert.ThrowsAsync<ChangeRefusedException>(() => MakeAsync(operation));
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ChangeWay.Import, Assert.Single(await ListAsync()).Way);
    }

    [Fact]
    public async Task Units_are_found_by_a_name_in_any_spelling()
    {
        var made = await MakeAsync(plan => PlanOperations.ExemptUnit(plan, "hội nông dân XÃ", ["2022-W26"], "thiên tai"));
        Assert.Equal(new(ThingKind.Exemption, Unit: "HND", Item: "2022-W26"), Assert.Single(made.Entries).Thing);
    }

    // “There is no unit”, it said, of every village.
    [Theory]
    [InlineData("thôn Xuân Hạ", "BPT-XH")]
    [InlineData("Xuân Hạ", "BPT-XH")]
    [InlineData("BPT thôn xuan ha", "BPT-XH")]
    [InlineData("Phụ nữ", "HPN")]
    [InlineData("chỉ huy quân sự", "QSX")]
    [InlineData("UBND xã Cẩm Hà", "UBND")]
    [InlineData(" hnd ", "HND")]
    public async Task Units_are_found_by_the_names_that_people_have_for_them(string text, string code) =>
        Assert.Equal(code, (await PlanAsync()).Unit(text).Code);

    [Theory]
    [InlineData("thôn A", "“thôn A” có thể là BPT-A (Ban Phát triển thôn A) hoặc CB-A (Chi bộ thôn A); ghi mã đơn vị.")]
    [InlineData("thôn Xuân Hải", "không có đơn vị “thôn Xuân Hải”; có phải là BPT-XH (Ban Phát triển thôn Xuân Hạ)")]
    [InlineData("Ngân hàng", "không có đơn vị “Ngân hàng”.")]
    [InlineData("UBND xã (Hội Phụ nữ)", "“UBND xã (Hội Phụ nữ)” có thể là UBND (Ủy ban nhân dân xã) hoặc HPN (")]
    public async Task A_unit_that_is_not_found_or_not_the_only_one_is_answered_with_those_that_may_be_meant(string text, string words)
    {
        await MakeAsync(_ => new()
        {
            Units = [new() { Code = "BPT-A", Name = "Ban Phát triển thôn A" }, new() { Code = "CB-A", Name = "Chi bộ thôn A" }],
        });
        var plan = await PlanAsync();
        Assert.StartsWith(words, Assert.Throws<ChangeRefusedException>(() => plan.Unit(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_ends_while_it_leads_is_told_of()
    {
        var made = await MakeAsync(plan => PlanOperations.EndUnit(plan, "BPT-TT"));
        Assert.Contains("BPT-TT", Assert.Single(made.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_one_gesture_whose_new_rows_are_counted_and_whose_changes_are_listed()
    {
        var import = Assert.Single(await ListAsync());
        Assert.Equal((ChangeWay.Import, 0), (import.Way, import.Entries));
        Assert.Equal(64, import.SourceSha256.Length);
        Assert.True(import.NewRows > 200);
        // What an import made of nothing cannot be taken back.
        await Assert.ThrowsAsync<ChangeRefusedException>(() => Changes.UndoAsync(import.Id, By("y"), isDryRun: false, Service.Token));

        // Nothing changes: nothing is recorded.
        await ImportAsync(("exemptions.csv", "unit,week\n"));
        Assert.Single(await ListAsync());
        var before = await StateAsync();
        await ImportAsync(
            ("exemptions.csv", "unit,week,reason\nDTN,2022-W26,\nHND,2022-W26,thiên tai\n"),
            ("assignments.csv", "code,title,lead,due\nT03,Đổi tên,HND,30/6/2022\nT99,Mới,HND,1/7/2022\n"),
            ("calendar.csv", "day,kind,name\n04/07/2022,off,Nghỉ bù\n"));
        var second = (await ListAsync())[0];
        // A title, a target and its unit, the leads and supporting units of T03; two exemptions, T99 with its part, a day off.
        Assert.Equal(5, second.NewRows - 1);
        await Changes.UndoAsync(second.Id, By("y"), isDryRun: false, Service.Token);
        Assert.Equal(before, (await StateAsync()).Where(row => !row.StartsWith("Assignment T99 ", StringComparison.Ordinal)));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T99' AND IsActive = 1"));
    }

    /// <summary>Its completion was gone with the part, unrecorded, and the unit was reminded again.</summary>
    [Fact]
    public async Task A_part_that_comes_back_with_an_undo_has_its_progress_and_completion_again()
    {
        await MakeAsync(plan => PlanOperations.CompleteAssignment(plan, "T03", "BPT-TX", _service.Clock.Now, "5/5"));
        var before = await StateAsync();
        await ImportAsync(("assignments.csv", "code,title,lead,support,due\nT03,Hoàn thành 1 vườn mẫu,DTN,UBND,30/6/2022\n"));
        var import = (await ListAsync())[0];
        await using (var session = await _service.Database.OpenAsync(Service.Token))
        {
            Assert.Contains(
                await ChangeRecord.EntriesAsync(session, import.Id, Service.Token),
                entry => entry is { Field: "progress", Before: "5/5", After: null } && entry.Thing.Unit == "BPT-TX");
        }

        await Changes.UndoAsync(import.Id, By("y"), isDryRun: false, Service.Token);
        Assert.Equal(before, await StateAsync());
    }

    /// <summary>What was entered for new rows was lost with the undo of the import that had brought them.</summary>
    [Fact]
    public async Task An_import_whose_new_rows_were_worked_on_since_is_not_undone()
    {
        await ImportAsync(("assignments.csv", "code,title,lead,due\nT90,Việc mới,BPT-TT,20/7/2022\n"));
        var import = (await ListAsync())[0];
        var done = await MakeAsync(plan => PlanOperations.CompleteAssignment(plan, "T90", null, _service.Clock.Now, "xong"));
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(
            () => Changes.UndoAsync(import.Id, By("y"), isDryRun: false, Service.Token));
        Assert.Contains("T90 BPT-TT", refused.Message, StringComparison.Ordinal);
        await UndoAsync(done);
        await Changes.UndoAsync(import.Id, By("y"), isDryRun: false, Service.Token);
    }

    /// <summary>The later text was overwritten, or deleted, without a word.</summary>
    [Fact]
    public async Task What_was_entered_again_is_neither_overwritten_nor_taken_away()
    {
        var entered = await MakeAsync(Operation("submission"));
        var at = (await PlanAsync()).Submissions.Single(row => row.Week == "2022-W23").SubmittedAt;
        var withdrawn = await MakeAsync(plan => PlanOperations.WithdrawSubmission(plan, "BPT-TT", "2022-W23", at, _service.Clock));
        await ImportAsync(("submissions.csv", $"unit,week,submitted_at,results\nBPT-TT,2022-W23,{at:O},Bản khác\n"));
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(withdrawn));
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(entered));
        Assert.Equal("Bản khác", (await PlanAsync()).Submissions.Single(row => row.Week == "2022-W23").Results);
    }

    [Fact]
    public async Task What_was_undone_and_done_again_is_in_effect()
    {
        var first = await MakeAsync(plan => PlanOperations.ExemptUnit(plan, "HPN", ["2022-W30"], "một"));
        var ended = await MakeAsync(plan => PlanOperations.ExpectUnit(plan, "HPN", ["2022-W30"]));
        var second = await MakeAsync(plan => PlanOperations.ExemptUnit(plan, "HPN", ["2022-W30"], "hai"));
        await UndoAsync(await UndoAsync(second));
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(ended));
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(first));
        Assert.Null((await ListAsync()).Single(gesture => gesture.Id == second.Id).UndoneById);
        Assert.Equal("hai", (await PlanAsync()).Exemptions.Single().Reason);
    }

    [Fact]
    public async Task An_undo_that_would_make_a_circle_or_leave_deadlines_outside_is_refused()
    {
        await MakeAsync(plan => new() { Units = [plan.Unit("BPT-TT") with { Supervisor = "UBND" }] });
        var freed = await MakeAsync(plan => new() { Units = [plan.Unit("BPT-TT") with { Supervisor = null }] });
        await MakeAsync(plan => new() { Units = [plan.Unit("UBND") with { Supervisor = "BPT-TT" }] });
        var circle = await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(freed));
        Assert.Contains("BPT-TT → UBND → BPT-TT", circle.Message, StringComparison.Ordinal);

        var longer = await MakeAsync(plan => new() { Campaign = plan.Campaign! with { EndsOn = new(2023, 3, 31) } });
        await MakeAsync(plan => PlanOperations.MoveDueDate(plan, "T05", new(2023, 3, 1)));
        var outside = await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(longer));
        Assert.Contains("01/03/2023", outside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_that_changes_much_holds_the_next_reminders_as_the_import_did()
    {
        await _service.ExecuteAsync("UPDATE Campaign SET ReleasedAt = WatchedSince");
        var made = await MakeAsync(plan => new() { Units = plan.Units.ConvertAll(unit => unit with { Name = $"{unit.Name} mới" }) });
        Assert.True(made.IsLarge);
        await _service.ExecuteAsync("UPDATE Campaign SET ReleasedAt = WatchedSince");
        Assert.True((await UndoAsync(made)).IsLarge);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Campaign WHERE ReleasedAt IS NULL"));
    }

    [Fact]
    public async Task A_submission_is_withdrawn_by_the_minute_that_people_are_shown()
    {
        _service.At(Service.Start.AddSeconds(5.052));
        await MakeAsync(Operation("submission"));
        var made = await MakeAsync(plan => PlanOperations.WithdrawSubmission(
            plan, "BPT-TT", "2022-W23", _service.Clock.Instant(Service.Start), _service.Clock));
        Assert.All(made.Entries, entry => Assert.Null(entry.After));
    }

    /// <summary>The tables of another program are not ours to change; the change is kept for whoever may.</summary>
    [Fact]
    public async Task Where_the_tables_are_another_programs_the_change_waits_as_a_note()
    {
        await OtherProgram.TakeOverAsync(_service);
        var made = await MakeAsync(Move(15));
        Assert.Equal(["Assignment", "AssignmentUnit"], made.Foreign);
        Assert.Equal("due", Assert.Single(made.Entries).Field);
        Assert.Equal(new(2022, 6, 30), await DueAsync());
        Assert.False((await ListAsync("T04"))[0].IsApplied);
        // What is ours goes on as ever.
        Assert.Empty((await MakeAsync(Operation("replace contact"))).Foreign);
    }

    [Fact]
    public async Task A_note_on_another_programs_tables_is_closed_by_an_undo_and_waits_no_more()
    {
        await OtherProgram.TakeOverAsync(_service);
        var made = await MakeAsync(Move(15));
        var closed = await UndoAsync(made);
        Assert.Equal((made.Id, 0), (closed.ClosesNote, closed.Entries.Count));
        Assert.Equal(new(2022, 6, 30), await DueAsync());
        var note = (await ListAsync("T04"))[0];
        Assert.Equal((false, closed.Id), (note.IsApplied, note.UndoneById));
        Assert.Contains($"đóng bằng lần {closed.Id}", ChangeAnswers.Row(note, _service.Clock));
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(made));
    }

    [Fact]
    public async Task The_entries_of_a_unit_are_found_by_it()
    {
        await MakeAsync(Operation("exempt"));
        await MakeAsync(Move(15));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var ofUnit = await ChangeRecord.ListAsync(session, 1, "", "BPT-TT", 9, Service.Token);
        Assert.Equal([2L, 1L], ofUnit.Select(gesture => gesture.Id));
        Assert.Equal(2, ofUnit[0].Entries);
    }

    private static string Specialist(PlanData plan) => plan.Units.Single(unit => unit.Role == UnitRole.Specialist).Code;

    private PlanChanges Changes => _service.Get<PlanChanges>();

    private static Gesture By(string who) => new(Gesture.NewKey(), who, ChangeWay.Desk);

    private static Func<PlanData, PlanEdit> Move(int day) => plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 7, day));

    private Func<PlanData, PlanEdit> Operation(string what) => what switch
    {
        "due" => Move(15),
        "complete" => plan => PlanOperations.CompleteAssignment(plan, "T02", null, _service.Clock.Now, "xong"),
        "part complete" => plan => PlanOperations.CompleteAssignment(plan, "T02", "MTTQ", _service.Clock.Now, null),
        "report" => plan => PlanOperations.ReportDone(plan, "T04", "HND", _service.Clock.Now.AddHours(-1), "Phó thôn", "xong"),
        "return" => plan => PlanOperations.ReturnAssignment(plan, "T04", null, _service.Clock.Now, "thiếu biên bản"),
        "confirm" => plan => PlanOperations.CompleteAssignment(plan, "T04", null, _service.Clock.Now, null),
        "open what was reported" => plan => PlanOperations.ReopenAssignment(plan, "T04", "HND"),
        "replace contact" => plan => PlanOperations.ReplaceContact(plan, "BPT-TT", null, "moi@camha.example", null, "0912345678"),
        "exempt" => plan => PlanOperations.ExemptUnit(plan, "BPT-TT", ["2022-W26", "2022-W27"], ""),
        "end unit" => plan => PlanOperations.EndUnit(plan, "BPT-TT"),
        "submission" => plan => PlanOperations.EnterSubmission(
            plan,
            new()
            {
                Unit = "BPT-TT",
                Week = "2022-W23",
                SubmittedAt = _service.Clock.Now,
                Results = "Đã làm\n200 m",
                Channel = SubmissionChannel.Phone,
                SpokenBy = "Trưởng thôn",
                IsNothing = true,
                Assignments = "t02,T04",
            },
            _service.Clock),
        _ => plan => PlanOperations.WithdrawSubmission(
            plan, plan.Submissions[0].Unit, plan.Submissions[0].Week, null, _service.Clock),
    };

    private Task<ChangeMade> MakeAsync(Func<PlanData, PlanEdit> operation, string reason = "") =>
        Changes.MakeAsync(null, By("chuyên trách") with { Reason = reason }, operation, isDryRun: false, Service.Token);

    private Task<ChangeMade> UndoAsync(ChangeMade made) => Changes.UndoAsync(made.Id!.Value, By("y"), isDryRun: false, Service.Token);

    private async Task<List<RecordedGesture>> ListAsync(string assignment = "")
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await ChangeRecord.ListAsync(session, 1, assignment, "", 50, Service.Token);
    }

    private async Task ImportAsync(params (string Name, string Content)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_service.Folder, "plan")).FullName;
        foreach (var old in Directory.GetFiles(folder))
            File.Delete(old);
        foreach (var (name, content) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), content, Service.Token);
        var result = await _service.Get<Importer>().ImportAsync(ImportSource.Folder(folder), isDryRun: false, Service.Token);
        Assert.Empty(result.Errors);
    }

    private async Task<DateOnly> DueAsync() => (await PlanAsync()).Assignment("T04").DueOn;

    private async Task<PlanData> PlanAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await PlanData.OfCampaignAsync(session, null, Service.Token);
    }

    // Every row of the plan, in the form of the record.
    private async Task<List<string>> StateAsync()
    {
        var plan = await PlanAsync();
        return
        [
            .. Lines(RowShapes.Units, plan.Units),
            .. Lines(RowShapes.Contacts, plan.Contacts).Select(line => HasCome(line) ? "Contact BPT-TT moi@camha.example active=0" : line),
            .. Lines(RowShapes.Assignments, plan.Assignments),
            .. Lines(RowShapes.Parts, plan.Parts),
            .. Lines(RowShapes.Progress, plan.Progress),
            .. Lines(RowShapes.DoneReports, plan.DoneReports),
            .. Lines(RowShapes.Extensions, plan.Extensions),
            .. Lines(RowShapes.Submissions, plan.Submissions),
            .. Lines(RowShapes.Exemptions, plan.Exemptions),
            .. Lines(RowShapes.Calendar, plan.Calendar),
        ];

        static bool HasCome(string line) =>
            line.StartsWith("Contact BPT-TT moi@", StringComparison.Ordinal) && line.EndsWith("active=0", StringComparison.Ordinal);

        static IEnumerable<string> Lines<T>(RowShape<T> shape, IEnumerable<T> rows) =>
            from row in rows
            let thing = shape.Thing(row)
            orderby thing.Key
            select $"{thing.Kind} {thing.Key} {string.Join(' ', shape.Fields.Select(field => $"{field.Name}={field.Value(row)}"))}";
    }
}
