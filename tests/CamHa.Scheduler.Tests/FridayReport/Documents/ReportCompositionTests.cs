using System.Text.Json.Nodes;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Submissions;
using FsCheck.Xunit;
using static CamHa.Scheduler.Tests.Builders.Reports;

namespace CamHa.Scheduler.Tests.FridayReport.Documents;

/// <summary>What stands on paper, whatever the file format.</summary>
public sealed class ReportCompositionTests
{
    [Fact]
    public void The_kind_of_document_is_said_once_and_the_committee_is_the_campaigns()
    {
        var document = ReportComposition.Of(Report());
        Assert.Equal("Tổng hợp tuần 24/2022 (13–19/6)", document.Subject[0]);
        Assert.Equal("BAN CHỈ ĐẠO CHƯƠNG TRÌNH MTQG XÂY DỰNG NÔNG THÔN MỚI XÃ", document.Letterhead.IssuingOrgan);
    }

    [Fact]
    public void The_sections_are_the_six_a_committee_expects()
    {
        var document = ReportComposition.Of(Report());
        Assert.Equal(
            [
                "Tình hình báo cáo",
                "Kết quả trong tuần",
                "Tiến độ thực hiện nhiệm vụ",
                "Khó khăn, vướng mắc",
                "Đề xuất, kiến nghị",
                "Nhiệm vụ tuần tới",
            ],
            document.Body.OfType<Heading>().Where(heading => heading.Level == 1).Select(heading => heading.Text));
        Assert.Equal(["Biểu tiến độ thực hiện nhiệm vụ", "Toàn văn báo cáo của các đơn vị"], document.Annexes.Select(annex => annex.Title));
    }

    [Fact]
    public void Files_that_came_with_submissions_are_the_third_annex_and_stand_in_mail_and_workbook()
    {
        var report = Report(Unit("A", SubmissionState.OnTime, "xong")) with { Files = [HandedFile("A", "bao cao.docx", 37_400)] };
        var document = ReportComposition.Of(report);
        Assert.Equal("Tệp các đơn vị gửi kèm báo cáo", document.Annexes[2].Title);
        var row = Assert.IsType<DataTable>(Assert.Single(document.Annexes[2].Blocks)).Rows[0];
        Assert.Equal(["1", "Thôn A", "bao cao.docx", "Word", "37 KB", "13h30 17/6"], row.Select(cell => cell.Text));
        using var workbook = new Workbook(ReportWorkbook.Write(report));
        Assert.Equal(["A", "Thôn A", "bao cao.docx", "Word", "37400"], workbook.Rows("Tệp gửi kèm")[1].Take(5));
        // A supplement's mail has what is new, its files everything.
        var supplement = report with
        {
            Revision = 2,
            PreviousAsOf = Friday,
            Files = [.. report.Files, HandedFile("A", "anh.jpg", 2_400_000) with { ReceivedAt = Friday.AddHours(1) }],
        };
        Assert.Equal("2,4 MB", Assert.Single(ReportModel.Of(supplement).HandedFiles).Size);
        Assert.Equal(2, ReportModel.Of(supplement, isWhole: true).HandedFiles.Count);
    }

    /// <summary>Axes without a bar stood there, and “0/0 đơn vị”.</summary>
    [Fact]
    public void A_campaign_without_units_has_no_empty_charts()
    {
        Assert.Empty(new ReportFiles(Report()).Pictures);
        Assert.DoesNotContain(ReportComposition.Of(Report()).Body, block => block is ChartBlock);
        Assert.Equal(3, new ReportFiles(Report()).All.Count);
        Assert.Contains("không đơn vị nào phải nộp báo cáo.", Text(ReportComposition.Of(Report())), StringComparison.Ordinal);
        var one = Report(Unit("A", SubmissionState.Missing));
        Assert.Equal("Báo cáo tuần nộp đúng hạn", Assert.Single(new ReportFiles(one).Pictures).Title);
        Assert.Single(ReportComposition.Of(one).Body.OfType<ChartBlock>());
        Assert.Equal(3, new ReportFiles(one).All.Count);
    }

