using System.Text;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Inbox.Sorting;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>Every program, place, form and way of typing: what is done is found, and nothing else is taken for it.</summary>
public sealed class AnswersAboutCompletionTests
{
    private const string Sent = """
        Kính gửi: Thôn Tiến Thắng

        Đơn vị có 1 nhiệm vụ sắp đến hạn.

        SẮP ĐẾN HẠN (1)

        * T04 - Hoàn thành 1 vườn mẫu tại thôn Tiến Thắng
          Hạn: thứ Sáu, 17/6/2022 - còn 2 ngày
        Xong Đang làm Vướng / xin lùi hạn
          Phần việc của đơn vị: Chủ trì
          Tiến độ gần nhất: 60%
          Việc cần làm: Báo đã hoàn thành hoặc nêu vướng mắc


        """
        + "Đơn vị trả lời thư này để báo tiến độ, báo đã hoàn thành hoặc nêu vướng mắc: gõ ngay trong thư, mỗi việc một dòng, "
        + "ví dụ: “T04 xong”, “T04 80%”, “T04 xin lùi hạn đến 15/7”. Phần mềm đọc thư và báo lại đã ghi nhận gì; "
        + "điều chưa rõ thì chuyên trách NTM xã đọc.\n"
        + """

        Trân trọng.

        --
        Đợt thi đua xây dựng nông thôn mới
        Thư nhắc tự động, mỗi nơi nhận một thư một ngày, chỉ khi có việc đến mốc nhắc.
        """;

    private const string WeeklySent = """
        Kính gửi: Thôn Tiến Thắng

        Đến 14h00 thứ Năm, 16/6/2022, Ban Chỉ đạo chưa nhận được báo cáo tuần 24/2022 (13–19/6) của đơn vị.

        HẠN NỘP: 16h00 thứ Sáu, 17/6/2022

        Đề nghị đơn vị trả lời thư này, gõ ngay trong thư, với bốn ý:
        1. Kết quả trong tuần
        2. Khó khăn, vướng mắc
        3. Đề xuất, kiến nghị
        4. Nhiệm vụ tuần tới

        Tuần này không có gì thì chỉ cần trả lời “không phát sinh”. Phần mềm đọc thư và báo lại đã ghi nhận gì.

        Đã nhận 0/15 báo cáo.

        Trân trọng.

        --
        Đợt thi đua xây dựng nông thôn mới
        Thư nhắc tự động, chỉ gửi đến đơn vị chưa nộp báo cáo tuần.
        """;

    private static readonly string[] Done =
    [
        "T04 xong",
        "Đã hoàn thành T04.",
        "Đơn vị đã hoàn thành nhiệm vụ T04 ngày 14/6",
        "xong rồi ạ",
        "Đã xong phần đơn vị",
        "T04: đã hoàn thành 100%",
        "Báo cáo Ban Chỉ đạo: T04 đã hoàn thành.",
        "T04 đã xong, không có vướng mắc gì",
        "Thôn đã làm xong T04 rồi nhé",
        "Nhiệm vụ T04 đơn vị đã hoàn thành đúng hạn. Trân trọng!",
    ];

    private static readonly string[] NotDone =
    [
        "T04 chưa xong",
        "T04 sắp xong",
        "T04 không hoàn thành được",
        "T04 bao giờ xong?",
        "T04 phấn đấu hoàn thành trước 30/6",
        "Hoàn thành 80%",
        "T04 đã xong bước 1",
        "Đang làm, tuần sau xong",
        "Nếu T04 xong sẽ báo cáo ngay",
        "xin lùi hạn T04 đến 15/7 để hoàn thành",
    ];

    // With marks and without.
    private static readonly (string Text, bool IsDone)[] Sentences =
    [
        .. Done.Concat(Done.Select(Folded.Of)).Select(sentence => (sentence, true)),
        .. NotDone.Concat(NotDone.Select(Folded.Of)).Select(sentence => (sentence, false)),
    ];

    [Fact]
    public void Nothing_that_is_not_done_is_taken_as_done_and_what_is_done_is_found()
    {
        var (found, all, wrong) = (0, 0, new List<string>());
        var missed = new List<string>();
        foreach (var (program, place, form) in Forms())
        {
            foreach (var (sentence, isDone) in Sentences)
            {
                var mail = MailExplainer.Explain(Answers.Mail(program, sentence, Sent, place, form, "Tiến độ gần nhất"), Sent);
                var said = mail.Statements.Any(each => each is { What: StatementKind.Done });
                Assert.Equal(MailKind.Answer, mail.Kind);
                Assert.True(mail.Points is null, $"{program.Name}, {place}, {form}: “{sentence}” is handed in as a report");
                if (said && !isDone)
                    wrong.Add($"{program.Name}, {place}, {form}: “{sentence}” is taken as done, in “{mail.Text}”");
                all += isDone ? 1 : 0;
                var isFound = isDone && mail.Statements.Any(each => each is { What: StatementKind.Done, Assignment: "T04" });
                found += isFound ? 1 : 0;
                if (isDone && !isFound)
                    missed.Add($"{program.Name}, {place}, {form}: “{sentence}” is not found in “{mail.Text}”");
            }
        }

        Assert.Empty(wrong.Take(5));
        Assert.True(found >= 0.97 * all, $"{found} of {all} were found; not {string.Join('\n', missed.Take(5))}");
    }

