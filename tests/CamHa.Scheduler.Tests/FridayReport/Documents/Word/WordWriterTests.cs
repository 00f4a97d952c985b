using System.IO.Compression;
using CamHa.Scheduler.FridayReport.Documents.Charts;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Word;
using CamHa.Scheduler.FridayReport.Snapshot;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;
using WP = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace CamHa.Scheduler.Tests.FridayReport.Documents.Word;

public sealed class WordWriterTests
{
    [Theory]
    [InlineData(LetterheadLayout.Party)]
    [InlineData(LetterheadLayout.State)]
    public void Word_has_nothing_to_repair(LetterheadLayout layout)
    {
        Assert.Empty(Faults(SampleDocument.Week24(layout)));
        Assert.Empty(Faults(SampleDocument.Empty(layout)));
    }

    [Fact]
    public void Empty_texts_and_tables_without_rows_are_nothing_to_repair() => Assert.Empty(Faults(SampleDocument.Saying("")));

    [Property(MaxTest = 40)]
    public Property Whatever_is_said_Word_has_nothing_to_repair()
    {
        var character = Gen.Frequency(
            (3, Gen.Choose(0, 0xFFFF)),
            (1, Gen.Choose(0, 0x20)),
            (1, Gen.Choose(0xD800, 0xDFFF)),
            (1, Gen.Elements(0x202E, 0x85, '<', '&', '"', ']', '>', 0xFFFE)));
        var texts = character.Select(code => (char)code).ArrayOf().Select(characters => new string(characters));
        return Prop.ForAll(texts.ToArbitrary(), text => Faults(SampleDocument.Saying(text)).Count == 0);
    }

    [Fact]
    public void Every_character_arrives_and_what_XML_cannot_hold_is_shown_as_missing()
    {
        // A letter after each, so that no two make a pair or a single line end.
        var all = string.Concat(Enumerable.Range(0, 0x10000).Select(code => $"{(char)code}x")) + "😀";
        using var word = Read(SampleDocument.Empty(LetterheadLayout.Party) with { Body = [new Paragraph(all)] });
        var paragraph = Assert.Single(word.Body.Elements<W.Paragraph>(), each => StyleOf(each) == "BodyTextEnd");
        var arrived = string.Concat(paragraph.Descendants().Select(each => each switch
        {
            W.Text text => text.Text,
            W.Break => "\n",
            W.TabChar => "\t",
            _ => "",
        }));
        Assert.Equal(string.Concat(Enumerable.Range(0, 0x10000).Select(code => $"{Arriving((char)code)}x")) + "😀", arrived);

        static char Arriving(char sent) => sent switch
        {
            '\t' => '\t',
            '\n' or '\r' or '\f' or '\u0085' or '\u2028' or '\u2029' => '\n',
            < ' ' or '\uFFFE' or '\uFFFF' or (>= '\uD800' and <= '\uDFFF') => '\uFFFD',
            _ => sent,
        };
    }

    [Fact]
    public void The_same_report_is_the_same_file_whenever_it_is_written()
    {
        var once = Write(SampleDocument.Week24(LetterheadLayout.Party));
        Assert.Equal(once, Write(SampleDocument.Week24(LetterheadLayout.Party)));
        using var zip = new ZipArchive(new MemoryStream(once));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Theory]
    // Hướng dẫn 36-HD/VPTW
    [InlineData(LetterheadLayout.Party, "Nation", 15, true)]
    [InlineData(LetterheadLayout.Party, "SuperiorOrgan", 14, false)]
    [InlineData(LetterheadLayout.Party, "Organ", 14, true)]
    [InlineData(LetterheadLayout.Party, "Number", 14, false)]
    [InlineData(LetterheadLayout.Party, "PlaceAndDate", 14, false)]
    [InlineData(LetterheadLayout.Party, "Title", 16, true)]
    [InlineData(LetterheadLayout.Party, "Subtitle", 14, true)]
    [InlineData(LetterheadLayout.Party, "Recipient", 12, false)]
    // Nghị định 30/2020/NĐ-CP, Phụ lục I
    [InlineData(LetterheadLayout.State, "Nation", 12, true)]
    [InlineData(LetterheadLayout.State, "Motto", 13, true)]
    [InlineData(LetterheadLayout.State, "SuperiorOrgan", 12, false)]
    [InlineData(LetterheadLayout.State, "Organ", 12, true)]
    [InlineData(LetterheadLayout.State, "Number", 13, false)]
    [InlineData(LetterheadLayout.State, "PlaceAndDate", 14, false)]
    [InlineData(LetterheadLayout.State, "Title", 14, true)]
    [InlineData(LetterheadLayout.State, "Subtitle", 14, true)]
    [InlineData(LetterheadLayout.State, "RecipientsTitle", 12, true)]
    [InlineData(LetterheadLayout.State, "Recipient", 11, false)]
    public void Each_part_has_the_size_its_rules_name(LetterheadLayout layout, string style, int points, bool isBold)
    {
        using var word = Read(SampleDocument.Empty(layout));
        Assert.Contains(word.Body.Descendants<W.Paragraph>(), paragraph => StyleOf(paragraph) == style);
        var look = word.Style(style).StyleRunProperties!;
        Assert.Equal($"{points * 2}", look.FontSize!.Val);
        Assert.Equal(isBold, look.Bold is not null);
    }

