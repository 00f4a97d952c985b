using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Tests.Inbox.Files;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;
using MimeKit;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>From a mail that came in to the plan, the record of changes, and the mail that acknowledges it.</summary>
public sealed class InboxDeciderTests : IAsyncLifetime
{
    private const string Box = "bandieuhanh@camha.example";

    private static readonly DateTime Friday0900 = new(2022, 6, 17, 9, 0, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
    private Service _service = null!;
    private int _files;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync("Inbox:Source=folder", $"Inbox:Folder={_folder}");
        await _service.RunAsync(Service.Start, Friday0900);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_answer_to_a_weekly_reminder_is_the_units_submission_and_is_acknowledged()
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        Answer(reminder, "1. Kết quả: đã làm 200 m rãnh\n2. Khó khăn: không\n3. Đề xuất: không\n4. Tuần tới: trồng hàng rào xanh");
        await DecideAsync();
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        var row = Assert.Single(await QueryAsync<(string Results, string NextWeek, string Channel)>(
            "SELECT s.Results, s.NextWeek, o.Channel FROM WeeklySubmission AS s JOIN SubmissionOrigin AS o ON o.UnitId = s.UnitId "
            + "AND o.Week = s.Week AND o.SubmittedAt = s.SubmittedAt WHERE s.UnitId = @Unit AND s.Week = '2022-W24'",
            new { reminder.Unit }));
        Assert.Equal(("đã làm 200 m rãnh", "trồng hàng rào xanh", "Mail"), row);
        var told = await AcknowledgementAsync(reminder.Recipient);
        Assert.Contains("Báo cáo tuần 24/2022 đã được ghi nhận", told.Text, StringComparison.Ordinal);
        Assert.Contains("đơn vị nộp báo cáo.", told.Text, StringComparison.Ordinal);
        Assert.Equal("auto-replied", told.Message.Headers["Auto-Submitted"]);
        Assert.Equal("<1@phone>", told.Message.Headers["In-Reply-To"]);
    }

    [Fact]
    public async Task A_bare_done_in_answer_to_one_assignment_is_reported_and_waits_to_be_confirmed()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Đã xong rồi ạ");
        await DecideAsync();
        var mail = await OneAsync();
        Assert.Equal(InboxState.Applied, mail.State);
        Assert.NotNull(mail.GestureId);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Contains("chờ chuyên trách xác nhận", (await AcknowledgementAsync(digest.Recipient)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Mail'"));
    }

    [Fact]
    public async Task Where_the_units_word_is_taken_done_is_complete()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Đã xong rồi ạ");
        await using var trusting = _service.Another("Inbox:Source=folder", $"Inbox:Folder={_folder}", "Answers:ConfirmCompletion=false");
        await DecideAsync(trusting);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
    }

    [Theory]
    [InlineData("Chưa xong, tuần sau mới xong")]
    [InlineData("Sắp xong rồi")]
    [InlineData("Không hoàn thành được")]
    [InlineData("Bao giờ thì xong hả anh?")]
    public async Task What_is_not_done_is_never_reported_done(string words)
    {
        Answer(await MailAsync(NoticeKind.Deadline, assignments: 1), words);
        await DecideAsync();
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM AssignmentUnit WHERE CompletedAt > '2022-06-17'"));
    }

