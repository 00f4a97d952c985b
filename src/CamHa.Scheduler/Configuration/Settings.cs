using CamHa.Scheduler.Text;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler.Configuration;

/// <summary>
/// What the operator has set: a file, over it what was set on the page, over it the environment
/// (<c>CAMHA__Smtp__Host</c>), over it <c>--set</c>.
/// </summary>
/// <param name="Values">All of it.</param>
/// <param name="Folder">The file's folder; relative paths start there.</param>
public sealed record Settings(IConfiguration Values, string Folder)
{
    public const string DefaultFile = "appsettings.json";

    /// <summary>The file itself; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>Where the page keeps what is set there.</summary>
    internal string PageFile { get; init; } = Path.Combine(Folder, PageSettings.FileName);

    /// <summary>What was set there when this was read.</summary>
    internal IReadOnlyDictionary<string, string?> Page { get; init; } = new Dictionary<string, string?>();

    /// <param name="file">The configuration file; null for <c>appsettings.json</c> in the current folder, or else the
    /// installed service's, if there is one.</param>
    /// <param name="assignments">Such as <c>Smtp:Host=mail.camha.example</c>.</param>
    /// <exception cref="SettingsException">The file is not there or not JSON, or an assignment is malformed.</exception>
    public static Settings Load(string? file, IReadOnlyList<string> assignments)
    {
        var path = Path.GetFullPath(file ?? (System.IO.File.Exists(DefaultFile) ? DefaultFile : Installed() ?? DefaultFile));
        if (file is not null && !System.IO.File.Exists(path))
        {
            throw new SettingsException([SettingFault.Of(
                "--config",
                file,
                "không có tệp này. Hãy kiểm tra đường dẫn, hoặc bỏ lựa chọn này để dùng thiết lập có sẵn.",
                "there is no such file. Check the path, or leave the option out for the defaults.")]);
        }

        try
        {
            var pageFile = PageSettings.FileOf(path);
            var page = PageSettings.Read(pageFile);
            var values = new ConfigurationBuilder()
                .AddJsonFile(path, optional: true)
                .AddInMemoryCollection(page)
                .AddEnvironmentVariables("CAMHA__")
                .AddInMemoryCollection(
                    assignments.Select(Split).GroupBy(each => each.Key, StringComparer.OrdinalIgnoreCase).Select(same => same.Last()))
                .Build();
            return new(values, Path.GetDirectoryName(path)!)
            {
                File = System.IO.File.Exists(path) ? path : null,
                PageFile = pageFile,
                Page = page,
            };
        }
        catch (InvalidDataException e)
        {
            var detail = e.InnerException?.Message ?? e.Message;
            throw new SettingsException([new(
                $"{path}: tệp này không đúng dạng JSON: thiếu hoặc thừa một dấu phẩy, dấu ngoặc hay dấu nháy. "
                + $"Hãy sửa lại, hoặc ghi mới bằng lệnh camha configure. Chi tiết: {detail}",
                $"{path}: this is not valid JSON: {detail}")]);
        }
    }

    public string Resolve(string path) => path.Length == 0 ? "" : Path.GetFullPath(path, Folder);

    // The installed service's file, or null. Who may not read it must not go on with defaults, and begin a second database.
    private static string? Installed()
    {
        var file = Places.OfThisSystem.ConfigFile;
        try
        {
            using (System.IO.File.OpenRead(file))
                return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([new(
                $"--config: người dùng này không được đọc thiết lập của dịch vụ, {file}. Hãy gõ lại "
                + $"{(OperatingSystem.IsWindows() ? "trong cửa sổ lệnh mở bằng “Run as administrator”" : "với sudo ở đầu lệnh")}, "
                + "hoặc chỉ ra một tệp khác bằng --config TỆP.",
                $"--config: the service's own settings, {file}, are not for this user. Run it "
                + $"{(OperatingSystem.IsWindows() ? "as administrator" : "with sudo")}, or name another file with --config FILE.")]);
        }
    }

    /// <exception cref="SettingsException">It is malformed.</exception>
    internal static KeyValuePair<string, string?> Split(string assignment)
    {
        var at = assignment.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && assignment.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < at
            ? new(assignment[..at].Trim(), assignment[(at + 1)..].Trim())
            : throw new SettingsException([SettingFault.Of(
                "--set",
                at < 0 ? assignment : $"{assignment[..at]}=***",
                "hãy ghi Phần:Mục=giá-trị, như Smtp:Host=mail.camha.example.",
                "write Section:Key=value, as in Smtp:Host=mail.camha.example.")]);
    }
}

/// <summary>The configuration cannot be used; every fault names setting, value and remedy.</summary>
public sealed class SettingsException(IReadOnlyList<Bilingual> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(fault => fault.English)))
{
    public IReadOnlyList<Bilingual> Faults { get; } = faults;
}