    [Fact]
    public void Text_is_14_points_of_Times_New_Roman_in_Vietnamese()
    {
        using var word = Read(SampleDocument.Empty(LetterheadLayout.State));
        var all = word.Styles.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;
        Assert.Equal(("28", "Times New Roman", "vi-VN"), (all.FontSize!.Val!.Value, all.RunFonts!.Ascii!.Value, all.Languages!.Val!.Value));
        Assert.DoesNotContain(word.Styles.Descendants<W.Languages>(), language => language.Val != "vi-VN");
    }

    [Theory]
    [InlineData(
        LetterheadLayout.Party,
        "ĐẢNG ỦY XÃ CẨM HÀ|BAN CHỈ ĐẠO XÂY DỰNG NTM|*|ĐẢNG CỘNG SẢN VIỆT NAM||Số       -BC/BCĐ|"
        + "DỰ THẢO – chưa ký|Cẩm Hà, ngày 17 tháng 6 năm 2022")]
    [InlineData(
        LetterheadLayout.State,
        "ỦY BAN NHÂN DÂN XÃ CẨM HÀ|BAN CHỈ ĐẠO XÂY DỰNG NTM||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|"
        + "Độc lập - Tự do - Hạnh phúc||Số:       /BC-BCĐ|DỰ THẢO – chưa ký|Cẩm Hà, ngày 17 tháng 6 năm 2022")]
    public void The_letterhead_leaves_the_number_to_the_clerk_and_says_that_it_is_a_draft(LetterheadLayout layout, string expected)
    {
        using var word = Read(SampleDocument.Empty(layout));
        Assert.Equal(
            expected,
            string
                .Join('|', word.Body.Elements<W.Table>().First().Descendants<W.Paragraph>().Select(paragraph => paragraph.InnerText))
                .Replace('\u00A0', ' '));
    }

    [Theory]
    [InlineData("2022-02-09", "ngày 09 tháng 02 năm 2022")]
    [InlineData("2022-03-10", "ngày 10 tháng 3 năm 2022")]
    public void Small_days_and_months_bear_a_zero(string day, string expected)
    {
        using var word = Read(
            SampleDocument.Empty(LetterheadLayout.State) with
            {
                Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            });
        Assert.Contains(word.Body.Descendants<W.Paragraph>(), paragraph => paragraph.InnerText == $"Cẩm Hà, {expected}");
    }

    [Fact]
    public void An_organ_above_that_nobody_named_takes_no_line()
    {
        var document = SampleDocument.Empty(LetterheadLayout.Party);
        using var word = Read(document with { Letterhead = document.Letterhead with { SuperiorOrgan = "" } });
        Assert.DoesNotContain(word.Body.Descendants<W.Paragraph>(), paragraph => StyleOf(paragraph) == "SuperiorOrgan");
    }

    [Fact]
    public void The_last_recipient_ends_with_a_full_stop()
    {
        using var word = Read(SampleDocument.Empty(LetterheadLayout.Party));
        Assert.Equal(
            ["Thường trực Đảng ủy;", "Ban Chỉ đạo NTM xã;", "Ban, ngành, đoàn thể cấp xã;", "Các thôn xóm;", "Lưu VT, NTM."],
            word.Body
                .Descendants<W.Paragraph>()
                .Where(paragraph => StyleOf(paragraph) == "Recipient")
                .Select(paragraph => paragraph.InnerText));
    }

