using System.Diagnostics;
using System.Text;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// Documents as a reader sees them: Word files laid out by LibreOffice, all of them as the text that is on their pages. With
/// <c>CAMHA_TEST_PICTURES=1</c> the pages are drawn too, into <c>artifacts/pages</c>, to be looked at.
/// </summary>
internal static class Paper
{
    private const string Demanded = "CAMHA_TEST_REAL_PAGES";

    private static readonly string[] Programs = ["soffice", "pdftotext", "pdftoppm"];

    /// <summary>Skips the test where LibreOffice opens no tables.</summary>
    public static void RequireTables() =>
        Require(File.Exists("/usr/lib/libreoffice/program/libsclo.so") ? [] : ["libreoffice-calc"]);

    /// <summary>Skips the test where the programs are not there.</summary>
    public static void Require() => Require(
        Programs.Where(
            program => !Environment
                .GetEnvironmentVariable("PATH")!
                .Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, program)))).ToList());

    /// <summary>DOCX files, laid out in one go: a start of LibreOffice takes longer than ten documents.</summary>
    /// <param name="words">Each with the name of its pictures.</param>
    public static async Task<IReadOnlyList<Pages>> OfWordAsync(params IReadOnlyList<(string Name, byte[] Content)> words)
    {
        var folder = Directory.CreateTempSubdirectory("camha-pages-").FullName;
        try
        {
            foreach (var (name, content) in words)
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.docx"), content, Service.Token);
            // A profile of its own: LibreOffice serves one process a profile.
            await RunAsync(
                "soffice",
                [
                    $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder,
                    .. words.Select(word => Path.Combine(folder, $"{word.Name}.docx")),
                ]);
            var pages = new List<Pages>();
            foreach (var (name, _) in words)
            {
                var pdf = await File.ReadAllBytesAsync(Path.Combine(folder, $"{name}.pdf"), Service.Token);
                pages.Add(await OfPdfAsync($"{name}-word", pdf));
            }

            return pages;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<Pages> OfPdfAsync(string name, byte[] pdf)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "pages", name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.pdf");
        await File.WriteAllBytesAsync(file, pdf, Service.Token);
        if (Environment.GetEnvironmentVariable("CAMHA_TEST_PICTURES") == "1")
            await RunAsync("pdftoppm", "-r", "100", "-l", "20", "-png", file, Path.Combine(folder, "page"));
        // Raw: what is written together stays together, also in the cell of a table.
        var text = await RunAsync("pdftotext", "-raw", "-enc", "UTF-8", file, "-");
        return new(text.Count(letter => letter == '\f'), text);
    }

    /// <summary>The cells of a table as LibreOffice takes them in at a double click in Vietnam, row by row.</summary>
    /// <param name="csv">A file of separated values.</param>
    public static async Task<List<string[]>> CellsAsync(string csv)
    {
        var folder = Directory.CreateTempSubdirectory("camha-pages-").FullName;
        try
        {
            await RunAsync(
                "soffice",
                $"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                // What its dialog proposes: semicolon, comma or tab, UTF-8, Vietnamese.
                "--infilter=Text - txt - csv (StarCalc):59/44/9,34,76,1,,1066,false,true",
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):31,34,76,1,,1066,false,true",
                "--outdir",
                folder,
                csv);
            var lines = await File.ReadAllLinesAsync(Path.Combine(folder, Path.GetFileName(csv)), Service.Token);
            return [.. lines.Select(line => line.Split('\x1F'))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A workbook as LibreOffice saves it.</summary>
    /// <param name="workbook">The file.</param>
    /// <param name="format">The ending of the other, such as <c>xls</c>.</param>
    /// <param name="folder">Where it goes, under the same name.</param>
    /// <returns>Its path.</returns>
    public static async Task<string> SavedAsync(string workbook, string format, string folder)
    {
        await RunAsync(
            "soffice",
            $"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            format,
            "--outdir",
            folder,
            workbook);
        return Path.Combine(folder, Path.GetFileNameWithoutExtension(workbook) + $".{format}");
    }

    private static void Require(IReadOnlyList<string> missing)
    {
        if (missing.Count == 0)
            return;
        var reason = $"there is no {string.Join(", ", missing)} here (Debian: libreoffice-writer, libreoffice-calc, poppler-utils)";
        Assert.False(Environment.GetEnvironmentVariable(Demanded) == "1", $"{Demanded} = '1', but {reason}");
        Assert.Skip(reason);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8
            })!;
        var error = process.StandardError.ReadToEndAsync(Service.Token);
        var output = await process.StandardOutput.ReadToEndAsync(Service.Token);
        await process.WaitForExitAsync(Service.Token);
        Assert.True(process.ExitCode == 0, $"{program}: {await error}");
        return output;
    }
}

/// <param name="Count">How many pages.</param>
/// <param name="Text">What is on them.</param>
internal sealed record Pages(int Count, string Text)
{
    private readonly string _letters = Letters(Text);

    /// <summary>Whether it is there, wherever lines were broken.</summary>
    public void Say(string text) => Assert.Contains(Letters(text), _letters, StringComparison.Ordinal);

    private static string Letters(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter)));
}
