using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// The log files: each event as the console says it. A disk that is full, or a folder that cannot be written, is told once
/// and stops nothing.
/// </summary>
[ProviderAlias("LogFiles")]
internal sealed class LogFiles : ILoggingFailureListener, ILoggerProvider
{
    private const long Megabyte = 1024 * 1024;
    private readonly LogFileOptions _options;
    private readonly Logger _files;
    private int _isTold;

    public LogFiles(LogFileOptions options)
    {
        _options = options;
        // Every level: Logging decides, for this as for the console.
        _files = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Fallible(
                to => to.File(
                    new OneLineFormatter(), Path.Combine(options.Folder, "camha.log"),
                    fileSizeLimitBytes: options.MaxMegabytes * Megabyte, rollOnFileSizeLimit: true, retainedFileCountLimit: options.KeepFiles),
                this)
            .CreateLogger();
    }

    public ILogger CreateLogger(string categoryName) => new Category(_files.ForContext(Constants.SourceContextPropertyName, categoryName));

    // The console, because this is what cannot be logged; under systemd that is the journal.
    public void OnLoggingFailed(object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        if (kind == LoggingFailureKind.Temporary || Interlocked.Exchange(ref _isTold, 1) == 1)
            return;
        Console.Error.WriteLine(
            $"LogFiles:Folder = '{_options.Folder}': the log cannot be written: {OneLineFormatter.OneLine((exception?.Message ?? message).TrimEnd('.'))}. "
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

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            // The levels of both have the same order. As text, not as a template: what data says is not looked into.
            files.Write(new LogEvent(TimeProvider.System.GetLocalNow(), (LogEventLevel)logLevel, exception, new MessageTemplate(text, [new TextToken(text)]), []));
        }
    }
}
