using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace CamHa.Scheduler.Tests.Diagnostics;

public sealed partial class LogFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    private string Logs => Path.Combine(_folder, "logs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_event_is_one_line_with_its_instant_and_its_offset()
    {
        Write(log => Log.Told(log, "2022-W24", "thôn Tiến Thắng", 7, DeliveryOutcome.Delivered));
        var line = Assert.Single(Lines());
        Assert.EndsWith(" warn camha.test: Báo cáo tuần 2022-W24 của thôn Tiến Thắng: 007 thư, Delivered", line, StringComparison.Ordinal);
        Assert.Equal(24 + 5, line.IndexOf(" warn", StringComparison.Ordinal));
        Assert.True(
            DateTimeOffset.TryParseExact(
                line[..29],
                "yyyy-MM-ddTHH:mm:ss.fffzzz",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _),
            line);
    }

    [Fact]
    public void A_reply_that_forges_an_event_stays_within_its_own()
    {
        const string forged = "550 no\r\n2026-01-01T00:00:00.000+07:00 crit camha: everything is lost\n\u001b[2J\u2028\u0085 gone";
        Write(log => Log.Says(log, new InvalidOperationException(forged), forged));
        var line = Assert.Single(Lines());
        Assert.Contains(
            @"says: 550 no\n2026-01-01T00:00:00.000+07:00 crit camha: everything is lost\n\u001b[2J\n\n gone: "
            + @"System.InvalidOperationException: 550 no\n2026",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_files_together_take_no_more_than_the_size_times_the_number()
    {
        var thousand = new string('x', 1000);
        Write(
            log =>
            {
                for (var at = 0; at < 5000; at++)
                    Log.Filled(log, at, thousand);
            },
            "LogFiles:MaxMegabytes=1", "LogFiles:KeepFiles=3");
        var files = Directory.GetFiles(Logs).Select(file => new FileInfo(file)).ToList();
        Assert.Equal(3, files.Count);
        // An event is never cut in two.
        Assert.InRange(files.Sum(file => file.Length), 2 * 1024 * 1024, (3 * 1024 * 1024) + 3000);
        Assert.EndsWith($"4999 {thousand}", Lines().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_said_in_Logging_as_for_the_console()
    {
        Write(log => Log.At(log, LogLevel.Information, "not this"), "Logging:LogLevel:camha=Warning");
        Assert.False(Directory.Exists(Logs));
        Write(log => Log.At(log, LogLevel.Debug, "this"), "Logging:LogLevel:camha=Debug");
        Assert.Single(Lines());
    }

    [Fact]
    public void A_level_set_for_a_librarys_events_counts()
    {
        WriteAs("Microsoft.Hosting", log => Log.At(log, LogLevel.Information, "quiet"));
        Assert.False(Directory.Exists(Logs));
        WriteAs("Microsoft.Hosting", log => Log.At(log, LogLevel.Information, "wanted"), "Logging:LogLevel:Microsoft=Information");
        Assert.Single(Lines());
    }

    [Fact]
    public void Switched_off_no_file_is_made()
    {
        Write(log => Log.At(log, LogLevel.Error, "x"), "LogFiles:Enabled=false");
        Assert.False(Directory.Exists(Logs));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_once_and_stops_nothing()
    {
        using var program = new CommandLineProgram();
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "file"), "no folder", Service.Token);
        await AssertRunsWithoutLogAsync(program, "LogFiles:Folder=file/logs");
    }

    [Fact]
    public async Task A_full_disk_is_told_once_and_stops_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no device that is always full.");
        using var program = new CommandLineProgram();
        Directory.CreateDirectory(Path.Combine(program.Folder, "logs"));
        File.CreateSymbolicLink(Path.Combine(program.Folder, "logs", "camha.log"), "/dev/full");
        await AssertRunsWithoutLogAsync(program, "LogFiles:MaxMegabytes=1");
    }

    [Fact]
    public async Task Under_systemd_each_event_has_its_priority_for_the_journal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        using var program = new CommandLineProgram();
        // A socket's path must not exceed about a hundred characters.
        var notify = Path.Combine(program.Folder, "n");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(notify));
        using var process = program.Start(
            "run --set Web:Enabled=false",
            environment: [("NOTIFY_SOCKET", notify), ("LOGS_DIRECTORY", $"{Path.Combine(program.Folder, "var")}:/nowhere")]);
        Assert.Matches("^<6>.*Ready", await UntilReadyAsync(process));
        await StopAsync(process);
        Assert.Contains(Directory.GetFiles(Path.Combine(program.Folder, "var")), file => Path.GetFileName(file) == "camha.log");
    }

    // At least two events: one at the start and one at the end.
    private static async Task AssertRunsWithoutLogAsync(CommandLineProgram program, string setting)
    {
        using var process = program.Start($"run --set Web:Enabled=false --set {setting} --set Logging:LogLevel:Microsoft=Information");
        await UntilReadyAsync(process);
        await StopAsync(process);
        var error = Assert.Single(
            (await process.StandardError.ReadToEndAsync(Service.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("LogFiles:Folder = '", error, StringComparison.Ordinal);
        Assert.EndsWith(
            "The service works without it; make room, let the service's account write there, or name another folder.",
            error,
            StringComparison.Ordinal);
    }

    private static async Task<string> UntilReadyAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(Service.Token) is { } line)
        {
            if (line.Contains("Ready", StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(Service.Token));
    }

    private static async Task StopAsync(Process process)
    {
        using var kill = Process.Start("kill", $"{process.Id}");
        _ = process.StandardOutput.ReadToEndAsync(Service.Token);
        await process.WaitForExitAsync(Service.Token);
        Assert.Equal(0, process.ExitCode);
    }

    private void Write(Action<ILogger> write, params string[] settings) => WriteAs("camha.test", write, settings);

    private void WriteAs(string category, Action<ILogger> write, params string[] settings)
    {
        using var services = new ServiceCollection()
            .AddLogging(
                logging => logging.AddLogs(
                    Settings.Load(null, [.. settings, $"LogFiles:Folder={Logs}"])).AddFilter<ConsoleLoggerProvider>(null, LogLevel.None))
            .BuildServiceProvider();
        write(services.GetRequiredService<ILoggerFactory>().CreateLogger(category));
    }

    private IEnumerable<string> Lines() => Directory.GetFiles(Logs).Order(StringComparer.Ordinal)
        .SelectMany(
            file => File.ReadAllText(
                file,
                new UTF8Encoding(false, throwOnInvalidBytes: true)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Báo cáo tuần {Week} của {Unit}: {Count:000} thư, {Outcome}")]
        public static partial void Told(ILogger logger, string week, string unit, int count, DeliveryOutcome outcome);

        [LoggerMessage(2, LogLevel.Error, "The server says: {Reply}")]
        public static partial void Says(ILogger logger, Exception exception, string reply);

        [LoggerMessage(3, LogLevel.Information, "{At} {Text}")]
        public static partial void Filled(ILogger logger, int at, string text);

        [LoggerMessage(EventId = 4, Message = "{What}")]
        public static partial void At(ILogger logger, LogLevel level, string what);
    }
}
