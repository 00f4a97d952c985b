using System.Net;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>Words that would be a command where the sender types them, and stand where nobody has typed them.</summary>
public sealed class CommandsThatAreNoneTests : IAsyncLifetime
{
    private const string Text = "Content-Type: text/plain; charset=utf-8\n\n";
    private const string Html = "Content-Type: text/html; charset=utf-8\n\n";
    private const string Block = "Từ: Thôn <thon@xa.example>\nĐã gửi: Thứ Sáu, 17 tháng 6, 2022 8:00 SA\nTới: Xã <xa@xa.example>\n"
        + "Chủ đề: {0} xong\n\n{0} xong";

    private InboxFolder _inbox = null!;

    public static TheoryData<string, string> Signatures => new()
    {
        { "Re: nhắc việc", $"{Text}Đã nhận thư ạ.\n\n-- \nThôn\n{{0}} xong" },
        { "Re: nhắc việc", $"{Text}Đã nhận thư ạ.\n\n--\nThôn\n{{0}} xong" },
        { "Re: nhắc việc", $"{Text}Đã nhận thư ạ.\n\nĐược gửi từ iPhone của tôi\n{{0}} xong" },
        { "Re: nhắc việc", $"{Html}<div>Đã nhận thư ạ.</div><div class=\"gmail_signature\">{{0}} xong</div>" },
        { "Re: nhắc việc", $"{Html}<div>Đã nhận thư ạ.</div><pre class=\"moz-signature\">{{0}} xong</pre>" },
    };

    public static TheoryData<string, string> Forwards
    {
        get
        {
            var rows = new TheoryData<string, string>();
            string[] blocks =
            [
                $"---------- Forwarded message ---------\n{Block}",
                "---------- Forwarded message ---------\nFrom: Thôn <thon@xa.example>\nDate: Fri, Jun 17, 2022 at 8:00 AM\n"
                    + "Subject: {0} xong\nTo: Xã <xa@xa.example>\n\n\n{0} xong",
                "---------- Thư đã chuyển tiếp ---------\nTừ: Thôn <thon@xa.example>\nDate: Th 6, 17 thg 6, 2022 vào lúc 08:00\n"
                    + "Subject: {0} xong\nTo: Xã <xa@xa.example>\n\n\n{0} xong",
                Block,
                $"________________________________\n{Block}",
                $"----- Thư đã được chuyển tiếp -----\n{Block}",
                $"----- Forwarded Message -----\n{Block}",
                $"Bắt đầu thư được chuyển tiếp:\n\n{Block}",
                "Begin forwarded message:\n\nFrom: Thôn <thon@xa.example>\nSubject: {0} xong\nDate: June 17, 2022 at 8:00:00 AM GMT+7\n"
                    + "To: Xã <xa@xa.example>\n\n{0} xong",
            ];
            foreach (var subject in new[] { "Fwd: {0} xong", "FW: {0} xong", "Chuyển tiếp: {0} xong", "TR: {0} xong" })
            {
                foreach (var block in blocks)
                {
                    rows.Add(subject, $"{Text}Kính chuyển.\n\n{block}");
                    rows.Add(subject, $"{Text}{block}");
                }

                var lines = WebUtility.HtmlEncode(Block).Replace("\n", "<br>", StringComparison.Ordinal);
                rows.Add(
                    subject,
                    $"{Html}<div dir=\"ltr\"><br><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- Forwarded message "
                    + $"---------<br>{lines}</div><div>{{0}} xong</div></div></div>");
                rows.Add(subject, $"{Html}<div><br></div><hr><div id=\"divRplyFwdMsg\">{lines}</div><div>{{0}} xong</div>");
                rows.Add(
                    subject,
                    $"{Html}<div><br></div><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\">{lines}</div>"
                    + "<div data-marker=\"__QUOTED_TEXT__\">{0} xong</div>");
                rows.Add(subject, Enclosed("Kính chuyển.", "attachment"));
                rows.Add(subject, Enclosed("", "attachment"));
                rows.Add(subject, Enclosed("", "inline"));
            }

            return rows;
        }
    }

    public static TheoryData<string, string> Machines => new()
    {
        { "{0} xong", $"Auto-Submitted: auto-replied\n{Text}{{0}} xong" },
        { "{0} xong", $"Auto-Submitted: auto-replied\n{Text}" },
        { "{0} xong", $"Auto-Submitted: auto-generated (vacation)\n{Text}" },
        { "{0} xong", $"X-Autoreply: yes\n{Text}" },
        { "{0} xong", $"Precedence: auto_reply\n{Text}" },
        { "Trả lời tự động: {0} xong", $"{Text}Tôi vắng đến 20/6." },
        { "Automatic reply: {0} xong", $"{Text}I am out of office." },
    };