    [Fact]
    public async Task An_extension_waits_for_the_specialist_and_the_deadline_stays()
    {
        var digest = await MailAsync(NoticeKind.Deadline, isLead: true);
        Answer(digest, $"{digest.Code} xin lùi hạn đến 15/7/2022");
        await DecideAsync();
        var mail = await OneAsync();
        Assert.Equal(InboxState.Applied, mail.State);
        Assert.Contains(
            "đã ghi nhận đề nghị lùi hạn đến 15/7/2022, chờ chuyên trách quyết định",
            (await AcknowledgementAsync(digest.Recipient)).Text,
            StringComparison.Ordinal);
        Assert.Equal(1, await _service.CountAsync(
            $"SELECT COUNT(*) FROM ExtensionRequest WHERE ClosedAt IS NULL AND AskedFor = '2022-07-15' AND Source = 'inbox {mail.Id}'"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE DueOn = '2022-07-15'"));
    }

    [Fact]
    public async Task A_day_that_no_calendar_has_is_told_and_asked_for_again()
    {
        var digest = await MailAsync(NoticeKind.Deadline, isLead: true);
        Answer(digest, $"{digest.Code} xin lùi hạn đến 31/6");
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        var told = (await AcknowledgementAsync(digest.Recipient)).Text;
        Assert.Contains("không có ngày “31/6”; xin trả lời lại thư này với ngày đúng", told, StringComparison.Ordinal);
        Assert.Contains($"ví dụ “{digest.Code} xin lùi hạn đến ", told, StringComparison.Ordinal);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest"));
    }

    [Fact]
    public async Task An_extension_that_a_supporting_unit_asks_for_is_told_as_such_and_waits_for_a_person()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Xin lùi hạn đến 15/7/2022");
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        var told = (await AcknowledgementAsync(digest.Recipient)).Text;
        Assert.Contains("lùi hạn thì đơn vị chủ trì đề nghị", told, StringComparison.Ordinal);
        Assert.DoesNotContain("mỗi việc một dòng", told, StringComparison.Ordinal);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM Assignment WHERE DueOn = '2022-07-15'"));
    }

    /// <summary>A mail program that begins a new mail for an answer loses the References, a copied text loses the subject.</summary>
    [Theory]
    [InlineData("Re: {0}", "Đã xong rồi ạ")]
    [InlineData("Trả lời", "Đã xong rồi ạ\n\nVào 17 thg 6, 2022, NTM <ntm@camha.example> đã viết:\n> Chủ đề: {0}\n> Kính gửi")]
    public async Task An_answer_that_has_only_the_code_of_our_mail_is_as_good_as_one_that_names_it(string subject, string text)
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Assert.Matches($"\\[NTM-{digest.Code}-[0-9A-Z]{{7,}}\\]$", digest.Subject);
        Write(
            digest.Recipient,
            text.Replace("{0}", digest.Subject, StringComparison.Ordinal),
            subject: subject.Replace("{0}", digest.Subject, StringComparison.Ordinal));
        await using var strict = Strict();
        await DecideAsync(strict);
        var mail = await OneAsync();
        Assert.Equal(InboxState.Applied, mail.State);
        Assert.Equal(digest.Id, mail.OutboxMessageId);
        Assert.StartsWith("Trả lời đúng thư đã gửi đến địa chỉ này.", mail.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task An_answer_to_an_address_with_the_code_behind_a_plus_is_as_good()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        await using var plus = _service.Another(
            "Inbox:Source=folder", $"Inbox:Folder={_folder}", "Inbox:PlusAddresses=true", "Answers:TrustAddresses=false");
        var content = new MailContent { Subject = "x", Html = "x", Text = "x", IsAnswered = true, CodeStem = "NTM", IsPlusProven = true };
        using var mime = MimeMessage.Load(new MemoryStream(plus.Get<MimeWriter>().Write(
            digest.MessageId, [], content.WithCode(digest.Id, digest.MessageId), _service.Clock.Now)), Service.Token);
        var address = Assert.Single(mime.ReplyTo.Mailboxes).Address;
        Assert.Matches("^bandieuhanh\\+NTM-[0-9A-Z]{7,}@camha.example$", address);
        Write(digest.Recipient, "Đã xong rồi ạ", subject: "Trả lời", to: address);
        await DecideAsync(plus);
        Assert.Equal(digest.Id, (await OneAsync()).OutboxMessageId);
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
    }

    [Fact]
    public async Task A_code_that_is_guessed_or_of_a_mail_to_somebody_else_proves_nothing()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        await using var strict = Strict();
        var guessed = $"{digest.Subject[..^7]}000000]";
        Write(digest.Recipient, "Đã xong rồi ạ", subject: guessed);
        await DecideAsync(strict);
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Null((await OneAsync()).OutboxMessageId);
        Assert.Contains("Mã ghi trong thư không phải của thư nào đã gửi", (await OneAsync()).Reason, StringComparison.Ordinal);
        var other = (await QueryAsync<string>(
            "SELECT MIN(Recipient) FROM OutboxMessage WHERE Kind = 'Reminder' AND Recipient <> @Recipient", digest)).Single();
        Write(other, "Đã xong rồi ạ", subject: digest.Subject);
        await DecideAsync(strict);
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Write("la@be.example", "Đã xong rồi ạ", subject: digest.Subject);
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Equal("la@be.example", (await OneAsync()).Sender);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task Who_was_asked_about_one_assignment_and_names_no_mail_speaks_of_that_one()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Write(digest.Recipient, "Đã xong rồi ạ", subject: "(không có chủ đề)");
        await DecideAsync();
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Contains($"{digest.Code}: đơn vị báo hoàn thành", (await OneAsync()).Reason, StringComparison.Ordinal);
    }

