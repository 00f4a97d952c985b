using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Tests.Infrastructure;
using CsvHelper;

namespace CamHa.Scheduler.Tests.FridayReport.Documents;

/// <summary>Reports to write: the sample week with the texts of the demo, nothing at all, anything, very much.</summary>
public static class SampleDocument
{
    private static readonly Column[] ProgressColumns =
    [
        new("STT", 6, CellAlignment.Centre),
        new("Nhiệm vụ", 42),
        new("Chủ trì", 16),
        new("Hạn", 14, CellAlignment.Centre),
        new("Tình trạng", 22),
    ];

    private static readonly (string Text, CellTone Tone)[] States =
        [
            ("Đang thực hiện, trong hạn", CellTone.Plain),
            ("Hoàn thành", CellTone.Good),
            ("Sắp đến hạn, còn 7 ngày", CellTone.Warning),
            ("Quá hạn 3 ngày", CellTone.Bad),
        ];

    private static readonly byte[] Bars = DrawBars();

    public static ReportDocument Week24(LetterheadLayout layout)
    {
        var submissions = Rows("submissions.csv");
        var units = Rows("units.csv").ToDictionary(unit => unit["code"], unit => unit["name"], StringComparer.Ordinal);
        string NameOf(string code) => units.GetValueOrDefault(code, code);
        return Empty(layout) with
        {
            Body =
            [
                new Heading(1, "TÌNH HÌNH BÁO CÁO"),
                new Paragraph(
                    new Run("Đến 16h30 ngày 17/6/2022, "),
                    new Run("13/17 đơn vị", IsBold: true),
                    new Run(" đã gửi báo cáo; hai đơn vị gửi "),
                    new Run("sau giờ chốt", IsItalic: true),
                    new Run(".")),
                new Heading(2, "Đơn vị báo cáo đúng hạn"),
                new Paragraph(
                    "Ban Phát triển thôn Tiến Thắng, Ban Phát triển thôn Thành Xuân, Hội Nông dân, Hội Liên hiệp Phụ nữ, "
                    + "Đoàn Thanh niên, Hội Cựu chiến binh, Công an xã, Trạm Y tế, các trường học trên địa bàn."),
                new Heading(2, "Đơn vị báo cáo muộn, chưa báo cáo"),
                new DashList([
                    new("Ban Phát triển thôn Nam Dinh: chưa báo cáo;"),
                    new("Quân sự xã: chưa báo cáo, đã được nhắc lúc 14h00 và 15h30 ngày 17/6/2022 qua thư điện tử của cơ quan;"),
                    new(new Run("Ban Phát triển thôn Thành Xuân: "), new Run("muộn 35 phút", IsBold: true), new Run(".")),
                ]),
                new ChartBlock(
                    new WeeksChart(
                        "Tỷ lệ báo cáo đúng hạn theo tuần",
                        "Tuần 22: 15 trên 17 đơn vị đúng hạn; tuần 23: 14; tuần 24: 13.",
                        [new("22/2022", 15, 1, 17), new("23/2022", 14, 2, 17), new("24/2022", 13, 2, 17)])),
                new Heading(1, "KẾT QUẢ TRONG TUẦN"),
                .. Paragraphs(submissions.Take(4), "results", NameOf, 300),
                new Heading(1, "TIẾN ĐỘ TỪNG NHIỆM VỤ"),
                new Paragraph("Trong 25 nhiệm vụ của kế hoạch, 6 đã hoàn thành, 6 sắp đến hạn, 6 quá hạn; cụ thể như sau:"),
                Progress(Rows("assignments.csv").Take(25).Select(row => (row["title"], NameOf(row["lead"]), row["due"]))),
                new Heading(1, "KHÓ KHĂN, VƯỚNG MẮC"),
                .. Paragraphs(submissions, "difficulties", NameOf, 600),
                new Heading(1, "ĐỀ XUẤT, KIẾN NGHỊ"),
                .. Paragraphs(submissions, "proposals", NameOf, 600),
                new Heading(1, "NHIỆM VỤ TUẦN TỚI"),
                new DashList([
                    .. submissions.Where(row => row["next_week"].Length > 0).Take(6).Select(row => new Paragraph(row["next_week"])),
                ]),
            ],
            Annexes =
            [
                new("Biểu tiến độ thực hiện nhiệm vụ", IsLandscape: true,
                [
                    new ChartBlock(
                        new UnitsChart(
                            "Tiến độ theo đơn vị",
                            "Ban Phát triển thôn Tiến Thắng: 1 hoàn thành, 2 trong hạn, 0 quá hạn.",
                            [new("BPT-TT", "Ban Phát triển thôn Tiến Thắng", 1, 2, 0)])),
                    Progress(Rows("assignments.csv").Select(row => (row["title"], NameOf(row["lead"]), row["due"]))),
                ]),
                new("Toàn văn báo cáo của các đơn vị", IsLandscape: false,
                [
                    .. submissions.SelectMany(row => (Block[])
                    [
                        new Heading(1, NameOf(row["unit"])),
                        new Heading(2, "Kết quả"),
                        new Paragraph(row["results"]),
                    ]),
                ]),
            ],
        };
    }