    [Theory]
    [InlineData(LetterheadLayout.Party)]
    [InlineData(LetterheadLayout.State)]
    public void Margins_are_right_to_the_millimetre(LetterheadLayout layout)
    {
        using var word = Read(SampleDocument.Week24(layout));
        Assert.All(word.Body.Descendants<W.SectionProperties>(), section =>
        {
            var margin = section.GetFirstChild<W.PageMargin>()!;
            Assert.Equal(
                (20, 20, 30, 15),
                (
                    Millimetres(margin.Top!.Value),
                    Millimetres(margin.Bottom!.Value),
                    Millimetres(margin.Left!.Value),
                    Millimetres(margin.Right!.Value)));
        });

        static double Millimetres(long twips) => Math.Round(twips * 25.4 / 1440, 1);
    }

    [Fact]
    public void An_annex_begins_a_page_and_lies_where_its_table_needs_it()
    {
        using var word = Read(SampleDocument.Week24(LetterheadLayout.Party));
        var sections = word.Body.Descendants<W.SectionProperties>().ToList();
        Assert.Equal(
            [(11906u, 16838u), (16838u, 11906u), (11906u, 16838u)],
            sections.Select(section => section.GetFirstChild<W.PageSize>()!).Select(size => (size.Width!.Value, size.Height!.Value)));
        Assert.All(sections, section => Assert.Equal(W.SectionMarkValues.NextPage, section.GetFirstChild<W.SectionType>()!.Val!.Value));
        Assert.Equal(
            ["Phụ lục 1Biểu tiến độ thực hiện nhiệm vụ", "Phụ lục 2Toàn văn báo cáo của các đơn vị"],
            word.Body
                .Elements<W.Paragraph>()
                .Where(paragraph => StyleOf(paragraph) == "AnnexTitle")
                .Select(paragraph => paragraph.InnerText));
    }

    [Fact]
    public void Pages_are_numbered_from_the_second()
    {
        using var word = Read(SampleDocument.Week24(LetterheadLayout.State));
        var sections = word.Body.Descendants<W.SectionProperties>().ToList();
        var header = Assert.Single(sections[0].Elements<W.HeaderReference>());
        Assert.Equal(W.HeaderFooterValues.Default, header.Type!.Value);
        Assert.Equal(
            "PAGE",
            ((HeaderPart)word.Main.GetPartById(header.Id!.Value!)).Header!.Descendants<W.SimpleField>().Single().Instruction!.Value);
        Assert.Equal(W.JustificationValues.Center, word.Style("Header").StyleParagraphProperties!.Justification!.Val!.Value);
        // Only the first section has a first page of another kind, or annexes would begin without a number.
        Assert.Equal([true, false, false], sections.Select(section => section.GetFirstChild<W.TitlePage>() is not null));
    }

    [Fact]
    public void Word_itself_numbers_the_headings_of_the_body_and_none_of_an_annex()
    {
        using var word = Read(SampleDocument.Week24(LetterheadLayout.Party));
        Assert.Equal((W.NumberFormatValues.UpperRoman, "%1."), LevelOf("Heading1"));
        Assert.Equal((W.NumberFormatValues.Decimal, "%2."), LevelOf("Heading2"));
        Assert.Equal((W.NumberFormatValues.Bullet, "–"), LevelOf("ListBullet"));
        Assert.Contains(
            word.Body.Elements<W.Paragraph>(),
            paragraph => StyleOf(paragraph) == "Heading1" && paragraph.InnerText == "TÌNH HÌNH BÁO CÁO");
        foreach (var style in (string[])["AnnexTitle", "AnnexHeading1", "AnnexHeading2"])
        {
            Assert.Contains(word.Body.Elements<W.Paragraph>(), paragraph => StyleOf(paragraph) == style);
            Assert.Null(word.Style(style).StyleParagraphProperties!.NumberingProperties);
            // Still to be seen in the navigation pane.
            Assert.NotNull(word.Style(style).StyleParagraphProperties!.OutlineLevel);
        }

        (W.NumberFormatValues, string) LevelOf(string style)
        {
            var own = word.Style(style).StyleParagraphProperties!.NumberingProperties!;
            var numbering = word.Main.NumberingDefinitionsPart!.Numbering!;
            var list = numbering
                .Elements<W.NumberingInstance>()
                .Single(each => each.NumberID! == own.NumberingId!.Val!).AbstractNumId!.Val!;
            var level = numbering.Elements<W.AbstractNum>().Single(each => each.AbstractNumberId! == list)
                .Elements<W.Level>().Single(each => each.LevelIndex! == (own.NumberingLevelReference?.Val?.Value ?? 0));
            Assert.Equal(style, level.ParagraphStyleIdInLevel!.Val);
            return (level.NumberingFormat!.Val!.Value, level.LevelText!.Val!.Value!);
        }
    }

