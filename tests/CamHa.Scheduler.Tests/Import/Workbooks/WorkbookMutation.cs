using System.IO.Compression;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Import.Workbooks;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>Workbooks that were good and have wrong bytes, in the package or in one of its parts.</summary>
/// <param name="seed">What is random follows from it.</param>
/// <param name="old">A good workbook of the old format.</param>
internal sealed class WorkbookMutation(int seed, byte[] old)
{
    private static readonly string[] Tokens =
        ["<", ">", "\"", "/", "&amp;", "1", "-1", "99999999999", "r=", "<c>", "</row>", "<v>", "t=\"s\"", ":"];

    private static readonly ImportError Somewhere = new("Nhiệm vụ", 3, "", "sai") { Cell = "C3" };

    private static readonly TableShape[] Shapes =
    [
        TableShape.Of("assignments.csv", "code title lead support? due note?"),
        TableShape.Of("exemptions.csv", "unit week reason?"),
    ];

    private readonly Random _random = new(seed);

    // All sheets, with styles, notes and their boxes, checks, and a macro.
    private readonly byte[] _form = WorkbookBuilder.Change(Template(), "xl/vbaProject.bin", _ => "Sub Auto_Open()");

    private readonly byte[] _good = new WorkbookBuilder()
        .Shown(
            "Nhiệm vụ",
            new() { Merges = ["A1:D1", "C4:C5"], HiddenRows = [4], HiddenColumn = 5 },
            ["KẾ HOẠCH"],
            ["Mã nhiệm vụ", "Nội dung", "Chủ trì", "Thời hạn", "Ghi chú"],
            [WorkbookBuilder.With(7, "000"), "Trồng |cây", "DTN", new DateTime(2022, 6, 30), true],
            ["T2", WorkbookBuilder.Computed("A1", "x"), "HND", "30/6/2022", 0.5])
        .Sheet("Miễn báo cáo", ["Đơn vị", "Tuần"], ["DTN", "2022-W40"]).ToBytes();

    /// <summary>A damaged workbook, and the ending of its name.</summary>
    public (byte[] Workbook, string Extension) Next() => _random.Next(10) switch
    {
        0 or 1 => (Bytes(_good), ".xlsx"),
        < 6 => (Part(_good), ".xlsx"),
        6 => (Bytes(_form), ".xlsm"),
        7 => (Part(_form), ".xlsm"),
        _ => (Bytes(old), ".xls"),
    };

    /// <summary>What an import does with a workbook: reads its tables, writes faults into it, or reads it as a form of its own.</summary>
    public static int Import(byte[] workbook, string path)
    {
        File.WriteAllBytes(path, workbook);
        var (faults, warnings) = (new FaultList(), new FaultList());
        using (var tables = new WorkbookFile(path).Open(ImportReader.Files, faults, warnings))
        {
            foreach (var shape in Shapes)
                tables.Read(shape)?.Rows.Count();
        }

        try
        {
            FaultMarks.Write(workbook, [.. faults.ToList(), Somewhere], Stream.Null);
        }
        catch (RefusedWorkbookException)
        {
            // It is said that it is not written.
        }

        LayoutReader.LayoutOf(LayoutFile.Read(path).Grids);
        return faults.Count;
    }

    /// <summary>Reads all tables of a workbook: the rows, the faults, and their words.</summary>
    public static (int Rows, int Faults, string Answer) Read(string path)
    {
        var (faults, warnings) = (new FaultList(), new FaultList());
        var rows = 0;
        using (var tables = new WorkbookFile(path).Open(ImportReader.Files, faults, warnings))
        {
            foreach (var shape in Shapes)
                rows += tables.Read(shape)?.Rows.Count() ?? 0;
        }

        return (rows, faults.Count, string.Join('\n', faults.ToList()));
    }

    private byte[] Bytes(byte[] good)
    {
        byte[] bytes = [.. good];
        for (var times = _random.Next(1, 6); times > 0; times--)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return _random.Next(10) == 0 ? bytes[.._random.Next(bytes.Length)] : bytes;
    }

    private static byte[] Template()
    {
        using var memory = new MemoryStream();
        new CamHa.Scheduler.Export.PlanWorkbook(new(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh"))).WriteTemplate(memory);
        return memory.ToArray();
    }

    // Behind the package's checksums, where its reader believes what it reads.
    private byte[] Part(byte[] good)
    {
        using var memory = new MemoryStream(good);
        using var zip = new ZipArchive(memory);
        var parts = zip.Entries.Where(entry => entry.FullName.StartsWith("xl/", StringComparison.Ordinal)).ToList();
        return WorkbookBuilder.Change(good, parts[_random.Next(parts.Count)].FullName, xml =>
        {
            for (var times = _random.Next(1, 6); times > 0; times--)
            {
                var at = _random.Next(xml.Length);
                xml = _random.Next(3) switch
                {
                    0 => xml.Insert(at, Tokens[_random.Next(Tokens.Length)]),
                    1 => xml.Remove(at, Math.Min(_random.Next(1, 20), xml.Length - at)),
                    _ => xml.Remove(at, 1).Insert(at, $"{(char)_random.Next(32, 127)}"),
                };
                if (xml.Length == 0)
                    break;
            }

            return xml;
        });
    }
}