    /// <summary>A mail that a button begins answers none: its code alone says which.</summary>
    [Fact]
    public async Task A_button_that_is_pressed_is_applied_as_an_answer()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        await using var strict = Strict();
        Press(digest, "Đang làm");
        await DecideAsync(strict);
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Press(digest, "Vướng / xin lùi hạn");
        await DecideAsync(strict);
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Contains("xin lùi hạn", (await OneAsync()).Reason, StringComparison.Ordinal);
        Press(digest, "Xong");
        await DecideAsync(strict);
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Write(digest.Recipient, "Việc đó thôn đã họp", subject: digest.Subject);
        await DecideAsync(strict);
        Assert.Contains("mỗi việc một dòng", (await AcknowledgementAsync(digest.Recipient)).Text, StringComparison.Ordinal);
        var reminder = await MailAsync(NoticeKind.Reminder);
        Press(reminder, "Nộp báo cáo tuần");
        await DecideAsync(strict);
        Assert.Equal(0, await CountOfWeekAsync(reminder));
        Press(reminder, "Không phát sinh");
        await DecideAsync(strict);
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Equal(1, await CountOfWeekAsync(reminder));
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM SubmissionOrigin WHERE IsNothing = 1 AND Channel = 'Mail'"));
    }

    [Fact]
    public async Task A_strangers_answer_waits_for_a_person_and_is_not_acknowledged()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest with { Recipient = "la@be.example" }, "Đã xong rồi ạ");
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
    }

    [Fact]
    public async Task A_contact_whose_mail_nothing_proves_is_named_as_such_or_waits_where_the_settings_say_so()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Write(digest.Recipient, $"{digest.Code} đã xong");
        await using var strict = Strict();
        await DecideAsync(strict);
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Write(digest.Recipient, $"{digest.Code} đã xong nhé");
        await DecideAsync();
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Contains("Nếu đơn vị không gửi thư này", (await AcknowledgementAsync(digest.Recipient)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_our_own_server_calls_forged_is_not_believed()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Đã xong rồi ạ", more: "Authentication-Results: mx.xa.example; dmarc=fail header.from=camha.example\r\n");
        await using var checking = _service.Another(
            "Inbox:Source=folder", $"Inbox:Folder={_folder}", "Answers:AuthenticationServer=mx.xa.example");
        await DecideAsync(checking);
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task One_word_in_answer_to_the_acknowledgement_takes_it_back()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Đã xong rồi ạ");
        await DecideAsync();
        var told = await MailAsync(NoticeKind.Acknowledgement);
        Answer(told, "Hủy");
        await DecideAsync();
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE UndoesId IS NOT NULL"));
    }

    [Fact]
    public async Task A_vacation_note_is_neither_an_answer_nor_answered()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "T04 xong. Tôi vắng đến 20/6.", more: "Auto-Submitted: auto-replied\r\n");
        await DecideAsync();
        var note = await OneAsync();
        Assert.Equal((InboxState.Automatic, MailKind.Automatic, null), (note.State, note.Kind, note.SenderLevel));
        Assert.Equal("Máy trả lời tự động.", note.Reason);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
    }

    [Fact]
    public async Task A_mail_that_came_back_did_not_arrive_and_a_second_closes_the_address()
    {
        var (first, second) = (await MailAsync(NoticeKind.Deadline), await MailAsync(NoticeKind.Reminder));
        Bounce(first, "5.1.1", "550 5.1.1 User unknown");
        await DecideAsync();
        Assert.Equal(InboxState.Bounce, (await OneAsync()).State);
        Assert.Equal("Dead", Assert.Single(await QueryAsync<string>("SELECT State FROM OutboxMessage WHERE Id = @Id", new { first.Id })));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
        Bounce(second with { Recipient = first.Recipient }, "5.1.1", "550 5.1.1 User unknown");
        await QueryAsync<int>("UPDATE OutboxMessage SET Recipient = @Recipient WHERE Id = @Id", new { first.Recipient, second.Id });
        await DecideAsync();
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
    }

    [Fact]
    public async Task A_full_mailbox_has_not_got_the_mail_and_is_no_dead_address()
    {
        var sent = await MailAsync(NoticeKind.Deadline);
        Bounce(sent, "5.2.2", "552 5.2.2 Mailbox full");
        await DecideAsync();
        Assert.Equal(InboxState.Bounce, (await OneAsync()).State);
        Assert.Equal("Dead", Assert.Single(await QueryAsync<string>("SELECT State FROM OutboxMessage WHERE Id = @Id", new { sent.Id })));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
    }

    [Fact]
    public async Task No_more_than_a_few_acknowledgements_a_day_go_to_one_address()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        for (var i = 0; i < 8; i++)
            Answer(digest, $"Đã làm được {10 + i}%");
        await DecideAsync();
        Assert.Equal(5, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
    }

    [Fact]
    public async Task What_is_decided_is_not_decided_again()
    {
        Answer(await MailAsync(NoticeKind.Deadline, assignments: 1), "Đã xong rồi ạ");
        await DecideAsync();
        await DecideAsync();
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Mail'"));
    }

    /// <summary>The specialist's reason has the command; the village's mail has what it means.</summary>
    [Theory]
    [InlineData("{0} đã xong", "đơn vị đã báo hoàn thành từ trước, đang chờ chuyên trách xác nhận", "camha assignment")]
    [InlineData("{1} đã xong", "nhiệm vụ này không giao cho đơn vị", "các đơn vị được giao")]
    public async Task A_unit_was_told_commands_and_other_units_parts(string words, string told, string reason)
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        var foreign = (await QueryAsync<string>(
            "SELECT MIN(a.Code) FROM Assignment AS a WHERE NOT EXISTS (SELECT 1 FROM AssignmentUnit AS p WHERE p.AssignmentId = a.Id "
            + "AND p.UnitId = @Unit)", digest)).Single();
        Answer(digest, $"{digest.Code} đã xong");
        await DecideAsync();
        Answer(digest, string.Format(CultureInfo.InvariantCulture, words, digest.Code, foreign));
        await DecideAsync();
        Assert.Contains(reason, (await OneAsync()).Reason, StringComparison.Ordinal);
        var text = (await AcknowledgementAsync(digest.Recipient)).Text;
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.DoesNotContain("camha ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("các đơn vị được giao", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_reports_in_one_second_the_later_was_refused()
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        Answer(reminder, "1. Kết quả: đã làm 100 m rãnh\n2. Khó khăn: không");
        Answer(reminder, "1. Kết quả: đã làm 200 m rãnh\n2. Khó khăn: không");
        await DecideAsync();
        Assert.Equal(2, await CountOfWeekAsync(reminder));
        Assert.Equal("đã làm 200 m rãnh", Assert.Single(await QueryAsync<string>(
            "SELECT Results FROM WeeklySubmission WHERE UnitId = @Unit AND Week = '2022-W24' ORDER BY SubmittedAt DESC LIMIT 1",
            reminder)));
    }

    [Theory]
    [InlineData("chưa xong, báo nhầm")]
    [InlineData("mới được 80%")]
    public async Task Whoever_corrects_that_it_is_not_done_was_left_as_reported_done(string words)
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Đã xong rồi ạ");
        await DecideAsync();
        Answer(digest, $"{digest.Code} {words}");
        await DecideAsync();
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Contains(
            "đã bỏ báo hoàn thành trước đó", (await AcknowledgementAsync(digest.Recipient)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_cancellation_brought_back_what_the_first_had_taken()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "Đã xong rồi ạ");
        await DecideAsync();
        var first = await MailAsync(NoticeKind.Acknowledgement);
        Answer(first, "Hủy");
        await DecideAsync();
        await _service.DispatchAsync(_service.Clock.WallClock(_service.Clock.Now));
        var cancelled = (await QueryAsync<SentMail>(
            "SELECT Id, MessageId, Recipient FROM OutboxMessage WHERE Kind = 'Acknowledgement' ORDER BY Id DESC LIMIT 1")).Single();
        foreach (var again in new[] { cancelled, first })
        {
            Answer(again, "hủy");
            await DecideAsync();
            Assert.Equal(InboxState.Triage, (await OneAsync()).State);
            Assert.Contains("chưa hủy, vì", (await AcknowledgementAsync(digest.Recipient)).Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    /// <summary>Both have listed it before either decides.</summary>
    [Fact]
    public async Task A_mail_that_another_node_has_decided_meanwhile_is_not_decided_again()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, "được 80%");
        await DecideAsync();
        var acknowledged = "SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'";
        Assert.Equal(1, await _service.CountAsync(acknowledged));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        Assert.Equal(0, await session.ExecuteAsync("inbox/claim", new { (await OneAsync()).Id }, Service.Token));
        await _service.ExecuteAsync("UPDATE InboxMail SET State = 'New'");
        Assert.Equal(1, await session.ExecuteAsync("inbox/claim", new { (await OneAsync()).Id }, Service.Token));
    }

    [Fact]
    public async Task What_a_list_sends_in_a_contacts_name_was_applied_and_answered()
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Answer(digest, $"{digest.Code} đã xong", more: "List-Id: <thon.camha.example>\r\n");
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
    }

    [Theory]
    [InlineData("From: la@be.example\r\n")]
    [InlineData("", ", la@be.example")]
    public async Task A_mail_of_two_authors_was_taken_as_the_first_ones(string more, string second = "")
    {
        var digest = await MailAsync(NoticeKind.Deadline, assignments: 1);
        Write($"{digest.Recipient}{second}", $"{digest.Code} đã xong", more);
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task A_report_of_a_failure_that_names_no_mail_of_ours_closes_no_address()
    {
        var sent = await MailAsync(NoticeKind.Deadline);
        for (var i = 0; i < 3; i++)
            Bounce(sent with { MessageId = $"{i}@forged.example" }, "5.1.1", $"550 5.1.1 User unknown {i}");
        await DecideAsync();
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
    }

    [Theory]
    [InlineData("Báo cáo tuần 24\n1. Kết quả: làm tiếp việc còn lại của tuần 23\n2. Khó khăn: không", "2022-W24")]
    [InlineData("1. Kết quả: xong việc tuần 23\n2. Khó khăn: không", "2022-W24")]
    [InlineData("Báo cáo tuần 23/2022\n1. Kết quả: đã làm 100 m\n2. Khó khăn: không", "2022-W23")]
    [InlineData("Báo cáo tuần 25\n1. Kết quả: đã làm 100 m\n2. Khó khăn: không", "2022-W24")] // has not begun
    public async Task A_week_that_a_report_mentions_was_taken_for_its_own(string text, string week)
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        Write(reminder.Recipient, text);
        await DecideAsync();
        Assert.Equal([week], await QueryAsync<string>(
            "SELECT Week FROM WeeklySubmission WHERE UnitId = @Unit AND SubmittedAt >= '2022-06-17'", reminder));
    }

    /// <summary>A phone's clock says another year.</summary>
    [Fact]
    public async Task A_wrong_date_in_a_mail_made_a_wrong_year_of_a_day()
    {
        var digest = await MailAsync(NoticeKind.Deadline, isLead: true);
        Answer(digest, $"{digest.Code} xin lùi hạn đến 15/7");
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            await File.WriteAllTextAsync(
                file, (await File.ReadAllTextAsync(file, Service.Token)).Replace("Jun 2022", "Jun 2015", StringComparison.Ordinal),
                Service.Token);
        }

        await DecideAsync();
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE AskedFor = '2022-07-15'"));
    }

    /// <summary>A weekly reminder answered by files.</summary>
    [Theory]
    [InlineData("", "baocao.pdf")]
    [InlineData("Gửi kèm báo cáo tuần của thôn ạ", "baocao.pdf")]
    [InlineData("Thôn gửi báo cáo tuần 24, kính chuyển.", "anh.jpg")]
    public async Task A_report_that_comes_as_a_file_counts_as_handed_in(string text, string name)
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        Answer(reminder, SampleFiles.Parts(text, ($"../../{name}", name == "anh.jpg" ? SampleFiles.Photo : SampleFiles.Pdf)));
        await DecideAsync();
        Assert.Equal(InboxState.Applied, (await OneAsync()).State);
        Assert.Equal($"Báo cáo gửi kèm: {name}", Assert.Single(await ResultsAsync(reminder)));
        Assert.Equal(name, Assert.Single(await QueryAsync<string>(
            "SELECT f.Name FROM InboxFile AS f JOIN WeeklySubmission AS s ON s.UnitId = f.UnitId AND s.SubmittedAt = f.ReceivedAt")));
        var told = await AcknowledgementAsync(reminder.Recipient);
        Assert.Contains($"Tệp gửi kèm đã được lưu: {name}", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_whose_headings_are_the_four_points_is_read_into_them()
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        var document = SampleFiles.Docx(
            "1. Kết quả", "Trồng 200 m hàng rào", "2. Khó khăn", "Không", "3. Đề xuất", "Không", "4. Tuần tới", "Làm tiếp");
        Answer(reminder, SampleFiles.Parts("Gửi kèm báo cáo", ("bao cao.docx", document)));
        await DecideAsync();
        Assert.Equal("Trồng 200 m hàng rào", Assert.Single(await ResultsAsync(reminder)));
        // The same document again is one in the report.
        _service.At(Friday0900.AddHours(1));
        Answer(reminder, SampleFiles.Parts("Gửi lại báo cáo", ("bao cao.docx", document)));
        await DecideAsync();
        await _service.LookAsync(LookName.Report, new(2022, 6, 17, 16, 30, 0));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var file = Assert.Single((await ReportStore.OneAsync(session, 1, "2022-W24", 1, Service.Token)).Files);
        Assert.Equal(("bao cao.docx", "Word", document.Length), (file.Name, file.Kind, file.SizeBytes));
    }

    /// <summary>The logo of a signature, a program, and a photo of somebody who promises the report for later.</summary>
    [Theory]
    [InlineData("Chiều gửi sau nhé", "anh.jpg")]
    [InlineData("", "baocao.exe")]
    public async Task What_is_no_report_is_none_though_a_file_comes_with_it(string text, string name)
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        Answer(reminder, SampleFiles.Parts(text, (name, name == "anh.jpg" ? SampleFiles.Photo : SampleFiles.Program)));
        await DecideAsync();
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Empty(await ResultsAsync(reminder));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_told_and_does_not_count()
    {
        var reminder = await MailAsync(NoticeKind.Reminder);
        byte[] large = [.. SampleFiles.Pdf, .. new byte[1_100_000]];
        Answer(reminder, SampleFiles.Parts("1. Kết quả: làm 200 m rãnh", ("to.pdf", large), ("nho.pdf", SampleFiles.Pdf)));
        await using var narrow = _service.Another("Inbox:Source=folder", $"Inbox:Folder={_folder}", "Answers:MaxFileMegabytes=1");
        await DecideAsync(narrow);
        Assert.Equal(InboxState.Triage, (await OneAsync()).State);
        Assert.Equal("làm 200 m rãnh", Assert.Single(await ResultsAsync(reminder)));
        var told = (await AcknowledgementAsync(reminder.Recipient)).Text;
        Assert.Contains("Tệp “to.pdf (1,1 MB)” chưa nhận vì các tệp của thư vượt 1,0 MB", told, StringComparison.Ordinal);
        Assert.Contains("Tệp gửi kèm đã được lưu: nho.pdf", told, StringComparison.Ordinal);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM InboxFile WHERE Fault = 'TooLarge'"));
        // They go with their mail.
        await _service.ExecuteAsync("UPDATE InboxMail SET StoredAt = '2020-01-01T00:00:00.000Z', State = 'Applied'");
        Assert.Equal(1, await _service.Get<InboxPurge>().ForgetAsync(Service.Token));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM InboxFile"));
    }

    private Task<List<string>> ResultsAsync(SentMail reminder) => QueryAsync<string>(
        "SELECT Results FROM WeeklySubmission WHERE UnitId = @Unit AND Week = '2022-W24'", new { reminder.Unit });

    private async Task<SentMail> MailAsync(NoticeKind kind, int? assignments = null, bool isLead = false)
    {
        await _service.DispatchAsync(_service.Clock.WallClock(_service.Clock.Now));
        var sent = await QueryAsync<SentMail>(
            """
            SELECT m.Id, m.MessageId, m.Recipient, m.UnitId AS Unit, m.MessageKey, m.Subject, COALESCE(MIN(a.Code), '') AS Code
            FROM OutboxMessage AS m
            JOIN NoticeIssued AS n ON n.MessageKey = m.MessageKey
            LEFT JOIN Assignment AS a ON a.Id = n.AssignmentId
            JOIN Unit AS u ON u.Id = m.UnitId AND u.Role = 'Member'
            WHERE m.Kind = @Kind AND m.State = 'Sent' AND m.RecipientRole = 'To'
                AND (m.Body = '' OR m.Kind = 'Acknowledgement')
                AND (@IsLead = 0 OR EXISTS (
                    SELECT 1 FROM AssignmentUnit AS p WHERE p.AssignmentId = a.Id AND p.UnitId = m.UnitId AND p.Part = 'Lead'))
            GROUP BY m.Id, m.MessageId, m.Recipient, m.UnitId, m.MessageKey, m.Subject
            HAVING @Count IS NULL OR COUNT(*) = @Count
            ORDER BY m.Id
            """,
            new { Kind = kind.ToString(), Count = assignments, IsLead = isLead });
        return sent[0];
    }

    private void Answer(SentMail sent, string text, string more = "") =>
        Write(sent.Recipient, text, $"In-Reply-To: <{sent.MessageId}>\r\n{more}", "Re: nhắc việc");

    private void Write(string from, string text, string more = "", string subject = "Báo cáo", string to = Box) => File.WriteAllText(
        Path.Combine(_folder, $"{++_files}.eml"),
        $"From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{_files}@phone>\r\n"
        + $"Date: Fri, 17 Jun 2022 09:10:00 +0700\r\n{more}"
        // With files it brings headers of its own.
        + (text.StartsWith("Content-Type: ", StringComparison.Ordinal) ? text
            : $"Content-Type: text/plain; charset=utf-8\r\n\r\n{text.ReplaceLineEndings("\r\n")}\r\n"),
        new UTF8Encoding(false));

    private void Press(SentMail sent, string label)
    {
        var mail = _service.Transport.Mails.First(each => each.Message.MessageId == sent.MessageId);
        var link = new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a").First(each => each.TextContent == label);
        var fields = link.GetAttribute("href")!.Split('?')[1].Split('&').Select(field => field.Split('=')[1]).ToList();
        Write(sent.Recipient, Uri.UnescapeDataString(fields[1]), subject: Uri.UnescapeDataString(fields[0]));
    }

    private async Task<int> CountOfWeekAsync(SentMail sent) =>
        (await QueryAsync<int>("SELECT COUNT(*) FROM WeeklySubmission WHERE UnitId = @Unit AND Week = '2022-W24'", sent)).Single();

    private void Bounce(SentMail sent, string status, string said) => File.WriteAllText(
        Path.Combine(_folder, $"{++_files}.eml"),
        $"""
        From: MAILER-DAEMON@mx.example
        To: bandieuhanh@camha.example
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <{_files}@mx.example>
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        It could not be delivered.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {sent.Recipient}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp; {said}

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <{sent.MessageId}>

        --b--

        """.ReplaceLineEndings("\r\n"));

    private Service Strict() =>
        _service.Another("Inbox:Source=folder", $"Inbox:Folder={_folder}", "Answers:TrustAddresses=false");

    private Task DecideAsync() => DecideAsync(_service);

    private async Task DecideAsync(Service service)
    {
        foreach (var file in Directory.EnumerateFiles(_folder))
            File.SetLastWriteTimeUtc(file, _service.Clock.Now.UtcDateTime);
        var source = service.Get<IMailboxSource>();
        await using var mailbox = await source.OpenAsync(Service.Token);
        await service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token);
        await service.Get<InboxDecider>().DecideAsync(Service.Token);
    }

    private async Task<ListedMail> OneAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return (await ListedMail.AllAsync(session, null, 1, Service.Token))[0];
    }

    private async Task<Taken> AcknowledgementAsync(string address)
    {
        await _service.DispatchAsync(_service.Clock.WallClock(_service.Clock.Now));
        return _service.Transport.Mails.Last(mail => mail.Recipient == address);
    }

    private async Task<List<T>> QueryAsync<T>(string sql, object? key = null)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return [.. await session.Connection.QueryAsync<T>(sql, key)];
    }

    private sealed record SentMail
    {
        public long Id { get; init; }

        public string MessageId { get; init; } = "";

        public string Recipient { get; init; } = "";

        public int Unit { get; init; }

        public string MessageKey { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Code { get; init; } = "";
    }
}