    public static TheoryData<string, string> Hidden => new()
    {
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><!-- {{0}} xong -->" },
        { "Re: nhắc việc", $"{Html}<!-- <p>{{0}} xong</p> -->" },
        { "Re: nhắc việc", $"{Html}<!--[if mso]><p>{{0}} xong</p><![endif]--><p>Đã nhận thư ạ.</p>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><div hidden>{{0}} xong</div>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><div style=\"display: none\">{{0}} xong</div>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><div style=\"DISPLAY:NONE !important\"><p>{{0}} xong</p></div>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><p style=\"visibility:hidden\">{{0}} xong</p>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><p style=\"font-size:0px\">{{0}} xong</p>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><p style=\"mso-hide:all\">{{0}} xong</p>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><p style=\"opacity:0\">{{0}} xong</p>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><div style=\"max-height:0;overflow:hidden\">{{0}} xong</div>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><div style=\"height: 0px; overflow: hidden\">{{0}} xong</div>" },
        { "Re: nhắc việc", $"{Html}<p>Đã nhận thư ạ.</p><input type=\"hidden\" value=\"{{0}} xong\"><img alt=\"{{0}} xong\">" },
        { "Re: nhắc việc", $"{Html}{string.Concat(Enumerable.Repeat("<div>", 300))}<!-- <p>{{0}} xong</p> --><p>Đã nhận thư ạ.</p>" },
        { "Re: nhắc việc", $"{Html}<head><title>{{0}} xong</title></head><p>Đã nhận thư ạ.</p><template>{{0}} xong</template>" },
    };

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Fact]
    public Task A_command_in_a_signature_is_none() => NothingIsAppliedAsync(Signatures);

    [Fact]
    public Task A_command_in_a_mail_that_is_forwarded_is_none() => NothingIsAppliedAsync(Forwards);

    [Fact]
    public Task A_command_that_a_machine_sends_is_none() => NothingIsAppliedAsync(Machines);

    [Fact]
    public Task A_command_that_no_reader_sees_is_none() => NothingIsAppliedAsync(Hidden);

    [Theory]
    [InlineData(NoticeKind.Deadline)]
    [InlineData(NoticeKind.Reminder)]
    public async Task The_examples_in_our_own_mail_are_none_where_it_comes_back(NoticeKind kind)
    {
        var sent = await _inbox.SentAsync(kind);
        var ours = _inbox.Service.Transport.Mails.First(mail => mail.Message.MessageId == sent.MessageId);
        const string Attribution = "Vào Th 6, 17 thg 6, 2022 lúc 07:30 NTM xã <bandieuhanh@camha.example> đã viết:";
        var rows = new TheoryData<string, string>
        {
            { "Re: nhắc việc", $"{Text}{Attribution}\n\n> {ours.Text.Replace("\n", "\n> ", StringComparison.Ordinal)}" },
            { "Re: nhắc việc", $"{Text}{Attribution}\n\n{ours.Text}" },
            { "Re: nhắc việc", $"{Text}{ours.Text}" },
            { "Re: nhắc việc", $"{Html}<div>{Attribution}<br></div><blockquote type=\"cite\">{ours.Html}</blockquote>" },
            { "Re: nhắc việc", $"{Html}{ours.Html}" },
            { $"Fwd: {ours.Message.Subject}", $"{Text}{ours.Text}" },
        };
        await NothingIsAppliedAsync(rows, sent);
    }

    private async Task NothingIsAppliedAsync(TheoryData<string, string> rows, SentMail? answered = null)
    {
        var sent = answered ?? await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var submissions = await _inbox.Service.CountAsync("SELECT COUNT(*) FROM WeeklySubmission");
        var applied = new List<string>();
        var number = 0;
        foreach (var (subject, rest) in rows.Select(row => row.Data))
        {
            foreach (var isAnswer in new[] { true, false })
            {
                number++;
                var mail = $"From: {sent.Recipient}\nTo: bandieuhanh@camha.example\nSubject: {subject}\nMessage-ID: <none-{number}@phone>\n"
                    + $"Date: Fri, 17 Jun 2022 09:10:00 +0700\n{(isAnswer ? $"In-Reply-To: <{sent.MessageId}>\n" : "")}"
                    + $"MIME-Version: 1.0\n{rest}\n";
                var said = mail.Replace("{0}", sent.Code, StringComparison.Ordinal).ReplaceLineEndings("\r\n");
                var file = Path.Combine(_inbox.Path, $"none-{number}.eml");
                await File.WriteAllTextAsync(file, said, Service.Token);
                File.SetLastWriteTimeUtc(file, _inbox.Service.Clock.Now.UtcDateTime);
                await _inbox.ReadAsync();
                var listed = await _inbox.NewestAsync();
                if (listed.State == InboxState.Applied || listed.GestureId is not null)
                    applied.Add($"{listed.Reason}\n{said}");
            }
        }

        Assert.Equal(number, await _inbox.Service.CountAsync("SELECT COUNT(*) FROM InboxMail"));
        Assert.True(applied.Count == 0, $"{applied.Count} of {number}:\n{string.Join("\n======\n", applied.Take(40))}");
        Assert.Equal(0, await _inbox.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Mail'"));
        Assert.Equal(submissions, await _inbox.Service.CountAsync("SELECT COUNT(*) FROM WeeklySubmission"));
        // No limit and nothing said before has kept them from it.
        if (answered is null)
            Assert.Equal(InboxState.Applied, (await _inbox.AnswerAsync(sent, $"{sent.Code} xong")).State);
    }

    private static string Enclosed(string note, string disposition) =>
        $"Content-Type: multipart/mixed; boundary=b\n\n--b\n{Text}{note}\n--b\nContent-Type: message/rfc822\n"
        + $"Content-Disposition: {disposition}\n\nFrom: thon@xa.example\nTo: xa@xa.example\nSubject: {{0}} xong\n{Text}{{0}} xong\n--b--\n";
}