    [Fact]
    public void The_figures_are_the_mails()
    {
        var report = Report(
            Unit("A", SubmissionState.OnTime, "xong"),
            Unit("B", SubmissionState.Late, "xong") with { SubmittedAt = Friday.AddMinutes(-10) },
            Unit("C", SubmissionState.Missing),
            Unit("D", SubmissionState.Exempt));
        var text = Text(ReportComposition.Of(report));
        var mail = ReportModel.Of(report);
        Assert.Contains($"{mail.OnTime}/{mail.Owing} đơn vị báo cáo đúng hạn ({mail.OnTimePercent}%", text, StringComparison.Ordinal);
        Assert.Contains("1 đơn vị nộp muộn, 1 đơn vị chưa nộp, 1 đơn vị được miễn", text, StringComparison.Ordinal);
        Assert.Contains("Nộp muộn: Thôn B (16h20 17/6).", text, StringComparison.Ordinal);
        Assert.Contains("Chưa nộp: Thôn C.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_supplements_files_have_the_whole_where_its_mail_has_what_is_new()
    {
        var early = Unit("A", SubmissionState.OnTime, "từ thứ Năm");
        var late = Unit("B", SubmissionState.Late, "sáng thứ Hai") with { SubmittedAt = Friday.AddDays(1) };
        var report = Report(early, late) with { Revision = 2, PreviousAsOf = Friday, AsOf = Friday.AddDays(3) };
        Assert.Equal(["Thôn B"], ReportModel.Of(report).Reports.Select(unit => unit.Name));
        var text = Text(ReportComposition.Of(report));
        Assert.Contains("từ thứ Năm", text, StringComparison.Ordinal);
        Assert.Contains("sáng thứ Hai", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut_at_a_sentence_in_its_section_and_stands_whole_in_the_annex()
    {
        var sentence = "Vận động 12 hộ hiến đất mở đường. ";
        var text = string.Concat(Enumerable.Repeat(sentence, 100)).TrimEnd();
        var document = ReportComposition.Of(Report(Unit("A", SubmissionState.OnTime, text)));
        var section = Assert.Single(
            document.Body.OfType<Paragraph>().SelectMany(each => each.Runs),
            run => run.Text.StartsWith(sentence, StringComparison.Ordinal));
        Assert.EndsWith("mở đường. […] (toàn văn tại Phụ lục 2)", section.Text, StringComparison.Ordinal);
        Assert.Contains(document.Annexes[1].Blocks.OfType<Paragraph>().SelectMany(each => each.Runs), run => run.Text == text);
    }

    [Fact]
    public void A_numbered_point_is_no_end_of_a_sentence()
    {
        var text = $"{new string('a', 1_000)};\n5. {new string('b', 1_000)}";
        var section = Assert.Single(
            ReportComposition.Of(Report(Unit("A", SubmissionState.OnTime, text))).Body.OfType<Paragraph>().SelectMany(each => each.Runs),
            run => run.Text.Contains("[…]", StringComparison.Ordinal));
        Assert.EndsWith("a; […] (toàn văn tại Phụ lục 2)", section.Text, StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public void Whatever_a_unit_wrote_stands_whole_in_the_annex(string results, string difficulties)
    {
        var unit = Unit("A", SubmissionState.OnTime, "x") with { Results = results ?? "", Difficulties = difficulties ?? "" };
        var annex = string.Concat(
            ReportComposition.Of(Report(unit)).Annexes[1].Blocks.OfType<Paragraph>().SelectMany(each => each.Runs).Select(run => run.Text));
        Assert.Contains(unit.Results, annex, StringComparison.Ordinal);
        Assert.Contains(unit.Difficulties, annex, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_of_two_halves_is_not_cut_in_the_middle()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 2_000));
        var section = Assert.Single(
            ReportComposition.Of(Report(Unit("A", SubmissionState.OnTime, text))).Body.OfType<Paragraph>().SelectMany(each => each.Runs),
            run => run.Text.Contains("[…]", StringComparison.Ordinal));
        Assert.DoesNotContain(section.Text.EnumerateRunes(), rune => rune.Value == 0xFFFD);
    }

    [Fact]
    public void A_bar_stands_for_the_assignments_a_unit_leads()
    {
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.Overdue, Lead("A"), Lead("B")),
                Assignment("T02", AssignmentState.Done, Lead("A"), Lead("C") with { IsLead = false }),
            ],
        };
        Assert.Equal([new UnitBar("A", "Thôn A", 1, 0, 1), new UnitBar("B", "Thôn B", 0, 0, 1)], ReportCharts.Units(report).Bars);
    }

    [Fact] // the chart drew them overdue, and at fifty villages left out some that really were
    public void A_unit_that_has_done_its_part_is_not_drawn_overdue_with_the_others()
    {
        var done = Lead("A") with { CompletedAt = Friday.AddDays(-5) };
        var reported = Lead("B") with { ReportedAt = Friday.AddDays(-2) };
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.Overdue, done, reported, Lead("C")),
                Assignment("T02", AssignmentState.OnTrack, done, reported, Lead("C")),
                Assignment("T03", AssignmentState.Waiting, done, reported),
                Assignment("T04", AssignmentState.Done, Lead("C")),
            ],
        };
        var chart = ReportCharts.Units(report);
        Assert.Equal(
            [new UnitBar("A", "Thôn A", 3, 0, 0), new UnitBar("B", "Thôn B", 0, 0, 0, 3), new UnitBar("C", "Thôn C", 1, 1, 1)],
            chart.Bars);
        Assert.EndsWith("1 quá hạn (Thôn C 1 quá hạn).", chart.AltText, StringComparison.Ordinal);
        using var workbook = new Workbook(report with
        {
            Units = [.. new[] { "A", "B", "C" }.Select(code => Unit(code, SubmissionState.Missing))],
        });
        Assert.Equal(
            ["3|3|0|0|0", "3|0|3|0|0", "3|1|0|1|1"],
            workbook.Rows("Đơn vị").Skip(1).Select(row => string.Join('|', row.Skip(6))));
    }

    [Fact] // a village that had reported stood in the table of what is overdue
    public void Of_what_is_overdue_or_due_soon_those_are_named_who_still_owe_it()
    {
        var done = Lead("A") with { CompletedAt = Friday.AddDays(-5) };
        var reported = Lead("B") with { ReportedAt = Friday.AddDays(-2) };
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.Overdue, done, reported, Lead("C")),
                Assignment("T02", AssignmentState.OnTrack, done, Lead("C")),
                Assignment("T03", AssignmentState.OnTrack, Lead("C")) with { Leads = "Tất cả 1 thôn" },
            ],
        };
        var model = ReportModel.Of(report);
        Assert.Equal(
            ["Chủ trì chưa xong: Thôn C", "Chủ trì chưa xong: Thôn C", "Chủ trì: Tất cả 1 thôn"],
            model.OverdueLines.Concat(model.SoonLines).Select(line => $"{line.LeadsLabel}: {line.LeadsInBrief}"));
        var tables = ReportComposition.Of(report).Body.OfType<DataTable>().ToList();
        DataTable[] ofDeadlines = [tables[0], tables[^1]];
        Assert.Equal(
            ["Thôn C", "Thôn C", "Tất cả 1 thôn"], ofDeadlines.SelectMany(table => table.Rows).Select(row => row[2].Text));
        Assert.All(ofDeadlines, table => Assert.Equal("Chủ trì chưa xong", table.Columns[2].Header));
        // The annex has all who lead, and what each has done.
        Assert.Contains("Thôn A; Thôn B; Thôn C", Text(ReportComposition.Of(report)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_to_be_confirmed_is_neither_done_nor_overdue_and_says_since_when()
    {
        var waiting = Lead("A", "126/126 hộ") with { ReportedAt = Friday.AddDays(-2), ReportedBy = "Phó thôn" };
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.Waiting, waiting),
                Assignment("T02", AssignmentState.Overdue, Lead("A")),
                Assignment("T03", AssignmentState.Done, Lead("A"), waiting with { IsLead = false }),
            ],
        };
        var document = ReportComposition.Of(report);
        Assert.Contains("3 nhiệm vụ: 1 hoàn thành, 1 chờ xác nhận, 0 trong hạn, ", Text(document), StringComparison.Ordinal);
        var table = document.Body.SkipWhile(block => block is not Heading { Text: "Chờ xác nhận hoàn thành" }).OfType<DataTable>().First();
        Assert.Equal(
            ["T01", "Nhiệm vụ T01", "Thôn A", "16h30 15/6, Phó thôn", "30/6/2022"],
            Assert.Single(table.Rows).Select(cell => cell.Text));
        var annex = document.Annexes[0].Blocks.OfType<DataTable>().Single();
        Assert.Equal(["Chờ xác nhận", "Quá hạn 2 ngày làm việc", "Hoàn thành"], annex.Rows.Select(row => row[6].Text));
        Assert.Equal([new UnitBar("A", "Thôn A", 1, 0, 1, 1)], ReportCharts.Units(report).Bars);
        // Most weeks nothing waits, and nothing is said of it.
        Assert.DoesNotContain("chờ xác nhận", Text(ReportComposition.Of(Report())), StringComparison.Ordinal);
    }

    [Fact] // a row for each of seventeen villages, and another number at the head
    public void What_waits_has_a_row_an_assignment_and_is_counted_by_parts_as_well()
    {
        AssignmentPart[] villages = [.. Enumerable.Range(1, 9).Select(at => Lead($"{at}") with { ReportedAt = Friday.AddHours(-at) })];
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.Overdue, [.. villages, Lead("A")]),
                Assignment("T02", AssignmentState.Waiting, villages) with { Leads = "Tất cả 9 thôn" },
                Assignment(
                    "T03",
                    AssignmentState.OnTrack,
                    Lead("A"),
                    Lead("B") with { ReportedAt = Friday, ReportedBy = "Phó thôn" },
                    Lead("C") with { ReportedAt = Friday, ReportedBy = "Trưởng thôn" }),
            ],
        };
        var model = ReportModel.Of(report);
        Assert.Equal((1, 20), (model.Waiting, model.WaitingParts));
        Assert.Equal(
            [
                "T01 Thôn 9; Thôn 8; Thôn 7; Thôn 6; Thôn 5 và 4 đơn vị khác 07h30 17/6 đến 15h30 17/6",
                "T02 Tất cả 9 thôn 07h30 17/6 đến 15h30 17/6",
                "T03 Thôn B (Phó thôn); Thôn C (Trưởng thôn) 16h30 17/6",
            ],
            model.WaitingLines.Select(line => $"{line.Code} {line.UnitInBrief} {line.Since}"));
        var text = Text(ReportComposition.Of(report));
        Assert.Contains(
            "1 chờ xác nhận, 1 trong hạn, 1 quá hạn. 20 phần việc của 3 nhiệm vụ đã được đơn vị báo hoàn thành, chờ xác nhận. Chi tiết",
            text,
            StringComparison.Ordinal);
        Assert.Contains("Thôn 2; Thôn 1 07h30", text, StringComparison.Ordinal);
        using var workbook = new Workbook(report);
        Assert.Contains(
            "Phần việc đơn vị báo hoàn thành, chờ xác nhận|20",
            workbook.Rows("Tổng hợp").Select(row => string.Join('|', row.Take(2))));
    }

    [Fact] // three pages of a column, with fifty villages
    public void What_all_who_lead_say_alike_is_said_once()
    {
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.Done, Lead("A", "xong"), Lead("B", "xong")) with { Leads = "Tất cả 2 thôn" },
                Assignment("T02", AssignmentState.OnTrack, Lead("A", "xong"), Lead("B")),
                Assignment("T03", AssignmentState.OnTrack, Lead("A", "xong"), Lead("B", "đang làm")),
            ],
        };
        var rows = Assert.Single(ReportComposition.Of(report).Annexes[0].Blocks.OfType<DataTable>()).Rows;
        Assert.Equal(["Tất cả 2 thôn: xong", "Thôn A: xong", "Thôn A: xong\nThôn B: đang làm"], rows.Select(row => row[^1].Text));
    }

    [Fact] // codes stood there, one word a line, and no word of parts that were completed; the next page began with empty cells
    public void The_annex_says_as_Excel_does_what_each_unit_has_done_and_a_long_row_names_itself_again()
    {
        AssignmentPart[] villages = [.. Enumerable.Range(1, 40).Select(at => Lead($"{at}", $"đã trồng {at}00/1.500 cây, còn thiếu giống"))];
        var done = Lead("X") with { CompletedAt = Friday.AddDays(-5) };
        var report = Report() with
        {
            Assignments =
            [
                Assignment("T01", AssignmentState.OnTrack, done, Lead("Y") with { ReportedAt = Friday }),
                Assignment("T02", AssignmentState.Overdue, villages) with { Leads = "Tất cả 40 thôn" },
                .. Enumerable.Range(3, 10).Select(at => Assignment($"T{at:00}", AssignmentState.OnTrack, Lead("X"))),
            ],
        };
        var table = Assert.Single(ReportComposition.Of(report).Annexes[0].Blocks.OfType<DataTable>());
        Assert.Equal("Thôn X (hoàn thành 12/6/2022)\nThôn Y (báo hoàn thành 17/6/2022, chờ xác nhận)", table.Rows[0][^1].Text);
        Assert.True(table.Columns[^1].Share > 30, $"{table.Columns[^1].Share}");
        var pieces = table.Rows.Where(row => row[1].Text == "T02").ToList();
        Assert.InRange(pieces.Count, 4, 12);
        Assert.Equal("2 Nhiệm vụ T02", $"{pieces[0][0].Text} {pieces[0][2].Text}");
        Assert.All(pieces.Skip(1), row => Assert.Equal(
            "2 Nhiệm vụ T02 (tiếp) Tất cả 40 thôn Quá hạn 2 ngày làm việc",
            $"{row[0].Text} {row[2].Text} {row[3].Text} {row[6].Text}"));
        Assert.Equal(
            villages.Select(part => $"{part.UnitName}: {part.Progress}"), pieces.SelectMany(row => row[^1].Text.Split('\n')));
        using var workbook = new Workbook(report);
        Assert.Equal(table.Rows[0][^1].Text, workbook.Rows("Nhiệm vụ")[1][^1]);
    }

    [Fact]
    public void A_report_of_the_first_version_is_still_a_document()
    {
        var json = JsonNode.Parse(
            (Report(Unit("A", SubmissionState.OnTime, "xong")) with { Assignments = [Assignment("T01", AssignmentState.Done)] }).ToJson())!
            .AsObject();
        foreach (var later in new[] { "Version", "Letterhead", "Weeks", "Mails", "MissedWeeks" })
            Assert.True(json.Remove(later));
        Assert.True(json["Assignments"]![0]!.AsObject().Remove("Parts"));
        var old = ReportSnapshot.FromJson(json.ToJsonString());
        Assert.NotEmpty(ReportWorkbook.Write(old));
        var document = ReportComposition.Of(old);
        Assert.Equal("ĐẢNG ỦY XÃ CẨM HÀ", document.Letterhead.SuperiorOrgan);
        Assert.Equal([new WeekPoint("24/2022", 1, 0, 1)], ReportCharts.Weeks(old).Weeks);
    }

    private static string Text(ReportDocument document) =>
        string.Join('\n', document.Body.Concat(document.Annexes.SelectMany(annex => annex.Blocks)).Select(block => block switch
    {
        Heading heading => heading.Text,
        Paragraph paragraph => string.Concat(paragraph.Runs.Select(run => run.Text)),
        DashList list => string.Join('\n', list.Items.Select(item => string.Concat(item.Runs.Select(run => run.Text)))),
        DataTable table => string.Join('\n', table.Rows.Select(row => string.Join(' ', row.Select(cell => cell.Text)))),
        ChartBlock chart => chart.Chart.AltText,
        _ => throw new InvalidOperationException($"{block}"),
    }));
}
