using System.Text;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;
using Ical.Net;
using MimeKit;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class MailTests : IAsyncLifetime
{
    private static readonly DateTime Thursday = new(2022, 6, 16, 14, 0, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_digest_carries_the_headers_that_keep_machines_and_threads_in_order()
    {
        await _service.RunAsync(Service.Start, Thursday);
        var mail = To("doan-xa@camha.example").Message;
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        // Without NDR: Exchange must report what it could not deliver.
        Assert.Equal("DR, RN, NRN, OOF, AutoReply", mail.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("chuyen-trach-ntm@camha.example", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        Assert.Equal(["ntm-2022.t02.dtn@camha.example", "ntm-2022.t03.dtn@camha.example"], mail.References);
        Assert.Matches("^[0-9a-f]{32}@camha.example$", mail.MessageId);
    }

    [Fact]
    public async Task Every_header_keeps_to_the_lengths_that_strict_servers_ask_for()
    {
        await _service.RunAsync(Service.Start, new DateTime(2022, 6, 20, 9, 0, 0));
        Assert.NotEmpty(_service.Transport.Mails);
        foreach (var mail in _service.Transport.Mails)
        {
            var headers = Encoding.Latin1.GetString(mail.Bytes).Split("\r\n\r\n")[0];
            var words = headers.Split([' ', '\r', '\n']).Where(word => word.StartsWith("=?", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(words);
            Assert.All(words, word => Assert.InRange(word.Length, 1, 75));
        }
    }

    [Fact]
    public async Task A_name_that_looks_like_an_encoded_word_or_turns_the_direction_stays_a_name()
    {
        await _service.ExecuteAsync("UPDATE Unit SET Name = '=?utf-8?B?VmljdGlt?=' WHERE Code = 'DTN'");
        await _service.ExecuteAsync("UPDATE Unit SET Name = '\u202Eãx nàođ' WHERE Code = 'HPN'");
        await _service.RunAsync(Service.Start, Thursday);
        var to = Assert.Single(To("doan-xa@camha.example").Message.To.Mailboxes);
        Assert.Contains("=?utf-8?B?VmljdGlt?=", to.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(
            _service.Transport.Mails.SelectMany(mail => mail.Message.To.Mailboxes),
            each => each.Name!.Contains('\u202E', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_domain_of_other_letters_gets_its_mail_under_the_name_that_servers_know()
    {
        await _service.ImportAsync("contacts.csv", "unit,address\nDTN,vt@cẩmhà.vn\nHPN,vt@xn--cmh-cla6329a.vn\n");
        await using var changed = _service.Another("Mail:From=bcd@cẩmhà.vn");
        await changed.RunAsync(Service.Start, Thursday);
        var mail = To("vt@cẩmhà.vn");
        var headers = Encoding.Latin1.GetString(mail.Bytes).Split("\r\n\r\n")[0];
        Assert.Contains("<vt@xn--", headers, StringComparison.Ordinal);
        Assert.Contains("<bcd@xn--", headers, StringComparison.Ordinal);
        Assert.DoesNotContain(headers, letter => letter > '~');
        Assert.NotEmpty(To("vt@xn--cmh-cla6329a.vn").Bytes);
    }

    [Fact]
    public async Task Everybody_else_who_was_written_to_stands_in_the_headers()
    {
        await _service.RunAsync(Service.Start, Thursday);
        var mail = To("bpt-tien-thang-pho@camha.example").Message;
        Assert.Equal("bpt-tien-thang@camha.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("bpt-tien-thang-pho@camha.example", Assert.Single(mail.Cc.Mailboxes).Address);
    }

    [Fact]
    public async Task One_tap_puts_the_deadlines_into_a_phone()
    {
        await _service.RunAsync(Service.Start, Thursday);
        var part = Assert.Single(To("doan-xa@camha.example").Message.Attachments.OfType<MimePart>());
        Assert.Equal(
            ("han-nhiem-vu.ics", "text/calendar", "PUBLISH"),
            (part.FileName, part.ContentType.MimeType, part.ContentType.Parameters["method"]));
        using var stream = new MemoryStream();
        await part.Content!.DecodeToAsync(stream, Service.Token);
        var calendar = Calendar.Load(Encoding.UTF8.GetString(stream.ToArray()))!;
        Assert.Equal(["Hạn T02", "Hạn T03"], calendar.Events.Select(each => each.Summary![..7]));
        Assert.All(calendar.Events, each => Assert.True(each.IsAllDay && each.Start!.Date == new DateOnly(2022, 6, 30)));
    }

    [Fact]
    public async Task The_text_alone_says_what_the_page_says()
    {
        await _service.RunAsync(Service.Start, new DateTime(2022, 6, 20, 8, 0, 0));
        foreach (var mail in _service.Transport.Mails)
        {
            var page = new HtmlParser().ParseDocument(mail.Html);
            Assert.Empty(page.QuerySelectorAll("script, link, iframe, form, img:not([src^='cid:'])"));
            var text = Words(mail.Text);
            // The text part has every bold figure and name too.
            var bolds = page.QuerySelectorAll("b bdi, b.green, b.red, b.amber").Select(each => each.TextContent.Trim());
            foreach (var bold in bolds.Where(each => each.Length > 2))
                Assert.Contains(Words(bold), text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("<script>alert('x')</script><img src=x onerror=alert(1)>")]
    [InlineData("\"quoted\" & 'single' {{ m.unit }} {% raw %}")] // a template in the data is data
    [InlineData("a\r\nBcc: victim@camha.example\r\n\r\nbody")]
    [InlineData("\u202Egnp.exe \u200Fabc\u2066")] // right-to-left marks
    [InlineData("Tie\u0302\u0301n Tha\u0306\u0301ng")] // NFD
    public async Task Hostile_text_arrives_as_text(string hostile)
    {
        await _service.ExecuteAsync($"UPDATE Unit SET Name = '{hostile.Replace("'", "''", StringComparison.Ordinal)}' WHERE Code = 'DTN'");
        await _service.ExecuteAsync(
            $"UPDATE Assignment SET Title = '{hostile.Replace("'", "''", StringComparison.Ordinal)}' WHERE Code = 'T03'");
        await _service.ExecuteAsync($"UPDATE WeeklySubmission SET Results = '{hostile.Replace("'", "''", StringComparison.Ordinal)}'");
        await _service.RunAsync(Service.Start, new DateTime(2022, 6, 17, 17, 0, 0));
        Assert.Equal(52, _service.Transport.Mails.Count);
        var shown = Words(CleanText.Of(hostile));
        foreach (var mail in _service.Transport.Mails.Where(mail => mail.Recipient is "doan-xa@camha.example" or "bcd-ntm@camha.example"))
        {
            var page = new HtmlParser().ParseDocument(mail.Html);
            Assert.Empty(page.QuerySelectorAll("script, img:not([src^='cid:'])"));
            Assert.Contains(shown, Words(page.Body!.TextContent), StringComparison.Ordinal);
            Assert.Contains(shown, Words(mail.Text), StringComparison.Ordinal);
            Assert.Empty(mail.Message.Bcc);
            Assert.DoesNotContain("Bcc", mail.Message.Headers.Select(header => header.Field));
        }
    }

    [Fact]
    public async Task A_hundred_kilobytes_and_a_lone_surrogate_arrive_too()
    {
        await using (var session = await _service.Database.OpenAsync(Service.Token))
        {
            await session.ExecuteAsync("changes/insert-submission", new
            {
                CampaignId = 1,
                Unit = "QSX",
                Week = "2022-W24",
                SubmittedAt = _service.Clock.Instant(new DateTime(2022, 6, 17, 9, 0, 0)),
                Assignments = "",
                Results = new string('x', 100_000) + " hết",
                Difficulties = "\uD800 khó",
                Proposals = "",
                NextWeek = "",
            }, Service.Token);
        }

        await _service.RunAsync(Service.Start, new DateTime(2022, 6, 17, 17, 0, 0));
        var report = To("bcd-ntm@camha.example");
        Assert.Contains(new string('x', 100_000) + " hết", report.Text, StringComparison.Ordinal);
        Assert.Contains("khó", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_in_the_folder_replaces_the_one_built_in()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_service.Folder, "templates")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "reminder.txt"), "Xin chào {{ m.unit }}", Service.Token);
        await using var changed = _service.Another("Mail:TemplateFolder=templates");
        await changed.RunAsync(Thursday, Thursday);
        Assert.Equal("Xin chào Đoàn xã", To("doan-xa@camha.example").Text.Trim());
        Assert.Empty(changed.Get<Templates>().Faults);
    }

    [Theory]
    [InlineData("ntm@camha.example")]
    [InlineData("nhacviec@camha.example, ntm@camha.example", "Mail:ReplyTo=nhacviec@camha.example")]
    [InlineData("bandieuhanh@camha.example", "Inbox:Source=folder", "Inbox:Folder=in")]
    [InlineData("nhacviec@camha.example", "Inbox:Source=folder", "Inbox:Folder=in", "Mail:ReplyTo=nhacviec@camha.example")]
    [InlineData("doc@camha.example", "Inbox:Source=imap", "Inbox:Host=imap.camha.example", "Inbox:User=doc@camha.example")]
    [InlineData("gui@camha.example", "Inbox:Source=imap", "Inbox:Host=imap.camha.example", "Smtp:User=gui@camha.example")]
    [InlineData("bandieuhanh@camha.example", "Inbox:Source=imap", "Inbox:Host=imap.camha.example", "Inbox:User=doc")]
    [InlineData(
        "bandieuhanh@camha.example, ntm@camha.example", "Inbox:Source=folder", "Inbox:Folder=in", "Mail:ReplyToSpecialist=true")]
    public async Task Answers_go_to_the_mailbox_that_is_read_and_without_one_always_to_the_specialist(
        string expected, params string[] settings)
    {
        await using var read = _service.Another(settings);
        var bytes = read.Get<MimeWriter>().Write(
            "x@camha.example", [], new() { Subject = "x", Html = "x", Text = "x", ReplyTo = ["ntm@camha.example"] }, Service.Start);
        using var mime = MimeMessage.Load(new MemoryStream(bytes), Service.Token);
        Assert.Equal(expected, string.Join(", ", mime.ReplyTo.Mailboxes.Select(address => address.Address)));
    }

    [Theory]
    [InlineData("reminder.html", "{% if m.unit %}", "reminder.html is broken: ")]
    [InlineData("reminder.html", "{{ m.nobody }}", "reminder.html is broken: there is no value 'nobody'; the values are asOf,")]
    [InlineData("reminder.txt", "", "reminder.txt is empty: ")]
    [InlineData("layout.html", "<p>{{ title }}</p>", "layout.html is broken: it has no {{ body | raw }}")]
    [InlineData("remainder.html", "x", "remainder.html replaces nothing; the names are acknowledgement.html,")]
    public async Task A_broken_template_is_reported_and_the_one_built_in_is_used(string file, string content, string fault)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_service.Folder, "templates")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, file), content, Service.Token);
        await using var changed = _service.Another("Mail:TemplateFolder=templates");
        Assert.Contains(fault, Assert.Single(changed.Get<Templates>().Faults), StringComparison.Ordinal);
        await changed.RunAsync(Thursday, Thursday);
        Assert.Contains("chưa nhận được báo cáo tuần 24/2022", To("doan-xa@camha.example").Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_fails_on_the_data_does_not_keep_the_mail_from_leaving()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_service.Folder, "templates")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "reminder.txt"),
            "{% if m.unit == 'Đoàn xã' %}{% for i in (1..1000) %}{% for j in (1..1000) %}{{ m.unit }}{% endfor %}{% endfor %}{% endif %}",
            Service.Token);
        await using var changed = _service.Another("Mail:TemplateFolder=templates");
        await changed.RunAsync(Thursday, Thursday);
        Assert.Contains("Kính gửi: Đoàn xã\n", To("doan-xa@camha.example").Text, StringComparison.Ordinal);
        var check = new TemplateCheck(changed.Get<Templates>());
        var finding = Assert.Single(await check.FindAsync(null!, Service.Token));
        Assert.False(finding.IsGood);
        Assert.Contains("reminder.txt failed on a mail: ", finding.Says, StringComparison.Ordinal);
        Assert.Equal("Mẫu thư riêng bị lỗi nên thư đi theo mẫu có sẵn", finding.Problem!.Title);
        // In Vietnamese, doctor said that doctor shows the place.
        Assert.Contains("reminder.txt failed on a mail: ", finding.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_template_folder_is_reported()
    {
        var service = _service.Another("Mail:TemplateFolder=nowhere");
        Assert.Equal(
            $"Mail:TemplateFolder = '{Path.Combine(_service.Folder, "nowhere")}' is not there: create it, or leave the setting empty. "
            + "The built-in templates are used.",
            Assert.Single(service.Get<Templates>().Faults));
    }

    [Fact]
    public void Addresses_are_masked_in_logs()
    {
        Assert.Equal("t***@xa.gov.vn", MaskedAddress.Of("tienthang@xa.gov.vn"));
        Assert.Equal("***", MaskedAddress.Of("nonsense"));
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();

    private Taken To(string recipient) => _service.Transport.Mails.First(mail => mail.Recipient == recipient);
}
