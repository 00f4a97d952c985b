using System.Globalization;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>What a person does about a mail that waits.</summary>
public sealed class InboxDeskTests : IAsyncLifetime
{
    private const string Stranger = "la@be.example";
    private InboxFolder _inbox = null!;

    private InboxDesk Desk => _inbox.Service.Get<InboxDesk>();

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Fact]
    public void A_reason_of_several_lines_has_no_semicolon_after_a_full_stop_or_a_colon_and_says_nothing_twice() => Assert.Equal(
        "Trả lời đúng thư. Báo cáo đã được ghi nhận: Kết quả: “a”; Khó khăn: “b”",
        DeskWords.Joined(["Trả lời đúng thư.", "Báo cáo đã được ghi nhận:", "Kết quả: “a”", "Khó khăn: “b”", "Khó khăn: “b”"]));

    [Fact]
    public async Task A_strangers_mail_is_applied_as_understood_for_the_unit_that_a_person_names_and_can_be_taken_back()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, $"{digest.Code} đã xong", Stranger);
        Assert.Equal(InboxState.Triage, mail.State);
        Assert.Contains("--unit", (await RefusedAsync(() => ApplyAsync(mail.Id))).Message, StringComparison.Ordinal);

        var applied = await ApplyAsync(mail.Id, new() { Unit = digest.Unit });
        // Nobody outside the address book gets a mail.
        Assert.False(applied.IsTold);
        Assert.Equal(1, await CountAsync("DoneReport"));
        var gesture = Assert.Single(await _inbox.QueryAsync<(string Way, string Source)>(
            "SELECT Way, Source FROM Gesture WHERE Id = @Id", new { applied.Made.Id }));
        Assert.Equal(("Console", $"inbox {mail.Id}"), gesture);
        var listed = await _inbox.NewestAsync();
        Assert.Equal((InboxState.Applied, applied.Made.Id, digest.Unit), (listed.State, listed.GestureId, listed.Unit));
        Assert.Contains(
            $"lần sửa {applied.Made.Id}", (await RefusedAsync(() => ApplyAsync(mail.Id))).Message, StringComparison.Ordinal);

        await UndoAsync(applied.Made.Id!.Value);
        Assert.Equal(0, await CountAsync("DoneReport"));
        await ApplyAsync(mail.Id, new() { Unit = digest.Unit, Notes = [new(OrderedWhat.Progress, "80%")] });
        Assert.Equal("80%", Assert.Single(await ProgressAsync(digest)).Progress);
    }

    [Fact]
    public async Task An_answer_that_a_person_takes_back_waits_again_and_one_that_its_unit_takes_back_does_not()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, $"{digest.Code} đã xong");
        Assert.Equal(InboxState.Applied, mail.State);
        await UndoAsync(mail.GestureId!.Value);
        var waiting = await _inbox.NewestAsync();
        Assert.Equal(InboxState.Triage, waiting.State);
        Assert.Contains($"Lần sửa {mail.GestureId} ", waiting.Reason, StringComparison.Ordinal);
        var again = await ApplyAsync(mail.Id);
        Assert.Equal(InboxState.Applied, (await _inbox.NewestAsync()).State);
        await UndoAsync(again.Made.Id!.Value);
        await Desk.IgnoreAsync(mail.Id, "", Service.Token);
        Assert.Equal(InboxState.Ignored, (await _inbox.NewestAsync()).State);

        var sure = await _inbox.AnswerAsync(digest, $"{digest.Code} đã xong rồi");
        await _inbox.AnswerAsync(await _inbox.SentAsync(NoticeKind.Acknowledgement), "hủy");
        Assert.Equal(0, await CountAsync("DoneReport"));
        Assert.Equal(0, await CountAsync($"InboxMail WHERE Id = {sure.Id} AND State <> 'Applied'"));
    }

    [Fact]
    public async Task What_names_no_assignment_is_applied_to_the_one_that_a_person_names_and_the_sender_is_told()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 2);
        var mail = await _inbox.AnswerAsync(digest, "Việc kia xong rồi ạ");
        Assert.Equal(InboxState.Triage, mail.State);
        Assert.True((await ApplyAsync(mail.Id, new() { Assignments = [digest.Code] })).IsTold);
        Assert.Equal(1, await CountAsync("DoneReport"));
        var told = await _inbox.LastMailAsync(digest.Recipient);
        Assert.Contains($"{digest.Code}: đơn vị báo hoàn thành", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_that_a_person_names_waits_for_nobody_and_the_sender_may_take_it_back()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, "Anh xem giúp em với");
        Assert.Equal(InboxState.Triage, mail.State);
        await ApplyAsync(mail.Id, new() { Notes = [new(OrderedWhat.Done)] });
        Assert.NotNull(Assert.Single(await ProgressAsync(digest)).CompletedAt);
        Assert.Equal(0, await CountAsync("DoneReport"));
        var told = await _inbox.SentAsync(NoticeKind.Acknowledgement);
        Assert.Equal(InboxState.Applied, (await _inbox.AnswerAsync(told, "hủy")).State);
        Assert.Null(Assert.Single(await ProgressAsync(digest)).CompletedAt);
    }

    [Fact]
    public async Task A_mail_is_the_weekly_report_or_nothing_to_report_where_a_person_says_so()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, "Anh xem giúp em với");
        await ApplyAsync(mail.Id, new() { Notes = [new(OrderedWhat.Report)], Tells = false });
        var results = await _inbox.QueryAsync<string>(
            "SELECT s.Results FROM WeeklySubmission AS s JOIN Unit AS u ON u.Id = s.UnitId WHERE u.Code = @Unit AND s.Week = '2022-W24'",
            new { digest.Unit });
        Assert.Contains("Anh xem giúp em với", results);
        // The one that said that it waits.
        Assert.Equal(1, await CountAsync("OutboxMessage WHERE Kind = 'Acknowledgement'"));

        _inbox.Service.At(_inbox.Service.Clock.WallClock(_inbox.Service.Clock.Now).AddMinutes(5));
        mail = await _inbox.AnswerAsync(digest, "Tuần này thì thôi nhé");
        await ApplyAsync(mail.Id, new() { Week = "2022-W23", Notes = [new(OrderedWhat.Nothing)] });
        Assert.Contains("Báo cáo tuần 23/2022 đã được ghi nhận: không phát sinh", (await _inbox.LastMailAsync(digest.Recipient)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_leaves_the_mail_waiting()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, "Anh xem giúp em với");
        var order = new ApplyOrder { Notes = [new(OrderedWhat.Done)] };
        var shown = await Desk.ApplyAsync(mail.Id, order, Gesture.AtConsole(), isDryRun: true, Service.Token);
        Assert.NotEmpty(shown.Made.Entries);
        Assert.Null(Assert.Single(await ProgressAsync(digest)).CompletedAt);
        Assert.Equal(mail, await _inbox.NewestAsync());
    }

    [Fact]
    public async Task What_cannot_be_applied_says_what_to_add()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 2);
        var mail = await _inbox.AnswerAsync(digest, "Anh xem giúp em với");
        Assert.Contains("--what", (await RefusedAsync(() => ApplyAsync(mail.Id))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "--assignment",
            (await RefusedAsync(() => ApplyAsync(mail.Id, new() { Notes = [new(OrderedWhat.Done)] }))).Message,
            StringComparison.Ordinal);
        Assert.Contains("camha inbox list", (await RefusedAsync(() => ApplyAsync(999))).Message, StringComparison.Ordinal);
        Assert.Equal(InboxState.Triage, (await _inbox.NewestAsync()).State);
    }

    [Fact]
    public async Task A_mail_that_is_ignored_waits_no_more_and_tells_nobody()
    {
        var mail = await _inbox.AnswerAsync(await _inbox.SentAsync(NoticeKind.Deadline), "Mời anh mua hàng", Stranger);
        await Desk.IgnoreAsync(mail.Id, "quảng cáo", Service.Token);
        var closed = await _inbox.NewestAsync();
        Assert.Equal((InboxState.Ignored, "Người xem: không phải ghi gì (quảng cáo)."), (closed.State, closed.Reason));
        Assert.Equal(0, await CountAsync("OutboxMessage WHERE Kind = 'Acknowledgement'"));
        await RefusedAsync(() => Desk.IgnoreAsync(mail.Id, "", Service.Token));
    }

    [Fact]
    public async Task A_mail_of_an_address_that_was_added_since_is_decided_by_the_rules_when_it_is_retried()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, "Đã xong rồi ạ", Stranger);
        Assert.Equal(InboxState.Triage, mail.State);
        await _inbox.Service.ExecuteAsync($"UPDATE Contact SET Address = '{Stranger}' WHERE Address = '{digest.Recipient}'");
        await Desk.RetryAsync(mail.Id, Service.Token);
        Assert.Equal(InboxState.Applied, (await _inbox.NewestAsync()).State);
        Assert.Equal(1, await CountAsync("Gesture WHERE Way = 'Mail'"));
        Assert.Contains("báo hoàn thành", (await _inbox.LastMailAsync(Stranger)).Text, StringComparison.Ordinal);
        await RefusedAsync(() => Desk.RetryAsync(mail.Id, Service.Token));
    }

    [Fact]
    public async Task A_mail_that_failed_is_told_in_the_offices_words_and_can_be_retried()
    {
        var mail = await _inbox.AnswerAsync(await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1), "Đã xong rồi ạ");
        await UndoAsync(mail.GestureId!.Value);
        await _inbox.Service.ExecuteAsync("UPDATE InboxMail SET State = 'Failed', Tries = 3, Reason = 'x'");
        await Desk.RetryAsync(mail.Id, Service.Token);
        Assert.Equal(InboxState.Applied, (await _inbox.NewestAsync()).State);
        Assert.Equal(1, await CountAsync("DoneReport"));
    }

    [Fact]
    public async Task Who_is_asked_what_is_meant_is_told_how_to_answer_and_the_answer_is_applied()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, "Anh xem giúp em với");
        Assert.Equal(digest.Recipient, await Desk.AskAsync(mail.Id, Service.Token));
        var asked = await _inbox.LastMailAsync(digest.Recipient);
        Assert.Contains("chưa rõ ý: “Anh xem giúp em với”", asked.Text, StringComparison.Ordinal);
        Assert.Contains($"{digest.Code} đạt 80%", asked.Text, StringComparison.Ordinal);
        Assert.Equal(InboxState.Asked, (await _inbox.NewestAsync()).State);
        await RefusedAsync(() => Desk.AskAsync(mail.Id, Service.Token));

        // What we have written ourselves is no answer, however it is quoted.
        var question = await _inbox.SentAsync(NoticeKind.Acknowledgement);
        await _inbox.AnswerAsync(question, asked.Text);
        Assert.Equal(0, await CountAsync("DoneReport"));
        Assert.Equal(InboxState.Applied, (await _inbox.AnswerAsync(question, $"{digest.Code} đã xong")).State);
        Assert.Equal(1, await CountAsync("DoneReport"));
    }

    [Fact]
    public async Task A_stranger_and_a_machine_are_not_asked()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(digest, "Đã xong rồi ạ", Stranger);
        Assert.Contains("gọi điện", (await RefusedAsync(() => Desk.AskAsync(mail.Id, Service.Token))).Message, StringComparison.Ordinal);
        var note = await _inbox.AnswerAsync(digest, "Tôi vắng mặt", more: "Auto-Submitted: auto-replied\r\n");
        await RefusedAsync(() => Desk.AskAsync(note.Id, Service.Token));
    }

    [Fact]
    public async Task An_answer_is_told_in_vietnamese_by_a_service_on_an_english_machine()
    {
        var digest = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        await _inbox.AnswerAsync(digest, "Đã xong rồi ạ");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.English);
        var again = await _inbox.AnswerAsync(digest, "Đã xong rồi nhé");
        Assert.Equal(Language.English, CultureInfo.CurrentUICulture.Name);
        Assert.Contains("đã báo hoàn thành", again.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("done", "Done", "")]
    [InlineData("progress=80", "Progress", "80%")]
    [InlineData("progress=118/126 hộ", "Progress", "118/126 hộ")]
    [InlineData("Progress", "Progress", "")]
    [InlineData("nothing", "Nothing", "")]
    [InlineData("report", "Report", "")]
    public void What_is_to_be_noted_is_typed_in_a_word(string typed, string what, string text) =>
        Assert.Equal(new OrderedNote(Enum.Parse<OrderedWhat>(what), text), OrderedNote.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData("xong")]
    [InlineData("done=1")]
    [InlineData("progress=")]
    public void Anything_else_is_refused(string typed) => Assert.Null(OrderedNote.Read(typed));

    private Task<AppliedMail> ApplyAsync(long id, ApplyOrder? order = null) =>
        Desk.ApplyAsync(id, order ?? new(), Gesture.AtConsole(), isDryRun: false, Service.Token);

    private static Task<ChangeRefusedException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<ChangeRefusedException>(act);

    private Task UndoAsync(long gesture) =>
        _inbox.Service.Get<PlanChanges>().UndoAsync(gesture, Gesture.AtConsole(), isDryRun: false, Service.Token);

    private Task<long> CountAsync(string from) => _inbox.Service.CountAsync($"SELECT COUNT(*) FROM {from}");

    private Task<List<(string Progress, string? CompletedAt)>> ProgressAsync(SentMail mail) =>
        _inbox.QueryAsync<(string Progress, string? CompletedAt)>(
            "SELECT p.Progress, p.CompletedAt FROM AssignmentUnit AS p JOIN Assignment AS a ON a.Id = p.AssignmentId "
            + "JOIN Unit AS u ON u.Id = p.UnitId WHERE a.Code = @Code AND u.Code = @Unit",
            new { mail.Code, mail.Unit });
}