    public static ReportDocument Empty(LetterheadLayout layout) => new()
    {
        Letterhead = new()
        {
            Layout = layout,
            SuperiorOrgan = layout == LetterheadLayout.Party ? "ĐẢNG ỦY XÃ CẨM HÀ" : "ỦY BAN NHÂN DÂN XÃ CẨM HÀ",
            IssuingOrgan = "BAN CHỈ ĐẠO XÂY DỰNG NTM",
            NumberSuffix = layout == LetterheadLayout.Party ? "BC/BCĐ" : "BC-BCĐ",
            Place = "Cẩm Hà",
            SignsFor = layout == LetterheadLayout.Party ? "T/M BAN CHỈ ĐẠO" : "TM. BAN CHỈ ĐẠO",
            SignerTitle = "TRƯỞNG BAN",
            SignerName = "Nguyễn Văn A",
            SentTo = ["Thường trực Đảng ủy", "Ban Chỉ đạo NTM xã", "Ban, ngành, đoàn thể cấp xã", "Các thôn xóm", "Lưu VT, NTM"],
        },
        Day = new(2022, 6, 17),
        Title = "Báo cáo tổng hợp tuần 24/2022 (13–19/6)",
        Subject = ["Kết quả xây dựng nông thôn mới tuần 24/2022", "(từ ngày 13/6 đến ngày 19/6/2022)"],
        AsOf = new(2022, 6, 17, 16, 30, 0),
        Body = [],
        Annexes = [],
    };

    /// <summary>The text wherever a text can stand.</summary>
    public static ReportDocument Saying(string text, LetterheadLayout layout = LetterheadLayout.Party)
    {
        var runs = new Paragraph(new Run(text), new Run(text, IsBold: true), new Run(text, IsItalic: true));
        Block[] blocks =
        [
            new Heading(1, text),
            new Heading(2, text),
            runs,
            new DashList([runs]),
            new DataTable([new(text, 30), new(text, 70, CellAlignment.Right)], [[new(text), new(text, CellTone.Bad)]], text),
            new DataTable([new(text, 100)], [], text),
            new ChartBlock(new WeeksChart(text, text, [])),
        ];
        return new()
        {
            Letterhead = new()
            {
                Layout = layout,
                SuperiorOrgan = text,
                IssuingOrgan = text,
                NumberSuffix = text,
                Place = text,
                SignsFor = text,
                SignerTitle = text,
                SignerName = text,
                SentTo = [text, text],
            },
            Day = new(2022, 1, 2),
            Title = text,
            Subject = [text],
            AsOf = new(2022, 1, 2, 16, 30, 0),
            Body = blocks,
            Annexes = [new(text, IsLandscape: true, blocks), new(text, IsLandscape: false, blocks)],
        };
    }

    public static ReportDocument Large(int rows, int units)
    {
        var text = string.Concat(
            Enumerable.Repeat("Vận động thêm 4 hộ sửa nhà tắm, nhà vệ sinh; đến nay 118/126 hộ đạt. Còn 8 hộ chưa đạt.\n", 220));
        return Empty(LetterheadLayout.Party) with
        {
            Body =
            [
                new Heading(1, "TIẾN ĐỘ"),
                Progress(
                    Enumerable.Range(1, rows)
                        .Select(
                            at => (
                                $"Hoàn thành tuyến đường số {at} tại thôn Tiến Thắng, dài 320 m, mặt đường 3,5 m",
                                "Ban Phát triển thôn",
                                "2022-06-30"))),
            ],
            Annexes =
            [
                new(
                    "Toàn văn",
                    IsLandscape: false,
                    [.. Enumerable.Range(1, units).SelectMany(at => (Block[])[new Heading(1, $"Đơn vị {at}"), new Paragraph(text)])]),
            ],
        };
    }

    /// <summary>In place of a chart: two bars, twice as wide as high.</summary>
    public static byte[] Png(Chart chart) => Bars;

    private static byte[] DrawBars()
    {
        const int width = 800, height = 400;
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < width; x++)
                    zlib.WriteByte((byte)(y / 80 % 2 == 1 && x > 40 && x < 300 + y ? 0x60 : 0xF0));
            }
        }

        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        size[8] = 8; // bits a pixel, grey
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, size), .. Chunk("IDAT"u8, pixels.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static DataTable Progress(IEnumerable<(string Title, string Lead, string Due)> assignments) => new(
        ProgressColumns,
        [.. assignments.Select((each, at) => (IReadOnlyList<Cell>)
        [
            new((at + 1).ToString(CultureInfo.InvariantCulture)),
            new(each.Title),
            new(each.Lead),
            new(each.Due),
            new(States[at % 4].Text, States[at % 4].Tone),
        ])],
        "Tiến độ từng nhiệm vụ");

    private static IEnumerable<Paragraph> Paragraphs(
        IEnumerable<Dictionary<string, string>> submissions,
        string column,
        Func<string, string> nameOf,
        int most) => submissions
            .Where(row => row[column].Length > 0)
            .Select(
                row => new Paragraph(
                    new Run($"{nameOf(row["unit"])}: ", IsBold: true),
                    new Run(row[column].Length > most ? row[column][..most] + "…" : row[column])));

    private static List<Dictionary<string, string>> Rows(string file)
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(Repository.Root, "sql", "demo", file)), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name) ?? "", StringComparer.Ordinal));
        return rows;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
