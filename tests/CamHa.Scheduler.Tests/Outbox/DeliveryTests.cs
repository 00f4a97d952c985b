using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

public class DeliveryTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private static readonly DateTime Thursday1400 = new(2022, 6, 16, 14, 0, 0);
    private Service _service = null!;

    private FaultyTransport Server => _service.Transport;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_service_killed_between_the_servers_answer_and_its_record_sends_the_same_bytes_again()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        Server.AfterTaking = _ => throw new KilledException();
        await Assert.ThrowsAsync<KilledException>(() => _service.DispatchAsync(Thursday0730));
        Server.AfterTaking = _ => { };
        var first = Assert.Single(Server.Mails);

        // The data changes meanwhile: a second copy must not differ from what may already have arrived.
        await _service.ExecuteAsync("UPDATE Assignment SET Title = 'changed'");
        await using var restarted = _service.Another();
        await restarted.DispatchAsync(Thursday0730.AddMinutes(6));

        var same = Server.Mails.Where(mail => mail.Message.MessageId == first.Message.MessageId).ToList();
        Assert.Equal(2, same.Count);
        Assert.Equal(same[0].Bytes, same[1].Bytes);
        // Every other mail arrived once.
        Assert.Equal(13, Server.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal(14, Server.Mails.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(13)]
    public async Task A_service_killed_in_the_middle_of_a_dispatch_leaves_every_mail_in_the_folder_once(int killedAfter)
    {
        await _service.LookAsync("deadlines", Thursday0730);
        var folder = new PickupTransport(_service.Get<Microsoft.Extensions.Options.IOptions<MailOptions>>());
        await folder.OpenAsync(Service.Token);
        var count = 0;
        Server.AfterTaking = recipient =>
        {
            var mail = Server.Mails[^1];
            ((IMailSession)folder).SendAsync(mail.Bytes, "from@camha.example", recipient, Service.Token).GetAwaiter().GetResult();
            if (++count == killedAfter)
                throw new KilledException();
        };
        await Assert.ThrowsAsync<KilledException>(() => _service.DispatchAsync(Thursday0730));
        await using var restarted = _service.Another();
        await restarted.DispatchAsync(Thursday0730.AddMinutes(6));
        Assert.Equal(13, Directory.GetFiles(Path.Combine(_service.Folder, "mail"), "*.eml").Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(_service.Folder, "mail"), "*.tmp"));
    }

    [Fact]
    public async Task What_a_dead_process_of_this_machine_had_claimed_is_taken_back_at_once()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        // No process has this number: Linux and Windows stay below it.
        var dead = $"{Environment.MachineName}/{int.MaxValue}/0";
        await _service.ExecuteAsync(
            $"UPDATE OutboxMessage SET State = 'Sending', LeaseOwner = '{dead}', LeaseUntil = '2099-01-01T00:00:00.000Z'");
        await _service.DispatchAsync(Thursday0730);
        Assert.Equal(13, Server.Mails.Count);
    }

    [Fact]
    public async Task What_another_machine_has_claimed_is_left_to_it()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.ExecuteAsync(
            $"UPDATE OutboxMessage SET State = 'Sending', LeaseOwner = 'elsewhere/{int.MaxValue}/0', "
            + "LeaseUntil = '2099-01-01T00:00:00.000Z'");
        await _service.DispatchAsync(Thursday0730);
        Assert.Empty(Server.Mails);
    }

    [Fact]
    public async Task Two_dispatchers_never_send_the_same_message()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        await using var other = _service.Another();
        await Task.WhenAll(Task.Run(() => _service.DispatchAsync(Thursday0730)), Task.Run(() => other.DispatchAsync(Thursday0730)));
        Assert.Equal(13, Server.Mails.Count);
    }

    [Fact]
    public async Task Two_services_that_look_together_issue_once()
    {
        await using var other = _service.Another();
        await Task.WhenAll(
            Task.Run(() => _service.LookAsync("deadlines", Thursday0730)),
            Task.Run(() => other.LookAsync("deadlines", Thursday0730)));
        Assert.Equal(13, (await _service.MessagesAsync()).Count);
    }

    // What a reminder says of the others may be a second old; whether its own unit has submitted may not.
    [Fact]
    public async Task A_submission_that_comes_between_two_mails_of_one_moment_stops_the_second()
    {
        await _service.LookAsync("reminders", Thursday1400);
        await _service.ExecuteAsync("UPDATE OutboxMessage SET State = 'Held' WHERE Recipient = 'mttq@camha.example'");
        await _service.DispatchAsync(Thursday1400);
        Assert.NotEmpty(Server.Mails);
        await _service.ExecuteAsync("UPDATE OutboxMessage SET State = 'Pending' WHERE Recipient = 'mttq@camha.example'");
        await _service.ExecuteAsync("""
            INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results)
            SELECT Id, '2022-W24', '2022-06-16T06:59:00.000Z', 'xong' FROM Unit WHERE Code = 'MTTQ'
            """);
        await _service.DispatchAsync(Thursday1400);
        var own = Assert.Single(await _service.MessagesAsync(), message => message.Recipient == "mttq@camha.example");
        Assert.Equal((OutboxState.Suppressed, "the submission has come"), (own.State, own.StateReason));
    }

    [Fact]
    public async Task A_reminder_is_not_sent_to_a_unit_that_has_submitted_since_it_was_queued()
    {
        await _service.LookAsync("reminders", Thursday1400);
        // Three hours without a mail server; MTTQ submits at 16:20.
        await _service.DispatchAsync(new DateTime(2022, 6, 16, 17, 0, 0));
        Assert.DoesNotContain(Server.Mails, mail => mail.Recipient == "mttq@camha.example");
        var own = Assert.Single(await _service.MessagesAsync(), message => message.Recipient == "mttq@camha.example");
        Assert.Equal((OutboxState.Suppressed, "the submission has come"), (own.State, own.StateReason));
    }

    [Fact]
    public async Task A_digest_drops_what_is_done_by_the_time_it_leaves()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        _service.At(new DateTime(2022, 6, 16, 8, 30, 0));
        await _service.ImportAsync(
            "progress.csv",
            "assignment,unit,progress,progress_at,completed_at\nT02,UBND,xong,16/6/2022 08:00,16/6/2022 08:00\n"
            + "T04,HND,xong,16/6/2022 08:00,16/6/2022 08:00\nT03,BPT-TX,xong,16/6/2022 08:00,16/6/2022 08:00\n");
        await _service.DispatchAsync(new DateTime(2022, 6, 16, 9, 0, 0));
        var people = Assert.Single(Server.Mails, mail => mail.Recipient == "ubnd@camha.example");
        Assert.DoesNotContain("T02", people.Text, StringComparison.Ordinal);
        Assert.Contains("T03", people.Text, StringComparison.Ordinal);
        // The only line of Thành Xuân's digest is done.
        var own = Assert.Single(await _service.MessagesAsync(), message => message.Recipient == "bpt-thanh-xuan@camha.example");
        Assert.Equal(OutboxState.Suppressed, own.State);
    }

    [Fact]
    public async Task A_moved_due_date_is_a_new_deadline_and_the_old_notice_is_not_sent()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.ExecuteAsync("UPDATE Assignment SET DueOn = '2022-07-15' WHERE Code IN ('T02', 'T03', 'T04')");
        await _service.DispatchAsync(new DateTime(2022, 6, 16, 9, 0, 0));
        Assert.Empty(Server.Mails);
        await _service.RunAsync(new DateTime(2022, 6, 17, 0, 0, 0), new DateTime(2022, 7, 1, 7, 30, 0));
        Assert.Contains(Server.Mails, mail => mail.Subject.Contains("sớm nhất 15/7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replaced_address_falls_silent_also_for_what_is_queued()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.ImportAsync("contacts.csv", "unit,address\nDTN,moi@camha.example\n");
        await _service.DispatchAsync(Thursday0730);
        Assert.DoesNotContain(Server.Mails, mail => mail.Recipient == "doan-xa@camha.example");
    }

    [Fact]
    public async Task A_reminder_that_has_lost_its_point_expires()
    {
        await _service.LookAsync("reminders", Thursday1400);
        Server.Away = "away";
        await _service.DispatchAsync(Thursday1400);
        Server.Away = null;
        await _service.DispatchAsync(new DateTime(2022, 6, 17, 16, 0, 0));
        Assert.Empty(Server.Mails);
        Assert.All(await _service.MessagesAsync(), message => Assert.Equal(OutboxState.Expired, message.State));
    }

    [Fact]
    public async Task A_server_that_is_away_costs_no_message_its_tries()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        Server.Away = "Smtp:Host = 'mail' port 587 cannot be reached.";
        for (var minutes = 0; minutes < 60; minutes += 2)
            await _service.DispatchAsync(Thursday0730.AddMinutes(minutes));
        Server.Away = null;
        // The circuit lets a probe through about every five minutes.
        var done = await _service.DispatchAsync(Thursday0730.AddMinutes(70));
        Assert.Equal(13, done.Sent);
    }

    [Fact]
    public async Task One_bad_recipient_does_not_keep_the_others()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        Server.Answer = recipient => recipient == "ubnd@camha.example"
            ? new(DeliveryOutcome.Refused, "RCPT", 550, "5.1.1 unknown user")
            : null;
        var done = await _service.DispatchAsync(Thursday0730);
        Assert.Equal((12, 1), (done.Sent, done.Dead));
        var own = Assert.Single(await _service.MessagesAsync(), message => message.State == OutboxState.Dead);
        Assert.Equal("5.1.1 unknown user", own.StateReason);
    }

    [Fact]
    public async Task A_temporary_refusal_is_tried_again_and_rendered_anew()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        Server.Answer = recipient => recipient == "ubnd@camha.example" ? new(DeliveryOutcome.Retry, "RCPT", 451, "4.7.1 greylisted") : null;
        await _service.DispatchAsync(Thursday0730);
        Server.Answer = _ => null;
        await _service.ExecuteAsync("UPDATE Assignment SET Title = 'Tên mới' WHERE Code = 'T02'");
        await _service.DispatchAsync(Thursday0730.AddSeconds(20));
        Assert.DoesNotContain(Server.Mails, mail => mail.Recipient == "ubnd@camha.example");
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Assert.Contains(
            "Tên mới",
            Assert.Single(Server.Mails, mail => mail.Recipient == "ubnd@camha.example").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_leaves_the_message_in_doubt_and_its_bytes_as_they_were()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        Server.Answer = recipient => recipient == "ubnd@camha.example" ? new(DeliveryOutcome.InDoubt, "DATA", null, "cut") : null;
        await _service.DispatchAsync(Thursday0730);
        Server.Answer = _ => null;
        await _service.ExecuteAsync("UPDATE Assignment SET Title = 'Tên mới'");
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Assert.DoesNotContain(
            "Tên mới",
            Assert.Single(Server.Mails, mail => mail.Recipient == "ubnd@camha.example").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_in_doubt_that_is_refused_for_now_is_still_sent_again_byte_for_byte()
    {
        const string own = "ubnd@camha.example";
        await _service.LookAsync("deadlines", Thursday0730);
        // Accepted, and the connection cut before the answer.
        Server.Answer = recipient => recipient == own ? new(DeliveryOutcome.InDoubt, "DATA", null, "cut") : null;
        await _service.DispatchAsync(Thursday0730);
        var first = await BytesAsync();
        // Greylisted, which does not tell whether the first copy was accepted.
        Server.Answer = recipient => recipient == own ? new(DeliveryOutcome.Retry, "RCPT", 450, "4.7.1 greylisted") : null;
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Server.Answer = _ => null;
        await _service.ExecuteAsync("UPDATE Assignment SET Title = 'Tên mới'");
        await _service.DispatchAsync(Thursday0730.AddMinutes(6));
        Assert.Equal(first, Assert.Single(Server.Mails, mail => mail.Recipient == own).Bytes);

        async Task<byte[]> BytesAsync()
        {
            await using var session = await _service.Database.OpenAsync(Service.Token);
            await using var command = session.Connection.CreateCommand();
            command.CommandText = "SELECT k.Mime FROM OutboxMime AS k JOIN OutboxMessage AS m ON m.Id = k.OutboxMessageId "
                + $"WHERE m.Recipient = '{own}'";
            return (byte[])(await command.ExecuteScalarAsync(Service.Token))!;
        }
    }

    [Fact]
    public async Task A_message_whose_tries_are_spent_is_dead_and_can_be_tried_again_by_hand()
    {
        await using var impatient = _service.Another("Outbox:GiveUpAfterHours=1");
        await impatient.LookAsync("deadlines", Thursday0730);
        Server.Answer = _ => new(DeliveryOutcome.Retry, "DATA", 450, "not now");
        // One minute, two, four … until an hour of waiting is over.
        for (var minutes = 0; minutes < 90; minutes += 3)
            await impatient.DispatchAsync(Thursday0730.AddMinutes(minutes));
        Assert.All(await impatient.MessagesAsync(), message => Assert.Equal(OutboxState.Dead, message.State));
        Server.Answer = _ => null;
        await using (var session = await impatient.Database.OpenAsync(Service.Token))
            await session.ExecuteAsync(
                "outbox/retry",
                new { Id = 1, Now = impatient.Clock.Now, ExpiresAt = impatient.Clock.Now.AddDays(1) },
                Service.Token);
        await impatient.DispatchAsync(Thursday0730.AddMinutes(91));
        Assert.Single(Server.Mails);
    }

    [Fact]
    public async Task A_copy_of_the_database_decides_and_shows_but_sends_nothing_until_armed()
    {
        await _service.DispatchAsync(Service.Start);
        await _service.ExecuteAsync("UPDATE Installation SET Machine = 'the old PC · D:\\camha.db'");
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.DispatchAsync(Thursday0730);
        Assert.Empty(Server.Mails);
        Assert.Equal(13, (await _service.MessagesAsync()).Count(message => message.State == OutboxState.Pending));
        await _service.Get<CloneGuard>().ArmAsync(Service.Token);
        await _service.DispatchAsync(Thursday0730);
        Assert.Equal(13, Server.Mails.Count);
    }

    [Fact]
    public async Task A_run_far_larger_than_usual_is_held_whole_and_the_specialist_is_told()
    {
        await using var careful = _service.Another("Outbox:BrakeFloor=12");
        await careful.LookAsync("deadlines", Thursday0730);
        await careful.DispatchAsync(Thursday0730);
        var alert = Assert.Single(Server.Mails);
        Assert.Equal("chuyen-trach-ntm@camha.example", alert.Recipient);
        Assert.Contains("có 13 thư", alert.Text, StringComparison.Ordinal);
        Assert.Contains("camha outbox release --all", alert.Text, StringComparison.Ordinal);
        Assert.Equal(13, (await careful.MessagesAsync()).Count(message => message.State == OutboxState.Held));
    }

    [Fact]
    public async Task A_run_as_large_as_one_before_is_not_held()
    {
        await using var careful = _service.Another("Outbox:BrakeFloor=12");
        // Fifteen units, sixteen addresses, on the first Thursday without the brake.
        await _service.LookAsync("reminders", Thursday1400);
        await careful.LookAsync("reminders", new DateTime(2022, 6, 23, 14, 0, 0));
        Assert.DoesNotContain(await careful.MessagesAsync(), message => message.State == OutboxState.Held);
    }

    [Theory]
    [InlineData(OutboxState.Expired)]
    [InlineData(OutboxState.Suppressed)]
    public async Task A_held_run_that_nobody_let_go_does_not_make_the_next_one_usual(OutboxState end)
    {
        await using var careful = _service.Another("Outbox:BrakeFloor=12");
        await careful.LookAsync("reminders", Thursday1400);
        await _service.ExecuteAsync($"UPDATE OutboxMessage SET State = '{end}' WHERE State = '{OutboxState.Held}'");
        await careful.LookAsync("reminders", new DateTime(2022, 6, 23, 14, 0, 0));
        Assert.Equal(16, (await careful.MessagesAsync()).Count(message => message.State == OutboxState.Held));
    }

    [Fact]
    public async Task A_unit_without_an_address_is_told_as_soon_as_it_has_one()
    {
        await _service.ExecuteAsync("UPDATE Contact SET IsActive = 0 WHERE Address = 'doan-xa@camha.example'");
        await _service.RunAsync(Service.Start, Thursday0730);
        Assert.DoesNotContain(Server.Mails, mail => mail.Recipient == "doan-xa@camha.example");
        await _service.ExecuteAsync("UPDATE Contact SET IsActive = 1 WHERE Address = 'doan-xa@camha.example'");
        await _service.RunAsync(Thursday0730.AddMinutes(1), new DateTime(2022, 6, 17, 7, 30, 0));
        Assert.Contains(
            "còn 13 ngày",
            Assert.Single(
                Server.Mails,
                mail => mail.Recipient == "doan-xa@camha.example" && mail.Subject.Contains("đến hạn", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overdue_assignment_climbs_the_ladder()
    {
        await _service.RunAsync(Service.Start, new DateTime(2022, 7, 7, 7, 30, 0));
        // T02 of Tiến Thắng: overdue 1 (1/7), 3 (5/7, its supervisor is told), 5 (7/7, the specialist too).
        var overdue = Server.Mails
            .Where(mail => mail.Recipient == "bpt-tien-thang@camha.example"
                && mail.Subject.StartsWith("QUÁ HẠN:", StringComparison.Ordinal))
            .ToList();
        Assert.Equal([1, 5, 7], overdue.Select(mail => mail.Message.Date.Day));
        Assert.All(overdue, mail => Assert.Equal("bpt-tien-thang-pho", Assert.Single(mail.Message.Cc.Mailboxes).LocalPart));
        Assert.Equal(5, Told("chi-dao-dia-ban@camha.example"));
        Assert.Equal(7, Told("chuyen-trach-ntm@camha.example"));

        int Told(string watcher) => Server.Mails
            .Where(mail => mail.Recipient == watcher && mail.Text.ReplaceLineEndings("\n")
                .Contains("Ban Phát triển thôn Tiến Thắng\n* T02", StringComparison.Ordinal))
            .Min(mail => mail.Message.Date.Day);
    }

    [Fact]
    public async Task A_service_that_was_down_for_days_says_what_is_true_now_and_once()
    {
        // Down from Thursday 16/6 to Monday 27/6: the steps of 14 and 7 days collapse into that of 3.
        await _service.LookAsync("deadlines", new DateTime(2022, 6, 27, 9, 12, 0));
        await _service.LookAsync("deadlines", new DateTime(2022, 6, 27, 9, 13, 0));
        await _service.DispatchAsync(new DateTime(2022, 6, 27, 9, 13, 0));
        var own = Assert.Single(Server.Mails, mail => mail.Recipient == "doan-xa@camha.example");
        Assert.Contains("còn 3 ngày", own.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2022, 6, 18, 9)] // a Saturday
    [InlineData(2022, 6, 16, 3)] // three in the morning
    public async Task A_start_in_the_night_or_on_a_day_off_mails_nobody(int year, int month, int day, int hour)
    {
        Assert.Equal(0, (await _service.LookAsync("deadlines", new DateTime(year, month, day, hour, 0, 0))).Messages);
    }

    [Fact]
    public async Task A_report_missed_by_a_power_cut_goes_out_marked_as_late()
    {
        await _service.LookAsync("report", new DateTime(2022, 6, 18, 10, 0, 0));
        await _service.DispatchAsync(new DateTime(2022, 6, 18, 10, 0, 0));
        var report = Assert.Single(Server.Mails, mail => mail.Recipient == "bcd-ntm@camha.example");
        Assert.Contains("Phát hành muộn: theo lịch là 16h30 thứ Sáu, 17/6/2022", report.Text, StringComparison.Ordinal);
        // Xuân Hạ submitted at 07:55 that morning: it is known by now, and late.
        Assert.Contains("1 nộp muộn, 3 chưa nộp", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_fails_is_recorded_and_made_up_for_by_the_next()
    {
        await _service.RenameTableAsync("Contact", "Hidden");
        await Assert.ThrowsAsync<Scheduler.Scheduling.LookFailedException>(() => _service.LookAsync("deadlines", Thursday0730));
        await _service.RenameTableAsync("Hidden", "Contact");
        Assert.Empty(await _service.MessagesAsync());
        Assert.Equal(13, (await _service.LookAsync("deadlines", Thursday0730.AddMinutes(1))).Messages);
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var outcomes = await session.QueryAsync<Run>("status/last-runs", null, Service.Token);
        Assert.Equal("Succeeded", Assert.Single(outcomes).Outcome);
    }

    private sealed record Run
    {
        public string Outcome { get; init; } = "";
    }

    // An exception that no handler of the dispatcher attributes to the mail or the server.
    private sealed class KilledException : OperationCanceledException;
}
