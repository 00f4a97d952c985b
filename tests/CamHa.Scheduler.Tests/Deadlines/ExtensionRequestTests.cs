using CamHa.Scheduler.Changes;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Deadlines;

/// <summary>
/// More time is asked for by who leads, and decided by the specialist. T04 is led by the Farmers' Union (HND) and due on 30 June 2022;
/// UBND supports it. The campaign ends on 30 December.
/// </summary>
public class ExtensionRequestTests : IAsyncLifetime
{
    private static readonly DateOnly July15 = new(2022, 7, 15);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("T04 xin lùi hạn đến 15/7, vướng: mưa kéo dài", "15/7/2022", "T04 xin lùi hạn đến 15/7, vướng: mưa kéo dài")]
    [InlineData("T04 vướng: mưa kéo dài. T04 xin lùi hạn đến 15/7/2022.", "15/7/2022", "T04 vướng: mưa kéo dài")]
    [InlineData("T04 đề nghị gia hạn thêm 10 ngày", "10/7/2022", "T04 đề nghị gia hạn thêm 10 ngày")]
    [InlineData("T04 xin lùi hạn thêm 2 tuần", "14/7/2022", "T04 xin lùi hạn thêm 2 tuần")]
    [InlineData("T04 xin lùi hạn", "", "T04 xin lùi hạn")]
    public async Task Who_leads_asks_by_mail_and_the_due_date_stays(string text, string until, string reason)
    {
        var plan = await PlanAsync();
        var answer = Decide(text, plan, "HND");
        Assert.Empty(answer.Waiting);
        var asked = until.Length > 0 ? $" đến {until}, chờ chuyên trách quyết định" : " (chưa nêu ngày), chờ chuyên trách quyết định";
        Assert.StartsWith($"T04: đã ghi nhận đề nghị lùi hạn{asked}", Assert.Single(answer.Understood), StringComparison.Ordinal);
        await MakeAsync(_ => answer.Edit!);
        var row = Assert.Single((await PlanAsync()).Extensions);
        Assert.Equal(
            (new DateOnly(2022, 6, 30), "HND", "nong-dan@camha.example", "inbox 7"), (row.DueOn, row.Unit, row.AskedBy, row.Source));
        Assert.Equal(reason, row.Reason);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T04' AND DueOn = '2022-06-30'"));
    }

    [Theory]
    [InlineData("HND", "T04 xin lùi hạn đến 1/6/2022", "đã qua")]
    [InlineData("HND", "T04 xin lùi hạn đến 25/6/2022", "không muộn hơn thời hạn hiện nay (30/6/2022)")]
    [InlineData("HND", "T04 xin lùi hạn đến 15/1/2023", "sau ngày kết thúc kế hoạch (30/12/2022)")]
    [InlineData("HND", "T04 xin lùi hạn đến 15/7. T04 xin lùi hạn đến 20/7.", "nêu nhiều ngày khác nhau (15/7/2022, 20/7/2022)")]
    [InlineData("UBND", "T04 xin lùi hạn đến 15/7/2022", "UBND phối hợp trong T04; lùi hạn thì đơn vị chủ trì đề nghị (HND)")]
    [InlineData("DTN", "T04 xin lùi hạn đến 15/7/2022", "nhiệm vụ này không giao cho đơn vị")]
    public async Task What_cannot_be_asked_is_told_and_waits_for_a_person(string unit, string text, string words)
    {
        var answer = Decide(text, await PlanAsync(), unit);
        Assert.Null(answer.Edit);
        Assert.Contains(words, Assert.Single(answer.Waiting), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_leaves_the_difficulty_for_the_specialist()
    {
        var answer = Decide("T04 vướng: mưa kéo dài. T04 xin lùi hạn đến 1/6/2022.", await PlanAsync(), "HND");
        Assert.Contains(answer.Waiting, line => line.Contains("vướng mắc “T04 vướng: mưa kéo dài”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_request_takes_the_place_of_the_earlier_which_is_kept()
    {
        await AskAsync(July15);
        _service.At(new(2022, 6, 14, 8, 0, 0));
        await AskAsync(new(2022, 7, 20));
        var rows = (await PlanAsync()).Extensions.OrderBy(row => row.AskedAt).ToList();
        Assert.Equal([ExtensionOutcome.Replaced, null], rows.Select(row => row.Outcome));
        Assert.Equal(new DateOnly(2022, 7, 20), rows[1].AskedFor);
        await RefusedAsync(
            plan => PlanOperations.AskExtension(plan, Asked(July15) with { AskedAt = _service.Clock.Now.AddDays(-1) }, Today()),
            "đã có đề nghị lùi hạn mới hơn");
    }

    [Fact]
    public async Task The_specialist_is_told_approves_and_the_units_hear_of_the_moved_deadline()
    {
        _service.At(new(2022, 6, 14, 15, 0, 0));
        await AskAsync(July15);
        await _service.RunAsync(new(2022, 6, 14, 15, 1, 0), new(2022, 6, 16, 12, 0, 0));
        var told = Assert.Single(Told());
        Assert.Equal("[NTM Cẩm Hà] V/v quyết định 1 đề nghị lùi hạn", told.Subject);
        Assert.Contains("ĐỀ NGHỊ LÙI HẠN, CHỜ QUYẾT ĐỊNH (1)", told.Text, StringComparison.Ordinal);
        Assert.Contains("từ 30/6/2022 lùi đến 15/7/2022", told.Text, StringComparison.Ordinal);
        Assert.Contains("Lý do: mưa kéo dài", told.Text, StringComparison.Ordinal);
        // The unit is reminded as before, and reads that it waits.
        await _service.RunAsync(new(2022, 6, 16, 12, 1, 0), new(2022, 6, 16, 18, 0, 0));
        Assert.Contains("Đề nghị lùi hạn đến 15/7/2022 đang chờ chuyên trách quyết định", TextTo(), StringComparison.Ordinal);
        await _service.RunAsync(new(2022, 6, 16, 18, 1, 0), new(2022, 6, 17, 17, 0, 0));
        var report = await ReportOfAsync("2022-W24");
        const string Line = "T04 - Hội Nông dân xã: đề nghị lùi hạn từ 30/6/2022 đến 15/7/2022: mưa kéo dài.";
        Assert.Equal([Line], ReportModel.Of(report).AskedLines);
        Assert.Contains(
            _service.Transport.Mails,
            mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Text.Contains(Line, StringComparison.Ordinal));

        _service.At(new(2022, 6, 17, 18, 0, 0));
        var made = await MakeAsync(plan => PlanOperations.ApproveExtension(plan, "t04", _service.Clock.Now, null));
        Assert.Equal(ExtensionOutcome.Approved, Assert.Single((await PlanAsync()).Extensions).Outcome);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T04' AND DueOn = '2022-07-15'"));
        var before = _service.Transport.Mails.Count;
        await _service.RunAsync(new(2022, 6, 17, 18, 1, 0), new(2022, 7, 1, 12, 0, 0));
        Assert.Empty(Told(before));
        Assert.Contains("lùi từ 30/6 đến 15/7", TextTo(before), StringComparison.Ordinal);

        await _service.Get<PlanChanges>().UndoAsync(made.Id!.Value, By(), isDryRun: false, Service.Token);
        Assert.True(Assert.Single((await PlanAsync()).Extensions).IsOpen);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE Code = 'T04' AND DueOn = '2022-06-30'"));

        List<Taken> Told(int from = 0) => [.. _service.Transport.Mails.Skip(from)
            .Where(mail => mail.Text.Contains("ĐỀ NGHỊ LÙI HẠN, CHỜ QUYẾT ĐỊNH", StringComparison.Ordinal)
                && !mail.Subject.Contains("Báo cáo", StringComparison.Ordinal))];
    }

    /// <summary>With no step near, the unit heard of it with the first of them.</summary>
    [Fact]
    public async Task A_refusal_is_told_at_the_next_look_once_with_its_reason()
    {
        await _service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-09-30' WHERE Code = 'T04'");
        await _service.RunAsync(Service.Start, new(2022, 6, 14, 8, 0, 0));
        await AskAsync(new(2022, 10, 15));
        _service.At(new(2022, 6, 14, 15, 0, 0));
        await MakeAsync(plan => PlanOperations.RefuseExtension(plan, "T04", _service.Clock.Now, "đã lùi một lần"));
        var before = _service.Transport.Mails.Count;
        await _service.RunAsync(new(2022, 6, 14, 15, 1, 0), new(2022, 6, 17, 12, 0, 0));
        var mail = Assert.Single(_service.Transport.Mails.Skip(before), each => IsDigest(each));
        Assert.Equal("[NTM Cẩm Hà] V/v 1 đề nghị lùi hạn không được chấp thuận", mail.Subject);
        Assert.Contains("ĐỀ NGHỊ LÙI HẠN KHÔNG ĐƯỢC CHẤP THUẬN (1)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Đề nghị lùi hạn đến 15/10/2022 không được chấp thuận: đã lùi một lần", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("completed")]
    [InlineData("imported")]
    [InlineData("left out")]
    [InlineData("given to others")]
    public async Task A_request_closes_when_there_is_nothing_left_to_decide_and_opens_with_the_undo(string how)
    {
        await AskAsync(July15);
        long? change = null;
        if (how == "moved")
            change = (await MakeAsync(plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 8, 1)))).Id;
        else if (how == "completed")
            change = (await MakeAsync(plan => PlanOperations.CompleteAssignment(plan, "T04", "HND", _service.Clock.Now, null))).Id;
        else if (how == "imported")
            await _service.ImportAsync("assignments.csv", "code,title,lead,due\nT04,Vườn mẫu,HND,1/8/2022\n");
        else if (how == "given to others")
            await _service.ImportAsync("assignments.csv", "code,title,lead,due\nT04,Vườn mẫu,DTN,30/6/2022\n");
        else
            change = (await MakeAsync(plan => new() { Assignments = [plan.Assignment("T04") with { IsActive = false }] })).Id;
        Assert.Equal(ExtensionOutcome.Moot, Assert.Single((await PlanAsync()).Extensions).Outcome);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE ClosedAt IS NULL"));
        if (change is null)
            return;
        await _service.Get<PlanChanges>().UndoAsync(change.Value, By(), isDryRun: false, Service.Token);
        Assert.True(Assert.Single((await PlanAsync()).Extensions).IsOpen);
    }

    [Fact]
    public async Task What_would_be_wrong_is_refused()
    {
        var now = _service.Clock.Now;
        await RefusedAsync(plan => PlanOperations.ApproveExtension(plan, "T04", now, null), "T04 không có đề nghị lùi hạn nào đang chờ");
        await MakeAsync(plan => PlanOperations.AskExtension(plan, Asked(null), Today()));
        await RefusedAsync(plan => PlanOperations.ApproveExtension(plan, "T04", now, null), "không nêu ngày; ghi thời hạn mới: --to");
        await RefusedAsync(plan => PlanOperations.ApproveExtension(plan, "T04", now, new(2022, 6, 20)), "không muộn hơn thời hạn hiện nay");
        await RefusedAsync(plan => PlanOperations.RefuseExtension(plan, "T04", now, ""), "chưa ghi vì sao không lùi");
        var refused = await MakeAsync(plan => PlanOperations.RefuseExtension(plan, "T04", now, "đã lùi một lần"));
        _service.At(new(2022, 6, 14, 8, 0, 0));
        await AskAsync(July15);
        // The first would be open beside the second.
        var undo = await Assert.ThrowsAsync<ChangeRefusedException>(
            () => _service.Get<PlanChanges>().UndoAsync(refused.Id!.Value, By(), isDryRun: false, Service.Token));
        Assert.Contains("T04 đã có đề nghị lùi hạn khác đang chờ", undo.Message, StringComparison.Ordinal);
    }

    /// <summary>A due date that the other program moves is no longer the one that was asked to be moved.</summary>
    [Fact]
    public async Task Over_another_programs_tables_a_request_is_ours_and_what_is_decided_waits_as_a_note()
    {
        await OtherProgram.TakeOverAsync(_service);
        Assert.Empty((await AskAsync(July15)).Foreign);
        var made = await MakeAsync(plan => PlanOperations.ApproveExtension(plan, "T04", _service.Clock.Now, null));
        Assert.Equal(["Assignment", "AssignmentUnit"], made.Foreign.Order(StringComparer.Ordinal));
        Assert.True(Assert.Single((await PlanAsync()).Extensions).IsOpen);
    }

    [Fact]
    public async Task A_copy_for_a_simulation_has_the_requests()
    {
        var beginning = _service.Clock.Now;
        await AskAsync(July15);
        _service.At(new(2022, 6, 14, 8, 0, 0));
        await AskAsync(new(2022, 7, 20));
        var copy = new SqliteDatabase(new StorageOptions { File = Path.Combine(_service.Folder, "copy.db") });
        await new SchemaMigration(copy).ApplyAsync(Service.Token);
        await CampaignCopy.CopyAsync(_service.Database, copy, beginning, done: null, Service.Token);
        await using var session = await copy.OpenAsync(Service.Token);
        Assert.Equal((await PlanAsync()).Extensions, (await PlanData.OfCampaignAsync(session, null, Service.Token)).Extensions);
    }

    private Answer Decide(string text, PlanData plan, string unit) => AnswerRule.Decide(
        new() { Text = text, Statements = StatementRule.Read(text, new() { Codes = ["T03", "T04"], Day = Today() }) },
        plan,
        new() { Unit = unit, Sender = "nong-dan@camha.example", ReceivedAt = _service.Clock.Now, Source = "inbox 7" },
        _service.Clock);

    private DateOnly Today() => DateOnly.FromDateTime(_service.Clock.WallClock(_service.Clock.Now));

    private ExtensionRow Asked(DateOnly? day) => new()
    {
        Assignment = "T04",
        Unit = "HND",
        AskedAt = _service.Clock.Now,
        AskedBy = "nong-dan@camha.example",
        AskedFor = day,
        Reason = "mưa kéo dài",
    };

    private Task<ChangeMade> AskAsync(DateOnly day) => MakeAsync(plan => PlanOperations.AskExtension(plan, Asked(day), Today()));

    private async Task RefusedAsync(Func<PlanData, PlanEdit> operation, string words)
    {
        var refused = await Assert.ThrowsAsync<ChangeRefusedException>(() => MakeAsync(operation));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private Task<ChangeMade> MakeAsync(Func<PlanData, PlanEdit> operation) =>
        _service.Get<PlanChanges>().MakeAsync(null, By(), operation, isDryRun: false, Service.Token);

    private static Gesture By() => new(Gesture.NewKey(), "chuyên trách", ChangeWay.Desk);

    private string TextTo(int from = 0) => string.Concat(_service.Transport.Mails.Skip(from).Where(IsDigest).Select(mail => mail.Text));

    private static bool IsDigest(Taken mail) =>
        mail.Recipient == "nong-dan@camha.example" && mail.Text.Contains("T04", StringComparison.Ordinal);

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