    /// <summary>Where it answers no mail that is known: nothing but its own words says what it is about.</summary>
    [Fact]
    public void No_sentence_about_an_assignment_is_a_weekly_report_where_it_answers_no_reminder()
    {
        foreach (var (sentence, _) in Sentences)
        {
            foreach (var (program, place, form) in Forms())
            {
                var mail = MailExplainer.Explain(Answers.Mail(program, sentence, Sent, place, form, "Tiến độ gần nhất"));
                Assert.True(mail.Points is null, $"{program.Name}, {place}, {form}: “{sentence}” is handed in as a report");
            }

            foreach (var subject in new[] { "", "T04", "Gửi xã", "Re: [NTM] Việc của đơn vị" })
            {
                var plain = $"From: a@b.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{sentence}";
                var mail = MailExplainer.Explain(Encoding.UTF8.GetBytes(plain));
                Assert.True(mail.Points is null, $"“{subject}”: “{sentence}” is handed in as a report");
            }
        }
    }

    [Fact]
    public void A_weekly_form_that_nobody_filled_in_is_no_report()
    {
        foreach (var (program, place, form) in Forms())
        {
            foreach (var sent in new[] { WeeklySent, null })
            {
                // Without the mail that was sent, what stands below a mark that ends nowhere is quoted.
                var mail = MailExplainer.Explain(Answers.Mail(program, "", WeeklySent, place, form, "4. Nhiệm vụ tuần tới"), sent);
                Assert.True(mail.Points is null, $"{program.Name}, {place}, {form}: “{mail.Text}” is handed in as a report");
                Assert.Empty(mail.Statements);
            }
        }
    }

    /// <summary>Above and below the quotation, with their numbers and without.</summary>
    [Theory]
    [InlineData("1. ", "2. ", "3. ", "4. ")]
    [InlineData("", "", "", "")]
    [InlineData("1) ", "2) ", "3) ", "4) ")]
    public void The_points_that_were_copied_from_our_mail_were_lost(string first, string second, string third, string fourth)
    {
        var typed = $"{first}Kết quả trong tuần\nĐã họp dân, vận động 12 hộ\nLàm 200 m rãnh\n\n{second}Khó khăn, vướng mắc\n"
            + $"Thiếu kinh phí\n\n{third}Đề xuất, kiến nghị:\n- Xin xi măng\n{fourth}Nhiệm vụ tuần tới\n\nLàm 300 m đường";
        var expected = new WeeklyPoints
        {
            Results = "Đã họp dân, vận động 12 hộ\nLàm 200 m rãnh",
            Difficulties = "Thiếu kinh phí",
            Proposals = "Xin xi măng",
            NextWeek = "Làm 300 m đường",
        };
        foreach (var (program, place, form) in Forms().Where(each => each.Place != Place.Inside))
        {
            var mail = MailExplainer.Explain(Answers.Mail(program, typed, WeeklySent, place, form), WeeklySent);
            Assert.True(expected == mail.Points, $"{program.Name}, {place}, {form}: “{mail.Text}”, {mail.Points}");
        }
    }

    [Fact]
    public void A_mail_that_quotes_ours_and_says_nothing_says_nothing()
    {
        foreach (var (program, _, form) in Forms())
        {
            var mail = MailExplainer.Explain(Answers.Mail(program, "", Sent, Place.Above, form), Sent);
            Assert.Equal("", mail.Text);
            Assert.Empty(mail.Statements);
            Assert.Null(mail.Points);
        }
    }

    /// <summary>As programs do that make lines of a table's cells.</summary>
    [Fact]
    public void Our_buttons_are_nobodys_words_where_a_program_breaks_their_row()
    {
        var broken = Sent.Replace(
            "Xong Đang làm Vướng / xin lùi hạn",
            "Xong<mailto:a@b.example?subject=T04%20xong&body=T04%20xong>\nĐang làm\nVướng / xin lùi hạn",
            StringComparison.Ordinal);
        foreach (var (program, place, form) in Forms())
        {
            var mail = MailExplainer.Explain(Answers.Mail(program, "T04 được 60%", broken, place, form, "Tiến độ gần nhất"), Sent);
            Assert.DoesNotContain(mail.Statements, each => each.What != StatementKind.Progress);
            Assert.Contains(mail.Statements, each => each is { What: StatementKind.Progress, Number: 60, Assignment: "T04" });
        }
    }

    [Fact]
    public void Without_the_mail_that_was_sent_what_stands_above_is_found_all_the_same()
    {
        foreach (var (program, _, form) in Forms())
        {
            var mail = MailExplainer.Explain(Answers.Mail(program, "Thôn đã xong T04 ạ.", Sent, Place.Above, form));
            Assert.Equal("Thôn đã xong T04 ạ.", mail.Text);
            Assert.Contains("Kính gửi: Thôn Tiến Thắng", mail.Cut, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(MailProgram Program, Place Place, string Form)> Forms() =>
        from program in Answers.Programs
        from place in Enum.GetValues<Place>()
        from form in new[] { "text", "html", "both" }
        select (program, place, form);
}
