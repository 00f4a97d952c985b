using System.Text;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>What our mails ask for, where answers are read and where they are not.</summary>
public sealed class QuestionTests(QuestionTests.Week week) : IClassFixture<QuestionTests.Week>
{
    [Fact]
    public void Where_answers_are_read_mails_say_what_may_be_typed_and_who_reads_the_rest()
    {
        Assert.All([Digest.Text, Digest.Html], text =>
        {
            Assert.Matches("“T\\d\\d xong”, “T\\d\\d 80%”, “T\\d\\d xin lùi hạn đến \\d+/\\d+”", text);
            Assert.Contains("điều chưa rõ thì chuyên trách NTM xã đọc", text, StringComparison.Ordinal);
        });
        Assert.All([Reminder.Text, Reminder.Html], text =>
        {
            Assert.Contains("“không phát sinh”", text, StringComparison.Ordinal);
            Assert.Contains("điều chưa rõ thì chuyên trách NTM xã đọc", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Where_nobody_but_the_specialist_reads_answers_mails_promise_no_more()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Friday0900);
        Assert.NotEmpty(service.Transport.Mails);
        Assert.All(service.Transport.Mails.Where(IsToUnit), mail =>
        {
            Assert.Contains("đến chuyên trách NTM xã", mail.Text, StringComparison.Ordinal);
            Assert.All([mail.Text, mail.Html], text =>
            {
                Assert.DoesNotContain("Phần mềm đọc", text, StringComparison.Ordinal);
                Assert.DoesNotContain("mailto:", text, StringComparison.Ordinal);
            });
            Assert.DoesNotMatch("\\[[0-9A-Z-]{8,}\\]$", mail.Subject);
        });
    }

    [Theory]
    [InlineData("Xong", new[] { StatementKind.Done })]
    [InlineData("Đang làm", new[] { StatementKind.InProgress })]
    [InlineData("Vướng / xin lùi hạn", new[] { StatementKind.Extension, StatementKind.Obstacle })]
    public void A_button_of_an_assignment_says_just_what_stands_on_it(string label, StatementKind[] said)
    {
        var buttons = Buttons(Digest).Where(button => button.Label == label).ToList();
        Assert.NotEmpty(buttons);
        foreach (var button in buttons)
        {
            var code = button.Subject.Split(' ')[0];
            foreach (var mail in Sent(button))
            {
                var statements = MailExplainer.Explain(mail, Digest.Text, ["T01", "T02", "T03", "T04", code]).Statements;
                Assert.Equal(said, statements.Select(each => each.What).Order());
                Assert.All(statements, each => Assert.Equal(code, each.Assignment));
            }
        }
    }

    [Fact]
    public void The_button_for_more_time_is_understood_with_what_is_typed_after_it()
    {
        var button = Buttons(Digest).First(each => each.Label.StartsWith("Vướng", StringComparison.Ordinal));
        var typed = $"{button.Body}thiếu cây giống".Replace("ngày: ", "ngày: 15/7 ", StringComparison.Ordinal);
        foreach (var mail in Sent(button with { Body = typed }))
        {
            var asked = MailExplainer.Explain(mail).Statements.Single(each => each.What == StatementKind.Extension);
            Assert.Equal(new DateOnly(2022, 7, 15), asked.Day);
        }
    }

    [Fact]
    public void The_buttons_of_a_week_submit_it_and_an_untouched_form_is_no_report()
    {
        var report = Buttons(Reminder).Single(button => button.Label == "Nộp báo cáo tuần");
        Assert.Contains("[kế hoạch đã gửi: ", report.Body, StringComparison.Ordinal);
        foreach (var mail in Sent(report))
        {
            var said = MailExplainer.Explain(mail, Reminder.Text, []);
            Assert.Null(said.Points);
            Assert.Empty(said.Statements);
        }

        var typed = report.Body
            .Replace("] ", "] làm 200 m rãnh, T02 chưa xong", StringComparison.Ordinal)
            .Replace("vướng mắc: ", "vướng mắc: thiếu xi măng", StringComparison.Ordinal)
            .Replace("kiến nghị: ", "kiến nghị: cấp thêm", StringComparison.Ordinal)
            .Replace("tuần tới: ", "tuần tới: làm nốt", StringComparison.Ordinal);
        foreach (var mail in Sent(report with { Body = typed }))
        {
            var points = MailExplainer.Explain(mail, Reminder.Text, []).Points!;
            Assert.EndsWith("làm 200 m rãnh, T02 chưa xong", points.Results, StringComparison.Ordinal);
            Assert.Equal(("thiếu xi măng", "cấp thêm", "làm nốt"), (points.Difficulties, points.Proposals, points.NextWeek));
        }

        var nothing = Buttons(Reminder).Single(button => button.Label == "Không phát sinh");
        Assert.All(Sent(nothing), mail => Assert.True(MailExplainer.Explain(mail, Reminder.Text, []).Points!.IsNothing));
    }

    /// <summary>What was planned may speak of work as done, and of assignments.</summary>
    [Fact]
    public void A_plan_that_we_have_written_into_a_report_completes_nothing()
    {
        var button = ReminderButtons.Of("a@b.example", "tuần 24/2022", "hoàn thành T04 [xong]; T05 xong")[0];
        var pressed = Pressed(button.Link, button.Label);
        Assert.Contains("[kế hoạch đã gửi: hoàn thành T04 (xong); T05 xong]", pressed.Body, StringComparison.Ordinal);
        foreach (var mail in Sent(pressed with { Body = pressed.Body.Replace("] ", "] đã trồng cây", StringComparison.Ordinal) }))
        {
            var said = MailExplainer.Explain(mail);
            Assert.Empty(said.Statements);
            Assert.EndsWith("đã trồng cây", said.Points!.Results, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_link_is_longer_than_mail_programs_open_and_a_wall_of_buttons_is_none()
    {
        var long_ = ReminderButtons.Of("a@b.example", "tuần 24/2022", string.Join(' ', Enumerable.Repeat("trồng hàng rào xanh", 500)));
        Assert.Contains("[kế hoạch đã gửi: trồng", Pressed(long_[0].Link, "").Body, StringComparison.Ordinal);
        var links = Mails().SelectMany(Buttons).Select(button => button.Link).Concat(long_.Select(button => button.Link)).ToList();
        Assert.All(links, link => Assert.InRange(link.Length, 50, AnswerButton.LongestLink));
        Assert.All(links, link => Assert.Matches("^mailto:[^@]+@[^?]+[?]subject=[!-~]+&body=[!-~]+$", link));
        Assert.All(Mails().Where(IsDigest), mail => Assert.InRange(Buttons(mail).Count, 0, 3 * DigestButtons.MostLines));
        // Each copy has its own code, and nothing else stands in its place.
        Assert.All(Mails(), mail => Assert.DoesNotContain(AnswerCode.Mark, mail.Html, StringComparison.Ordinal));
        foreach (var mail in Mails())
        {
            var code = mail.Subject[mail.Subject.LastIndexOf('[')..];
            Assert.All(Buttons(mail), button => Assert.EndsWith(code, button.Subject, StringComparison.Ordinal));
        }
    }

    /// <summary>The very HTML of our mail below or around an answer, in every program's way to quote, and in none.</summary>
    [Fact]
    public void Our_buttons_and_examples_are_nobodys_words_where_our_mail_is_quoted()
    {
        foreach (var mail in new[] { Digest, Reminder })
        {
            var sent = MailReader.SentText(mail.Bytes);
            var body = mail.Html[mail.Html.IndexOf("<body", StringComparison.Ordinal)..]
                .Replace("<body", "<div", StringComparison.Ordinal).Replace("</body>", "</div>", StringComparison.Ordinal)
                .Replace("</html>", "", StringComparison.Ordinal);
            var cells = body.Replace("<td", "<div", StringComparison.Ordinal).Replace("</td>", "</div>", StringComparison.Ordinal);
            foreach (var program in Answers.Programs)
            {
                foreach (var (typed, quoted) in new[] { ("", cells), ("T02 chưa xong", body) })
                {
                    var html = $"<div>{typed}</div>{program.HtmlHead}{program.HtmlOpen}{quoted}{program.HtmlClose}";
                    Assert.Equal("", Claimed(sent, html));
                    Assert.Equal("", Claimed(sent, $"<div>{typed}</div>{quoted}"));
                }
            }
        }
    }

    private static string Claimed(string sent, string html)
    {
        var answer = "From: a@b.example\r\nSubject: Re: nhắc việc\r\nMessage-ID: <1@phone>\r\nIn-Reply-To: <2@camha.example>\r\n"
            + $"Date: Fri, 17 Jun 2022 09:10:00 +0700\r\nContent-Type: text/html; charset=utf-8\r\n"
            + $"\r\n<html><body>{html}</body></html>\r\n";
        var said = MailExplainer.Explain(Encoding.UTF8.GetBytes(answer), sent, ["T02", "T03", "T04"]);
        return said.Points is { IsUnsorted: false } || said.Statements.Any(each => each is not { What: StatementKind.NotDone })
            ? $"{said.Points} {string.Join(' ', said.Statements)}"
            : said.Text.Replace("T02 chưa xong", "", StringComparison.Ordinal);
    }

    /// <summary>Whose answer it would be, nobody could tell.</summary>
    [Fact]
    public void A_mail_that_several_units_share_has_no_buttons_and_says_that_the_specialist_reads_its_answer()
    {
        var shared = Mails().Where(mail => mail.Recipient == "chung@camha.example").ToList();
        Assert.Contains(shared, IsDigest);
        Assert.Contains(shared, IsReminder);
        Assert.All(shared, mail =>
        {
            Assert.Empty(Buttons(mail));
            Assert.Contains("đến chuyên trách NTM xã", mail.Text, StringComparison.Ordinal);
        });
    }

    private static DateTime Friday0900 => new(2022, 6, 17, 9, 0, 0);

    private Taken Digest => Mails().First(mail => IsDigest(mail) && Buttons(mail).Count > 3);

    private Taken Reminder => Mails().First(
        mail => IsReminder(mail) && mail.Html.Contains(Uri.EscapeDataString("[kế hoạch đã gửi"), StringComparison.Ordinal));

    private IEnumerable<Taken> Mails() => week.Service.Transport.Mails.Where(IsToUnit);

    private static bool IsDigest(Taken mail) => mail.Text.Contains("Phần việc của đơn vị", StringComparison.Ordinal);

    private static bool IsReminder(Taken mail) => mail.Subject.Contains("nhắc nộp báo cáo", StringComparison.Ordinal);

    private static bool IsToUnit(Taken mail) => IsDigest(mail) || IsReminder(mail);

    private static List<Button> Buttons(Taken mail) =>
    [
        .. new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a[href^='mailto:']")
            .Select(link => Pressed(link.GetAttribute("href")!, link.TextContent)),
    ];

    private static Button Pressed(string link, string label)
    {
        var fields = link.Split('?')[1].Split('&').Select(field => Uri.UnescapeDataString(field[(field.IndexOf('=') + 1)..])).ToList();
        return new(label, link, fields[0], fields[1]);
    }

    // As it is, and as programs write it that lose line breaks.
    private static IEnumerable<byte[]> Sent(Button button) =>
        from body in new[] { button.Body, button.Body.Replace("\r\n", "", StringComparison.Ordinal) }
        select Encoding.UTF8.GetBytes(
            $"From: a@b.example\r\nTo: bandieuhanh@camha.example\r\nSubject: {button.Subject}\r\nMessage-ID: <1@phone>\r\n"
            + $"Date: Fri, 17 Jun 2022 09:10:00 +0700\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n");

    private sealed record Button(string Label, string Link, string Subject, string Body);

    /// <summary>A week of mails, where answers are read.</summary>
    public sealed class Week : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
        public Service Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Service = await Infrastructure.Service.StartAsync("Inbox:Source=folder", $"Inbox:Folder={_folder}");
            await Service.ExecuteAsync(
                "INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, NextWeek) "
                + "SELECT Id, '2022-W23', '2022-06-10T03:00:00.000Z', 'trồng hàng rào xanh' FROM Unit WHERE OwesWeekly = 1");
            await Service.ExecuteAsync(
                "UPDATE Contact SET Address = 'chung@camha.example' "
                + "WHERE Address IN ('cuu-chien-binh@camha.example', 'quan-su@camha.example')");
            await Service.RunAsync(Infrastructure.Service.Start, Friday0900);
        }

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
