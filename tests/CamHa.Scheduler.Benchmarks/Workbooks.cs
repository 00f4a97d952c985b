using System.Diagnostics;
using System.IO.Compression;
using CamHa.Scheduler.Benchmarks.Scale;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Import.Workbooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>Workbooks on their way in: a large one, a commune's, and very many that are damaged.</summary>
internal static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static async Task RunAsync(int mutations)
    {
        var folder = Directory.CreateTempSubdirectory("camha-workbooks-").FullName;
        try
        {
            foreach (var (units, assignments) in new[] { (14, 40), (14, 200_000) })
            {
                var (workbook, database) = (Path.Combine(folder, $"{assignments}.xlsx"), Path.Combine(folder, $"{assignments}.db"));
                Write(workbook, units, assignments);
                foreach (var what in new[] { "first import", "again, unchanged" })
                {
                    var figures = await Child.RunAsync("workbooks-import", workbook, database);
                    var (clock, processor, most) = (figures["clock_s"], figures["cpu_s"], figures["peak_mb"]);
                    Console.WriteLine(FormattableString.Invariant(
                        $"{assignments:N0} × 12, {what}: {clock:0.0} s, {processor:0.0} s of processor, {most:0} MB"));
                }
            }

            var damaged = await Child.RunAsync("workbooks-mutate", folder, $"{mutations}");
            var (good, crashes, peak) = (damaged["read"], damaged["crashes"], damaged["peak_mb"]);
            Console.WriteLine(FormattableString.Invariant(
                $"{mutations:N0} damaged: {good:N0} good, {crashes:N0} crashes, slowest {damaged["slowest_ms"]:0} ms, {peak:0} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One import, in a process of its own.</summary>
    public static async Task ImportAsync(string workbook, string database)
    {
        var values = new Dictionary<string, string?> { ["Storage:File"] = database };
        await using var services = ServiceFactory.Create(
            new(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), Path.GetDirectoryName(database)!));
        await services.GetRequiredService<SchemaMigration>().ApplyAsync(CancellationToken.None);
        ImportResult result = null!;
        var (clock, processor) = await Child.TimeAsync(async () => result = await services.GetRequiredService<Importer>()
            .ImportAsync(ImportSource.Workbook(workbook), isDryRun: false, CancellationToken.None));
        if (!result.IsApplied)
            throw new InvalidOperationException(string.Join('\n', result.Errors));
        using var process = Process.GetCurrentProcess();
        Child.Say(("clock_s", clock), ("cpu_s", processor), ("peak_mb", process.PeakWorkingSet64 / 1e6));
    }

    /// <summary>Imports damaged workbooks one after the other, in a process of its own. What crashes is named once by its kind.</summary>
    /// <param name="folder">Where each is written to.</param>
    /// <param name="count">How many.</param>
    /// <param name="from">Those before are made and passed over, to see one again.</param>
    public static void Mutate(string folder, int count, int from = 0)
    {
        var mutation = new WorkbookMutation(seed: 19, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "errors.xls")));
        var (good, slowest, slowestRound) = (0, TimeSpan.Zero, 0);
        var crashes = new Dictionary<string, int>();
        for (var round = 0; round < count; round++)
        {
            var (workbook, extension) = mutation.Next();
            if (round < from)
                continue;
            var watch = Stopwatch.StartNew();
            try
            {
                good += WorkbookMutation.Import(workbook, Path.Combine(folder, $"damaged{extension}")) == 0 ? 1 : 0;
            }
            catch (Exception e)
            {
                var where = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("CamHa", StringComparison.Ordinal));
                var kind = $"{e.GetType().Name} {where}";
                if (crashes.TryAdd(kind, 0))
                    Console.Error.WriteLine($"{round} ({extension}): {e}");
                crashes[kind]++;
            }

            if (watch.Elapsed <= slowest)
                continue;
            (slowest, slowestRound) = (watch.Elapsed, round);
        }

        using var process = Process.GetCurrentProcess();
        Child.Say(
            ("read", good),
            ("crashes", crashes.Values.Sum()),
            ("slowest_ms", slowest.TotalMilliseconds),
            ("slowest_round", slowestRound),
            ("peak_mb", process.PeakWorkingSet64 / 1e6));
    }

    // By hand, because a builder would hold it all.
    private static void Write(string path, int units, int assignments)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Sheet(zip, 1, [["Mã kế hoạch", "Tên kế hoạch", "Địa phương", "Nhãn tiêu đề thư", "Từ ngày", "Đến ngày"],
            ["NTM-2026", "Nông thôn mới", "Cẩm Hà", "NTM", "01/01/2026", "31/12/2026"]]);
        Sheet(zip, 2, Enumerable.Range(0, units).Select(unit => new[]
        {
            $"BPT-{unit}", $"Ban Phát triển thôn {unit}", unit switch { 0 => "Chuyên trách", 1 => "Ban Chỉ đạo", _ => "Thành viên" },
        }).Prepend(["Mã đơn vị", "Tên đơn vị", "Vai trò"]));
        Sheet(zip, 3, Enumerable.Range(0, assignments).Select(at => new[]
        {
            $"T{at}", $"Hoàn thành nội dung số {at} của kế hoạch", $"BPT-{at % units}", $"BPT-{(at + 1) % units}", "100", "hộ",
            $"{1 + (at % 28):00}/06/2026", $"ghi chú {at % 1000}", "Có", $"{at}", "x", $"bên cạnh {at % 50}",
        }).Prepend(["Mã nhiệm vụ", "Nội dung", "Chủ trì", "Phối hợp", "Chỉ tiêu", "Đơn vị tính", "Thời hạn", "Ghi chú", "Đang dùng",
            "TT", "Cột A", "Cột B"]));
        var names = new[] { "Kế hoạch", "Đơn vị", "Nhiệm vụ" }.Index().Select(each =>
            $"<sheet name=\"{each.Item}\" sheetId=\"{each.Index + 1}\" r:id=\"r{each.Index + 1}\"/>");
        var sheets = string.Concat(names);
        Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{sheets}</sheets></workbook>");
        var targets = Enumerable.Range(1, 3).Select(at =>
            $"<Relationship Id=\"r{at}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>");
        const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
        Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\">{string.Concat(targets)}</Relationships>");
    }

    private static void Sheet(ZipArchive zip, int number, IEnumerable<string[]> rows)
    {
        using var writer = new StreamWriter(zip.CreateEntry($"xl/worksheets/sheet{number}.xml", CompressionLevel.Fastest).Open());
        writer.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
        var line = 0;
        foreach (var row in rows)
        {
            writer.Write($"<row r=\"{++line}\">");
            foreach (var (column, text) in row.Index())
                writer.Write($"<c r=\"{CellName.Of(line, column)}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            writer.Write("</row>");
        }

        writer.Write("</sheetData></worksheet>");
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
