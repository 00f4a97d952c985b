using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The mails that wait for a person, on the page.</summary>
public sealed class InboxPageTests
{
    [Fact]
    public async Task What_waits_is_shown_with_what_was_understood_and_a_click_applies_it_once()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        Assert.Contains("Thư chờ đọc (2)", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Thư chờ đọc", page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);
        var cards = page.QuerySelectorAll("li.card");
        // The newest first: a stranger's, of which nothing can be applied before somebody says whose it is.
        Assert.Null(cards[0].QuerySelector(".actions form[action='/inbox/2/apply']"));
        Assert.Null(cards[0].QuerySelector("form[action='/inbox/2/ask']"));
        Assert.NotNull(cards[0].QuerySelector("input[name=unit][required]"));
        Assert.Contains("đã làm 200 m rãnh", cards[1].QuerySelector(".letter")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Báo cáo tuần 24/2022", cards[1].QuerySelector(".beside")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Trưởng thôn", cards[1].QuerySelector("details.more")!.TextContent, StringComparison.Ordinal);

        var applied = await PostAsync(client, page, "/inbox/1/apply");
        Assert.Contains("Đã ghi nhận, lần sửa số", applied, StringComparison.Ordinal);
        Assert.Contains("người gửi sẽ nhận thư báo", applied, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk' AND Source = 'inbox 1'"));
        var again = await PostAsync(client, page, "/inbox/1/apply");
        Assert.Contains("thư 1 đã được ghi nhận ở lần sửa", Decoded(again), StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa làm được", await client.GetStringAsync("/inbox", Service.Token), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
    }

    [Fact]
    public async Task A_strangers_mail_is_applied_as_a_person_says_or_closed_and_a_refusal_stands_with_the_mail()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        var refused = await PostAsync(client, page, "/inbox/2/apply", ("unit", "khong co"), ("what", "done"), ("assignment", "T04"));
        var card = new HtmlParser().ParseDocument(refused).QuerySelector("li.card:has(details[open])")!;
        Assert.Contains("không có đơn vị “khong co”", card.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        // What was typed is still there.
        Assert.Equal("khong co", card.QuerySelector("input[name=unit]")!.GetAttribute("value"));
        Assert.Equal("T04", card.QuerySelector("input[name=assignment]")!.GetAttribute("value"));
        Assert.NotNull(card.QuerySelector("option[value=done][selected]"));
        var unit = await site.Service.ReadAsync("SELECT Code FROM Unit WHERE OwesWeekly = 1 ORDER BY Id LIMIT 1");
        var applied = await PostAsync(client, page, "/inbox/2/apply", ("unit", unit!), ("what", "nothing"));
        Assert.Contains("Đã ghi nhận, lần sửa số", applied, StringComparison.Ordinal);
        Assert.DoesNotContain("không có đơn vị", Decoded(applied), StringComparison.Ordinal);

        Assert.Contains("Đã đóng thư", await PostAsync(client, page, "/inbox/1/ignore"), StringComparison.Ordinal);
        Assert.Contains("Không có thư nào chờ.", (await PageAsync(client)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_who_answers_a_units_mail_has_that_unit_chosen_and_no_click_applies_it_unasked()
    {
        await using var site = await StartAsync();
        await site.Service.ExecuteAsync(
            """
            UPDATE InboxMail
            SET OutboxMessageId = (SELECT OutboxMessageId FROM InboxMail WHERE Id = 1),
                UnitId = (SELECT u.Id FROM Unit AS u JOIN Contact AS c ON c.UnitId = u.Id
                    JOIN InboxMail AS m ON m.Sender = c.Address WHERE m.Id = 1)
            WHERE Id = 2
            """);
        var unit = await site.Service.ReadAsync("SELECT u.Code FROM Unit AS u JOIN InboxMail AS m ON m.UnitId = u.Id WHERE m.Id = 2");
        using var client = new HttpClient { BaseAddress = site.Address };
        var card = (await PageAsync(client)).QuerySelectorAll("li.card")[0];
        Assert.Equal(unit, card.QuerySelector("input[name=unit]")!.GetAttribute("value"));
        Assert.Contains($"Đúng là của {unit} thì mở Ghi nhận…", card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa rõ là thư của đơn vị nào", card.TextContent, StringComparison.Ordinal);
        Assert.Null(card.QuerySelector(".actions form[action='/inbox/2/apply']"));
    }

    // A click on “Ghi nhận” could only be refused: it was all in the plan.
    [Fact]
    public async Task A_mail_whose_sure_part_is_in_the_plan_is_read_and_closed_and_not_offered_to_be_applied_again()
    {
        await using var site = await StartAsync();
        await site.Service.ExecuteAsync("UPDATE InboxMail SET GestureId = (SELECT MIN(Id) FROM Gesture) WHERE Id = 1");
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        var card = page.QuerySelectorAll("li.card")[1];
        Assert.Null(card.QuerySelector(".actions form[action='/inbox/1/apply']"));
        Assert.Contains("Phần rõ đã ghi ở lần sửa", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Đã xem xong", card.QuerySelector(".actions")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Đã đóng thư", await PostAsync(client, page, "/inbox/1/ignore"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_click_asks_the_sender_and_nothing_changes_without_the_forms_token()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var bare = new FormUrlEncodedContent([]);
        using var stranger = await client.PostAsync(new Uri("/inbox/1/ask", UriKind.Relative), bare, Service.Token);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, stranger.StatusCode);
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
        Assert.Contains("Đã gửi thư hỏi lại.", await PostAsync(client, await PageAsync(client), "/inbox/1/ask"), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
    }

    [Fact]
    public async Task A_click_sends_a_mail_to_the_mailbox_and_tells_that_it_was_found()
    {
        var folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
        await using var site = await Site.StartAsync("Inbox:Source=folder", $"Inbox:Folder={folder}", "Mail:ReplyTo=hopthu@camha.example");
        site.Service.Server.AfterTaking = recipient =>
        {
            if (recipient.StartsWith("hopthu", StringComparison.Ordinal))
                File.WriteAllBytes(Path.Combine(folder, $"{recipient}.eml"), site.Service.Server.Mails[^1].Bytes);
        };
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        Assert.Contains("Chưa thử lần nào.", Probe(page), StringComparison.Ordinal);
        await PostAsync(client, page, "/inbox/probe");
        Assert.Matches("Thấy Thư thử lúc .* đến hopthu@camha.example:\\s+thấy trong hộp thư sau 1 giây", Probe(await PageAsync(client)));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM MailboxProbe WHERE FoundAt IS NOT NULL"));

        // A second click within a minute sends nothing, and says so.
        var sent = site.Service.Server.Mails.Count;
        Assert.Contains("Vừa gửi một thư thử", Decoded(await PostAsync(client, page, "/inbox/probe")), StringComparison.Ordinal);
        Assert.Equal(sent, site.Service.Server.Mails.Count);
    }

    // A server that takes the mail and does not answer must not keep whoever clicked.
    [Fact]
    public async Task A_probe_that_takes_long_goes_on_while_the_page_is_shown_and_no_second_one_begins()
    {
        await using var site = await StartAsync();
        site.Service.Server.Answer = _ => null;
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await PageAsync(client);
        var began = TimeProvider.System.GetTimestamp();
        Assert.Contains("Đang tìm thư thử", Decoded(await PostAsync(client, page, "/inbox/probe")), StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 20);
        var sent = site.Service.Server.Mails.Count;
        Assert.Contains("Đang tìm thư thử", Decoded(await PostAsync(client, page, "/inbox/probe")), StringComparison.Ordinal);
        Assert.Equal(sent, site.Service.Server.Mails.Count);
    }

    [Fact]
    public async Task What_became_of_a_probe_stands_there_after_a_restart_with_what_to_do()
    {
        await using var site = await StartAsync();
        await site.Service.ExecuteAsync(
            "INSERT INTO MailboxProbe (Address, SentAt) VALUES ('bandieuhanh@camha.example', '2022-06-17T02:00:00.000Z')");
        using var client = new HttpClient { BaseAddress = site.Address };
        var shown = Probe(await PageAsync(client));
        Assert.Contains("Không thấy Thư thử gần nhất, lúc 09h00, 17/6/2022", shown, StringComparison.Ordinal);
        Assert.Contains("Thư rác", shown, StringComparison.Ordinal);
    }

    private static string Probe(IDocument page) => page.QuerySelector("section[aria-labelledby=probe]")!.TextContent;

    private static string Decoded(string html) => new HtmlParser().ParseDocument(html).Body!.TextContent;

    private static async Task<Site> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
        var site = await Site.OnABadFridayAsync(["Inbox:Source=folder", $"Inbox:Folder={folder}"]);
        await site.Service.ExecuteAsync(
            """
            INSERT INTO InboxMail (Sha256, Source, Place, ReceivedAt, StoredAt, Sender, Subject, SizeBytes, State, Reason, OutboxMessageId)
            SELECT 'a1', 'x', '1', '2022-06-17T02:00:00.000Z', '2022-06-17T02:00:00.000Z', Recipient, 'Re: Báo cáo tuần', 60, 'Triage',
                'Thư ghi địa chỉ của đơn vị; máy chủ thư không xác nhận được.', Id
            FROM OutboxMessage
            WHERE Kind = 'Reminder' AND Body = '' AND State = 'Sent' AND RecipientRole = 'To'
            ORDER BY Id
            LIMIT 1;
            INSERT INTO InboxMail (Sha256, Source, Place, ReceivedAt, StoredAt, Sender, SenderName, Subject, SizeBytes, State, Reason)
            VALUES ('a2', 'x', '2', '2022-06-17T02:30:00.000Z', '2022-06-17T02:30:00.000Z', 'la@be.example', 'Người lạ', 'Re: việc', 60,
                'Triage', 'Địa chỉ gửi không có trong danh sách đầu mối.');
            INSERT INTO InboxMime (InboxMailId, Mime)
            SELECT Id, CAST('Subject: Re: x' || char(10) || 'In-Reply-To: <1@x>' || char(10) || 'Content-Type: text/plain; charset=utf-8'
                || char(10) || char(10) || CASE Id WHEN 1 THEN '1. Kết quả: đã làm 200 m rãnh' ELSE 'Thôn tôi xong rồi nhé' END
                || char(10) || char(10) || '-- ' || char(10) || 'Trưởng thôn' AS BLOB)
            FROM InboxMail;
            """);
        return site;
    }

    private static async Task<IDocument> PageAsync(HttpClient client) =>
        new HtmlParser().ParseDocument(await client.GetStringAsync("/inbox", Service.Token));

    private static async Task<string> PostAsync(
        HttpClient client, IDocument page, string action, params (string Name, string Value)[] fields)
    {
        var token = page.QuerySelector($"form[action='{action}'] input[name=token]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(
            [new("token", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        using var answer = await client.PostAsync(new Uri(action, UriKind.Relative), form, Service.Token);
        return await answer.Content.ReadAsStringAsync(Service.Token);
    }
}
