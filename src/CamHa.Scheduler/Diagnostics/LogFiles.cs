using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// The log files: each event in the console's words. A full disk, or a folder that cannot be written, is reported once and stops
/// nothing.
/// </summary>
[ProviderAlias("LogFiles")]
internal sealed class LogFiles : ILoggingFailureListener, ILoggerProvider
{
    private const long Megabyte = 1024 * 1024;
    private readonly LogFileOptions _options;
    private readonly Logger _files;
    private int _isReported;

    public LogFiles(LogFileOptions options)
    {
        _options = options;
        // Every level: the Logging section filters, here as for the console.
        _files = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Fallible(
                to => to.File(
                    new OneLineFormatter(),
                    Path.Combine(options.Folder, "camha.log"),
                    fileSizeLimitBytes: options.MaxMegabytes * Megabyte,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: options.KeepFiles),
                this)
            .CreateLogger();
    }

    public ILogger CreateLogger(string categoryName) => new Category(_files.ForContext(Constants.SourceContextPropertyName, categoryName));

    // To the console, because the log cannot report its own failure; under systemd the console is the journal.
    public void OnLoggingFailed(
        object sender,
        LoggingFailureKind kind,
        string message,
        IReadOnlyCollection<LogEvent>? events,
        Exception? exception)
    {
        if (kind == LoggingFailureKind.Temporary || Interlocked.Exchange(ref _isReported, 1) == 1)
            return;
        var reason = OneLineFormatter.OneLine((exception?.Message ?? message).TrimEnd('.'));
        Console.Error.WriteLine(
            $"LogFiles:Folder = '{_options.Folder}': the log cannot be written: {reason}. "
            + "The service works without it; make room, let the service's account write there, or name another folder.");
    }

    public void Dispose()
    {
        try
        {
            _files.Dispose();
        }
        catch (IOException e)
        {
            OnLoggingFailed(this, LoggingFailureKind.Final, e.Message, null, e);
        }
    }

    private sealed class Category(Serilog.ILogger files) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            // Plain text, not a template: braces in data must not be parsed.
            var template = new MessageTemplate(text, [new TextToken(text)]);
            // Both enums order their levels alike.
            files.Write(new LogEvent(TimeProvider.System.GetLocalNow(), (LogEventLevel)logLevel, exception, template, []));
        }
    }
}
