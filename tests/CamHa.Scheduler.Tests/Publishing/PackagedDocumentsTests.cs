using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Infrastructure;
using CsvHelper;
using CsvHelper.Configuration;

namespace CamHa.Scheduler.Tests.Publishing;

/// <summary>A clerk who has only the package or the archive had neither the handbook nor a sample of the files.</summary>
public sealed partial class PackagedDocumentsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    private string Release => Path.Combine(_folder, "camha-1.0-linux-x64");

    public PackagedDocumentsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/usr/bin/python3"), "There is no python3 here, which makes releases.");
        Directory.CreateDirectory(Release);
        Run("python3", Deploy("docs.py"), Release);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_link_in_them_leads_to_what_is_there_too()
    {
        var documents = Directory.GetFiles(Path.Combine(Release, "docs"), "*.md");
        Assert.Contains(documents, document => Path.GetFileName(document) == "van-hanh.md");
        foreach (var document in documents)
        {
            var targets = Link().Matches(File.ReadAllText(document)).Select(link => link.Groups[1].Value.Split('#')[0]);
            Assert.All(
                targets.Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)),
                target => Assert.True(Path.Exists(Path.GetFullPath(target, Path.GetDirectoryName(document)!)), $"{document}: {target}"));
        }
    }

    [Fact]
    public void The_handbook_leads_to_the_files_format_and_to_a_whole_sample()
    {
        var handbook = File.ReadAllText(Path.Combine(Release, "docs", "van-hanh.md"));
        Assert.Contains("](import.md)", handbook, StringComparison.Ordinal);
        Assert.Contains("[mau](../mau)", handbook, StringComparison.Ordinal);
        Assert.Contains("`/usr/share/doc/camha`", handbook, StringComparison.Ordinal);
        var samples = Directory.GetFiles(Path.Combine(Repository.Root, "sql/demo"));
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Equal(Rows(sample, ","), Rows(Path.Combine(Release, "mau", Path.GetFileName(sample)), ";")));
    }

    /// <summary>A double click in Vietnam showed broken letters, and every row in one column.</summary>
    [Fact]
    public void Excel_shows_the_samples_letters_and_columns() => Assert.All(
        Directory.GetFiles(Path.Combine(Release, "mau")),
        sample => Assert.Equal(Encoding.UTF8.GetPreamble(), File.ReadAllBytes(sample)[..3]));

    private static List<string[]> Rows(string file, string delimiter)
    {
        using var parser = new CsvParser(
            new StreamReader(file), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter });
        var rows = new List<string[]>();
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }

    [Fact]
    public void Package_and_archive_hold_them_for_everybody_to_read()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/dpkg-deb"), "There is no dpkg-deb here.");
        File.WriteAllText(Path.Combine(Release, "camha"), "");
        File.WriteAllText(Path.Combine(Release, "lib.so"), "");
        Run(Deploy("deb.sh"), Release, "amd64", "1.0", _folder);
        var package = Run("dpkg-deb", "--contents", Path.Combine(_folder, "camha_1.0_amd64.deb"));
        Assert.Matches(@"-rw-r--r-- .* \./usr/share/doc/camha/docs/van-hanh\.md\n", package);
        Assert.Matches(@"-rw-r--r-- .* \./usr/share/doc/camha/mau/units\.csv\n", package);

        Run("python3", Deploy("pack.py"), Release, Path.Combine(_folder, "camha.tar.gz"));
        using var packed = new GZipStream(File.OpenRead(Path.Combine(_folder, "camha.tar.gz")), CompressionMode.Decompress);
        using var archive = new TarReader(packed);
        var names = new List<string>();
        while (archive.GetNextEntry() is { } entry)
            names.Add(entry.Name);
        Assert.Contains("camha-1.0-linux-x64/docs/van-hanh.md", names);
        Assert.Contains("camha-1.0-linux-x64/mau/units.csv", names);
    }

    private static string Deploy(string script) => Path.Combine(Repository.Root, "deploy", script);

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOURCE_DATE_EPOCH"] = "1700000000";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return output;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
