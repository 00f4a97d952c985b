using System.Text;
using CamHa.Scheduler.FridayReport.Documents.Charts;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;
using CamHa.Scheduler.FridayReport.Documents.Pdf;
using CamHa.Scheduler.FridayReport.Snapshot;
using FsCheck.Xunit;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Tokens;

namespace CamHa.Scheduler.Tests.FridayReport.Documents.Pdf;

public sealed class PdfWriterTests
{
    private const double Millimetre = 72 / 25.4;

    private const string Result =
        "Nhà ở và công trình phụ trợ: tuần này vận động thêm 4 hộ tổ liên gia số 2 sửa nhà tắm, nhà vệ sinh; đến nay 118/126 hộ đạt. "
        + "Còn 8 hộ chưa đạt gồm 5 hộ người già neo đơn, 2 hộ đi làm ăn xa khóa nhà, 1 hộ đang làm móng.";

    public static TheoryData<LetterheadLayout> Layouts => [LetterheadLayout.Party, LetterheadLayout.State];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_word_of_the_report_can_be_searched_in_its_order(LetterheadLayout layout)
    {
        var document = Report(layout);
        var text = Text(document);
        var from = 0;
        foreach (var words in Words(document))
        {
            var at = text.IndexOf(Squeezed(words), from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{words}' is not in the file, or not in its place.");
            from = at;
        }
    }

    [Fact]
    public void The_partys_letterhead_is_set_as_its_guide_says()
    {
        var page = Pages(Report(LetterheadLayout.Party))[0];
        Assert.Equal(15, Size(page, "ĐẢNGCỘNGSẢNVIỆTNAM"));
        Assert.Equal(14, Size(page, "ĐẢNGỦYXÃCẨMHÀ"));
        Assert.Equal(14, Size(page, "Số…-BC/BCĐ"));
        Assert.Equal(14, Size(page, "CẩmHà,ngày17tháng6năm2022"));
        Assert.Equal(16, Size(page, "BÁOCÁO"));
        Assert.Contains("LiberationSerif-Bold", Letters(page, "BÁOCÁO")[0].FontName, StringComparison.Ordinal);
        Assert.Contains("DỰTHẢO–chưaký", Squeezed(page.Text), StringComparison.Ordinal);
    }

    [Fact]
    public void The_states_letterhead_is_set_as_the_decree_says()
    {
        var page = Pages(Report(LetterheadLayout.State) with { Day = new(2022, 2, 4) })[0];
        Assert.Equal(12, Size(page, "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM"));
        Assert.Equal(13, Size(page, "Độclập-Tựdo-Hạnhphúc"));
        Assert.Equal(13, Size(page, "Số:…/BC/BCĐ"));
        Assert.Equal(13, Size(page, "CẩmHà,ngày04tháng02năm2022"));
        Assert.Equal(14, Size(page, "BÁOCÁO"));
        Assert.Contains("DỰTHẢO–chưaký", Squeezed(page.Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_margins_are_30_15_20_and_20_millimetres(LetterheadLayout layout)
    {
        Assert.All(Pages(Report(layout, paragraphs: 60)), page =>
        {
            var letters = page.Letters
                .Where(letter => letter.Value != " " && letter.BoundingBox.Bottom < page.Height - (19 * Millimetre))
                .ToList();
            Assert.InRange(letters.Min(letter => letter.StartBaseLine.X), 29.9 * Millimetre, 50 * Millimetre);
            Assert.InRange(letters.Max(letter => letter.EndBaseLine.X), 0, page.Width - (14.9 * Millimetre));
            Assert.InRange(letters.Min(letter => letter.StartBaseLine.Y), 20 * Millimetre, page.Height);
        });
    }

    [Fact]
    public void A_line_of_a_paragraph_reaches_the_right_margin()
    {
        var document = Report(LetterheadLayout.Party) with
        {
            Body = [new Paragraph(string.Join(' ', Enumerable.Repeat(Result, 2)))],
            Annexes = [],
        };
        var rows = Pages(document)[0].Letters
            .Where(letter => letter.PointSize is 14 && letter.Value != " ")
            .GroupBy(letter => Math.Round(letter.StartBaseLine.Y));
        Assert.True(rows.Count(row => Math.Abs(row.Max(letter => letter.EndBaseLine.X) - (195 * Millimetre)) < 0.5) >= 4);
    }

    [Fact]
    public void Pages_are_numbered_from_the_second_one_on()
    {
        var pages = Pages(Report(LetterheadLayout.Party, paragraphs: 60));
        Assert.True(pages.Count > 4);
        Assert.All(pages, page =>
        {
            var above = page.Letters.Where(letter => letter.StartBaseLine.Y > page.Height - (18 * Millimetre));
            Assert.Equal(page.Number == 1 ? "" : $"{page.Number}", string.Concat(above.Select(letter => letter.Value)));
        });
    }

    [Fact]
    public void An_annex_begins_on_a_page_of_its_own_across_it_where_its_table_is_wide()
    {
        var pages = Pages(Report(LetterheadLayout.Party));
        var wide = Assert.Single(pages, page => page.Text.Contains("Phụ lục 1", StringComparison.Ordinal));
        Assert.True(wide.Width > wide.Height);
        var next = Assert.Single(pages, page => page.Text.Contains("Phụ lục 2", StringComparison.Ordinal));
        Assert.True(next.Height > next.Width);
        Assert.StartsWith($"{next.Number}Phụlục2Toànvănbáocáo", Squeezed(next.Text), StringComparison.Ordinal);
    }

    [Fact]
    public void Bookmarks_lead_to_sections_their_parts_and_annexes()
    {
        using var pdf = PdfDocument.Open(PdfWriter.Write(Report(LetterheadLayout.Party), ChartPainter.Drawing));
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        var nodes = bookmarks.GetNodes().OfType<DocumentBookmarkNode>().ToList();
        Assert.Equal(
            [
                "0 I. Tình hình báo cáo",
                "1 1. Gửi muộn",
                "1 2. Chưa báo cáo",
                "0 II. Kết quả trong tuần",
                "1 1. Ban Phát triển thôn Tiến Thắng",
                "0 Phụ lục 1. Biểu tiến độ thực hiện nhiệm vụ",
                "0 Phụ lục 2. Toàn văn báo cáo",
                "1 Hội Nông dân xã",
            ],
            nodes.Select(node => $"{node.Level} {node.Title}"));
        Assert.All(
            nodes,
            node => Assert.Contains(
                Squeezed(node.Title[(node.Title.IndexOf('.', StringComparison.Ordinal) + 1)..]),
                Squeezed(pdf.GetPage(node.PageNumber).Text),
                StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_says_what_it_is_in_which_language_and_when_it_was_gathered()
    {
        using var pdf = PdfDocument.Open(PdfWriter.Write(Report(LetterheadLayout.Party), ChartPainter.Drawing));
        Assert.Equal("Báo cáo tổng hợp tuần 24/2022 (13–19/6)", pdf.Information.Title);
        Assert.Equal("BAN CHỈ ĐẠO XÂY DỰNG NTM", pdf.Information.Author);
        Assert.Equal("D:20220617163000", pdf.Information.CreationDate);
        Assert.Equal("vi-VN", Assert.IsType<StringToken>(pdf.Structure.Catalog.CatalogDictionary.Data["Lang"]).Data);
    }

    [Fact]
    public void Its_fonts_are_inside_and_without_what_it_does_not_need()
    {
        var file = PdfWriter.Write(Report(LetterheadLayout.Party), ChartPainter.Drawing);
        using var pdf = PdfDocument.Open(file);
        var fonts = pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.FontName).Distinct().ToList();
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+Liberation(Serif|Sans)", font));
        Assert.Equal(fonts.Count, Encoding.Latin1.GetString(file).Split("/FontFile2").Length - 1);
        Assert.InRange(file.Length, 0, 300_000);
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_however_many_are_written()
    {
        var document = Report(LetterheadLayout.Party);
        var first = PdfWriter.Write(document, ChartPainter.Drawing);
        Assert.All(
            Enumerable.Range(0, 8).AsParallel().Select(_ => PdfWriter.Write(document, ChartPainter.Drawing)),
            file => Assert.Equal(first, file));
    }

    [Fact]
    public void A_tables_header_stands_on_each_of_its_pages()
    {
        var rows = Enumerable.Range(1, 150).Select(number => Row($"T{number:000}", Result)).ToList();
        var document = Report(LetterheadLayout.Party) with { Body = [], Annexes = [new("Biểu", true, [new DataTable(Columns, rows, "")])] };
        var pages = Pages(document).Where(page => page.Width > page.Height).ToList();
        Assert.True(pages.Count > 8);
        Assert.All(
            pages,
            page => Assert.Contains(
                "Mã Nhiệm vụ Tình trạng",
                string.Join(' ', page.GetWords().Select(word => word.Text)),
                StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Single(pages, page => page.Text.Contains(row[0].Text, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cell_longer_than_a_page_and_without_a_blank_goes_on_over_the_next_ones()
    {
        var digits = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{number:00000}"));
        var pages = Pages(Report(LetterheadLayout.Party) with { Body = [new DataTable(Columns, [Row("T01", digits)], "")], Annexes = [] });
        Assert.True(pages.Count > 10);
        var read = string.Concat(
            pages
                .SelectMany(page => page.Letters)
                .Where(letter => letter.PointSize is 11 && char.IsAsciiDigit(letter.Value[0]))
                .Select(letter => letter.Value));
        Assert.Equal("01" + digits, read);
    }

    [Fact]
    public void What_a_cell_says_is_shown_by_its_colour_as_well()
    {
        var table = new DataTable(
            Columns,
            [.. Enum.GetValues<CellTone>().Select(tone => (IReadOnlyList<Cell>)[new("T"), new("x"), new($"{tone}", tone)])],
            "");
        var grounds = Pages(Report(LetterheadLayout.Party) with { Body = [table], Annexes = [] })[0].Paths
            .Where(path => path.IsFilled)
            .Select(path => path.FillColor!.ToRGBValues());
        Assert.Equal(4, grounds.Distinct().Count()); // the header's and three tones
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Nobody_signs_on_another_page_than_the_receivers_stand(LetterheadLayout layout)
    {
        for (var paragraphs = 0; paragraphs < 20; paragraphs++)
        {
            var pages = Pages(Report(layout, paragraphs) with { Annexes = [] });
            Assert.Contains("Nơi nhận:", pages[^1].Text, StringComparison.Ordinal);
            Assert.Contains("Nguyễn Văn Hòa", pages[^1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_heading_stays_with_what_it_is_about()
    {
        Block[] followers =
        [
            new ChartBlock(new WeeksChart("Nối tiếp", "", [])),
            new DataTable([new("Nối tiếp", 100)], [[new("một")]], ""),
            new Paragraph("Nối tiếp"),
        ];
        for (var paragraphs = 0; paragraphs < 18; paragraphs++)
        {
            Block[] body =
            [
                .. Enumerable.Repeat(new Paragraph(Result), paragraphs),
                new Heading(1, "Tiến độ"),
                new Heading(2, "Từng nhiệm vụ"),
                followers[paragraphs % followers.Length],
            ];
            Assert.Single(Pages(Report(LetterheadLayout.Party) with { Body = body, Annexes = [] }), page =>
                Squeezed(page.Text).Contains("I.Tiếnđộ1.Từngnhiệmvụ", StringComparison.Ordinal)
                && Squeezed(page.Text).Contains("Nốitiếp", StringComparison.Ordinal));
        }
    }

    [Theory] // the second half stood on the next page without title and legend
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(11)]
    public void A_chart_of_many_units_has_its_title_and_legend_on_each_page(int paragraphs)
    {
        var bars = Enumerable.Range(0, 30).Select(number => new UnitBar($"U{number}", $"Đơn vị {number:00}", 1, 2, 3)).ToList();
        var charts = new UnitsChart("Nhiệm vụ", "", bars).OnPaper();
        Block[] body = [.. Enumerable.Repeat(new Paragraph(Result), paragraphs), .. charts.Select(chart => new ChartBlock(chart))];
        var pages = Pages(Report(LetterheadLayout.Party) with { Body = body, Annexes = [] }).Select(page => Squeezed(page.Text)).ToList();
        Assert.All(bars, bar => Assert.Single(pages, page => page.Contains(Squeezed(bar.Name), StringComparison.Ordinal)));
        for (var at = 0; at < 2; at++)
        {
            var own = Assert.Single(pages, page => page.Contains($"Nhiệmvụ({at + 1}/2)", StringComparison.Ordinal));
            Assert.Contains("Quáhạn", own, StringComparison.Ordinal);
            Assert.Contains($"Đơnvị{at * 15:00}", own, StringComparison.Ordinal);
            Assert.Contains($"Đơnvị{(at * 15) + 14:00}", own, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_chart_is_drawn_in_lines_and_its_words_can_be_searched()
    {
        var bars = Enumerable.Range(0, 500).Select(number => new UnitBar($"U{number}", $"Đơn vị {number}", 1, 2, number)).ToList();
        var page = Pages(
            Report(LetterheadLayout.Party) with { Body = [new ChartBlock(new UnitsChart("Nhiệm vụ", "", bars))], Annexes = [] })[0];
        var text = Squeezed(page.Text);
        Assert.Empty(page.GetImages());
        Assert.Contains("30trong500đơnvị,nhiềuviệcquáhạnnhấttrước", text, StringComparison.Ordinal);
        Assert.Contains("Đơnvị499", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Đơnvị469", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hoà thuận: uỷ ban, thuỷ lợi", "Hoàthuận:uỷban,thuỷlợi")] // spelt as its writer does
    [InlineData("Tie\u0302\u0301n Tha\u0306\u0301ng", "TiếnThắng")] // decomposed, as an iPhone writes
    [InlineData("một\r\nhai\u2028ba", "mộthaiba")]
    [InlineData("a\0b\u0007c\u007F\u200B\u202Ed\uFEFF", "abcd")]
    [InlineData("xong 😀✓", "xong[U+1F600][U+2713]")]
    [InlineData("שלום", "שלום")]
    [InlineData("سلام", "[U+0633][U+0644][U+0627][U+0645]")]
    [InlineData("Привет, Αθήνα → 5 ≥ 3, 1.000 ₫ 50 %", "Привет,Αθήνα→5≥3,1.000₫50%")]
    [InlineData("\uFFFE\uFFFF", "[U+FFFD][U+FFFD]")]
    [InlineData("<b>&amp;</b> \\( ) Tj ET", @"<b>&amp;</b>\()TjET")]
    public void Any_text_comes_out_as_text(string written, string read)
    {
        Assert.Contains(
            $"«{read}»",
            Text(Report(LetterheadLayout.Party) with { Body = [new Paragraph($"«{written}»")], Annexes = [] }),
            StringComparison.Ordinal);
        Assert.Contains(
            $"«{read}»",
            Text(Report(LetterheadLayout.Party) with { Body = [new DataTable(Columns, [Row("T", $"«{written}»")], "")], Annexes = [] }),
            StringComparison.Ordinal);
    }

    [Fact] // an attribute cannot hold half a character
    public void Half_a_character_is_shown_as_one_that_was_lost() =>
        Assert.Contains(
            "lẻ[U+FFFD]hết",
            Text(Report(LetterheadLayout.Party) with { Body = [new Paragraph("lẻ \uD83D hết")] }),
            StringComparison.Ordinal);

    [Fact] // setting them in balance went on for ever
    public void Centred_lines_that_cannot_be_narrower_are_left_as_they_are() =>
        Assert.Contains(
            "a b c",
            Pages(Report(LetterheadLayout.Party) with { Subject = ["a\nb\nc", "\n\n"] })[0]
                .GetWords()
                .Aggregate("", (text, word) => text + " " + word.Text),
            StringComparison.Ordinal);

    [Property(MaxTest = 60)]
    public void Whatever_is_written_anywhere_the_file_can_be_read(ushort[] units, byte[] low)
    {
        var text = string.Concat(units.Select(unit => (char)unit)) + string.Concat(low.Select(unit => (char)unit));
        var report = Report(LetterheadLayout.State);
        var document = report with
        {
            Title = text,
            Subject = [text],
            Letterhead = report.Letterhead with
            {
                SuperiorOrgan = text,
                IssuingOrgan = text,
                NumberSuffix = text,
                Place = text,
                SignerName = text,
                SentTo = [text],
            },
            Body =
            [
                new Heading(1, text),
                new Paragraph(new Run(text, IsBold: true), new Run(text, IsItalic: true)),
                new DashList([new(text)]),
                new DataTable([new(text, 100)], [[new(text)]], text),
            ],
            Annexes = [new(text, false, [new Heading(2, text), new Paragraph($"«{text}»")])],
        };
        Assert.Contains($"«{Squeezed(Printable.Of(text))}»", Text(document), StringComparison.Ordinal);
    }

    private static IReadOnlyList<Column> Columns => [new("Mã", 10, CellAlignment.Centre), new("Nhiệm vụ", 60), new("Tình trạng", 30)];

    private static IReadOnlyList<Cell> Row(string code, string text) => [new(code), new(text), new("Quá hạn", CellTone.Bad)];

    private static ReportDocument Report(LetterheadLayout layout, int paragraphs = 1) => new()
    {
        Letterhead = new()
        {
            Layout = layout,
            SuperiorOrgan = "ĐẢNG ỦY XÃ CẨM HÀ",
            IssuingOrgan = "BAN CHỈ ĐẠO XÂY DỰNG NTM",
            NumberSuffix = "BC/BCĐ",
            Place = "Cẩm Hà",
            SignsFor = "T/M BAN CHỈ ĐẠO",
            SignerTitle = "TRƯỞNG BAN",
            SignerName = "Nguyễn Văn Hòa",
            SentTo = ["Thường trực Đảng ủy (báo cáo)", "Lưu Văn phòng"],
        },
        Day = new(2022, 6, 17),
        Title = "Báo cáo tổng hợp tuần 24/2022 (13–19/6)",
        Subject = ["Tình hình thực hiện Kế hoạch xây dựng nông thôn mới", "Tuần 24/2022"],
        AsOf = new(2022, 6, 17, 16, 30, 0),
        Body =
        [
            new Heading(1, "Tình hình báo cáo"),
            new Paragraph(
                new Run("Đến 16h00, "),
                new Run("12/14 đơn vị", IsBold: true),
                new Run(" đã gửi báo cáo.\nCòn hai đơn vị.", IsItalic: true)),
            new ChartBlock(new WeeksChart("Đúng hạn theo tuần", "", [new("23/2022", 11, 1, 14), new("24/2022", 12, 1, 14)])),
            new Heading(2, "Gửi muộn"),
            new DashList([new("Ban Phát triển thôn Mỹ Hà"), new(new Run("Hội Phụ nữ xã", IsBold: true, IsItalic: true))]),
            new Heading(2, "Chưa báo cáo"),
            new Heading(1, "Kết quả trong tuần"),
            new Heading(2, "Ban Phát triển thôn Tiến Thắng"),
            .. Enumerable.Repeat(new Paragraph(Result), paragraphs),
        ],
        Annexes =
        [
            new(
                "Biểu tiến độ thực hiện nhiệm vụ",
                true,
                [new DataTable(Columns, [Row("T01", "Phát động, ra quân"), Row("T02", Result)], "Biểu")]),
            new("Toàn văn báo cáo", false, [new Heading(1, "Hội Nông dân xã"), new Paragraph(Result)]),
        ],
    };

    private static IEnumerable<string> Words(ReportDocument document) =>
    [
        .. document.Subject,
        .. document.Body.SelectMany(Words),
        .. document.Letterhead.SentTo,
        document.Letterhead.SignsFor,
        document.Letterhead.SignerTitle,
        document.Letterhead.SignerName,
        .. document.Annexes.SelectMany(annex => annex.Blocks.SelectMany(Words).Prepend(annex.Title)),
    ];

    private static IEnumerable<string> Words(Block block) => block switch
    {
        Heading heading => [heading.Text],
        Paragraph paragraph => [string.Concat(paragraph.Runs.Select(run => run.Text))],
        DashList list => list.Items.SelectMany(item => item.Runs.Select(run => "- " + run.Text)),
        DataTable table =>
        [
            .. table.Columns.Select(column => column.Header),
            .. table.Rows.SelectMany(row => row.Select(cell => cell.Text)),
        ],
        ChartBlock chart => [chart.Chart.Title],
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static List<Page> Pages(ReportDocument document)
    {
        var pdf = PdfDocument.Open(PdfWriter.Write(document, ChartPainter.Drawing));
        return [.. pdf.GetPages()];
    }

    private static string Text(ReportDocument document) => Squeezed(string.Concat(Pages(document).Select(page => page.Text)));

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static List<Letter> Letters(Page page, string squeezed)
    {
        var letters = page.Letters.Where(letter => letter.Value != " ").ToList();
        var at = string.Concat(letters.Select(letter => letter.Value)).IndexOf(squeezed, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{squeezed}' is not on the page.");
        return letters.GetRange(at, squeezed.Length);
    }

    private static double Size(Page page, string squeezed) =>
        Assert.Single(Letters(page, squeezed).Select(letter => Math.Round(letter.PointSize, 1)).Distinct());
}