    [Fact]
    public void Looks_are_styles_that_exist_and_only_bold_and_italic_are_a_runs_own()
    {
        using var word = Read(SampleDocument.Week24(LetterheadLayout.Party));
        var styles = word.Styles.Elements<W.Style>().Select(style => style.StyleId!.Value).ToHashSet();
        Assert.All(word.Body.Descendants<W.ParagraphProperties>().SelectMany(look => look.Elements()), look =>
            Assert.True(
                look is W.SectionProperties || (look is W.ParagraphStyleId style && styles.Contains(style.Val!.Value)),
                look.OuterXml));
        Assert.All(word.Body.Descendants<W.RunProperties>().SelectMany(look => look.Elements()), look =>
            Assert.True(
                look is W.Bold or W.BoldComplexScript or W.Italic or W.ItalicComplexScript || (
                    look is W.RunStyle style && styles.Contains(style.Val!.Value)),
                look.OuterXml));
    }

    [Fact]
    public void A_tables_header_is_repeated_and_its_columns_keep_their_shares()
    {
        using var word = Read(SampleDocument.Week24(LetterheadLayout.Party));
        var tables = DataTables(word);
        Assert.Equal(2, tables.Count);
        Assert.All(tables, table =>
        {
            var rows = table.Elements<W.TableRow>().ToList();
            Assert.Equal(Enumerable.Range(0, rows.Count).Select(at => at == 0), rows.Select(row => row.Descendants<W.TableHeader>().Any()));
            Assert.Equal(W.TableLayoutValues.Fixed, table.Descendants<W.TableLayout>().Single().Type!.Value);
            Assert.Equal("Tiến độ từng nhiệm vụ", table.Descendants<W.TableCaption>().Single().Val);
        });
        // 165 mm of text: 6, 42, 16, 14 and 22 percent of it.
        Assert.Equal(
            ["561", "3929", "1496", "1309", "2060"],
            tables[0].GetFirstChild<W.TableGrid>()!.Elements<W.GridColumn>().Select(column => column.Width!.Value));
    }

    [Fact]
    public void A_short_row_stays_whole_and_one_longer_than_a_page_may_break()
    {
        var table = new DataTable([new("Nội dung", 100)], [[new("ngắn")], [new(new string('w', 100_000))]], "");
        using var word = Read(SampleDocument.Empty(LetterheadLayout.Party) with { Body = [table] });
        Assert.Equal(
            [true, true, false],
            DataTables(word).Single().Elements<W.TableRow>().Select(row => row.Descendants<W.CantSplit>().Any()));
    }

    [Fact]
    public void A_year_of_long_texts_takes_little_memory()
    {
        var document = SampleDocument.Large(rows: 5_000, units: 500);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = Write(document);
        // 114 MB were measured, a block or a row at a time; of all of it, little lives long.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 250_000_000);
        using var word = Open(file);
        Assert.Equal(5_001, DataTables(word).Single().Elements<W.TableRow>().Count());
    }

    [Fact]
    public void A_chart_is_as_wide_as_the_text_and_says_what_it_shows()
    {
        using var word = Read(SampleDocument.Week24(LetterheadLayout.Party));
        var charts = word.Body.Descendants<WP.Inline>().ToList();
        Assert.Equal(
            [
                ("Tỷ lệ báo cáo đúng hạn theo tuần", "Tuần 22: 15 trên 17 đơn vị đúng hạn; tuần 23: 14; tuần 24: 13."),
                ("Tiến độ theo đơn vị", "Ban Phát triển thôn Tiến Thắng: 1 hoàn thành, 2 trong hạn, 0 quá hạn."),
            ],
            charts.Select(chart => chart.DocProperties!).Select(properties => (properties.Title!.Value!, properties.Description!.Value!)));
        Assert.Equal([9355L * 635, 14287L * 635], charts.Select(chart => chart.Extent!.Cx!.Value));
        Assert.All(charts, chart => Assert.Equal(2, chart.Extent!.Cx!.Value / (double)chart.Extent!.Cy!.Value, 3));
    }

    [Fact]
    public void A_chart_higher_than_a_page_is_made_smaller()
    {
        // 100 times as high as wide: only the header of the picture is read.
        byte[] tall = [.. new byte[16], 0, 0, 0, 10, 0, 0, 3, 232];
        using var word = Open(
            WordWriter.Write(
                SampleDocument.Empty(LetterheadLayout.Party) with { Body = [new ChartBlock(new WeeksChart("", "", []))] },
                _ => tall));
        var extent = word.Body.Descendants<WP.Extent>().Single();
        Assert.Equal((237, 2.4), (Math.Round(extent.Cy!.Value / 36000.0), Math.Round(extent.Cx!.Value / 36000.0, 1)));
    }

    [Fact] // it left half a page empty, or went on without title and legend
    public void A_chart_of_many_units_comes_in_pictures_of_a_third_of_a_page()
    {
        var bars = Enumerable.Range(0, 30).Select(number => new UnitBar($"U{number}", "", 1, 2, 3)).ToList();
        var charts = new UnitsChart("Nhiệm vụ", "", bars).OnPaper();
        var document = SampleDocument.Empty(LetterheadLayout.Party) with { Body = [.. charts.Select(chart => new ChartBlock(chart))] };
        using var word = Open(WordWriter.Write(document, ChartPainter.Png));
        var pictures = word.Body.Descendants<WP.Inline>().ToList();
        Assert.Equal(["Nhiệm vụ (1/2)", "Nhiệm vụ (2/2)"], pictures.Select(picture => picture.DocProperties!.Title!.Value));
        Assert.All(pictures, picture => Assert.InRange(picture.Extent!.Cy!.Value / 36000.0, 60, 95));
        Assert.Empty(Faults(document));
    }

    /// <summary>A signature alone on a page could be put under anything.</summary>
    [Theory]
    [InlineData(LetterheadLayout.Party)]
    [InlineData(LetterheadLayout.State)]
    public void What_stands_before_the_signature_stays_with_it_and_the_signature_stays_whole(LetterheadLayout layout)
    {
        Block[][] ends =
        [
            [new Heading(1, "Nhiệm vụ tuần tới"), new Paragraph("Không đơn vị nào nêu.")],
            [new DashList([new("một"), new("hai")])],
        ];
        foreach (var end in ends)
        {
            using var word = Read(SampleDocument.Empty(layout) with { Body = end });
            var signature = word.Body.Elements<W.Table>().Last();
            Assert.Contains("Nơi nhận:", signature.InnerText, StringComparison.Ordinal);
            Assert.NotNull(Assert.Single(signature.Elements<W.TableRow>()).TableRowProperties!.GetFirstChild<W.CantSplit>());
            var before = Assert.IsType<W.Paragraph>(signature.PreviousSibling());
            Assert.NotNull(word.Style(StyleOf(before)!).StyleParagraphProperties!.KeepNext);
        }
    }

    [Fact]
    public void The_files_properties_name_the_report_its_issuer_and_when_it_was_gathered()
    {
        using var word = Read(SampleDocument.Empty(LetterheadLayout.Party));
        var properties = word.Package.PackageProperties;
        Assert.Equal(
            ("Báo cáo tổng hợp tuần 24/2022 (13–19/6)", "BAN CHỈ ĐẠO XÂY DỰNG NTM", "vi-VN"),
            (properties.Title, properties.Creator, properties.Language));
        Assert.Equal(new DateTime(2022, 6, 17, 16, 30, 0), properties.Created!.Value.ToUniversalTime());
        Assert.Equal(properties.Created, properties.Modified);
    }

    private static byte[] Write(ReportDocument document) => WordWriter.Write(document, SampleDocument.Png);

    private static List<string> Faults(ReportDocument document)
    {
        using var word = Read(document);
        return [.. new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 }
            .SelectMany(version => new OpenXmlValidator(version).Validate(word.Package, TestContext.Current.CancellationToken))
            .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}")];
    }

    private static List<W.Table> DataTables(OpenWord word) =>
        [.. word.Body.Elements<W.Table>().Where(table => table.Descendants<W.TableStyle>().Single().Val == "DataTable")];

    private static string? StyleOf(W.Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val;

    private static OpenWord Read(ReportDocument document) => Open(Write(document));

    private static OpenWord Open(byte[] file) => new(WordprocessingDocument.Open(new MemoryStream(file), isEditable: false));

    private sealed record OpenWord(WordprocessingDocument Package) : IDisposable
    {
        public MainDocumentPart Main => Package.MainDocumentPart!;

        public W.Body Body => Main.Document!.Body!;

        public W.Styles Styles => Main.StyleDefinitionsPart!.Styles!;

        public W.Style Style(string id) => Styles.Elements<W.Style>().Single(style => style.StyleId == id);

        public void Dispose() => Package.Dispose();
    }
}
