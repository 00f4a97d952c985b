using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamHa.Scheduler.Web;

/// <summary>
/// The service's log for the page's own host, without that host's words: for a port that is taken it writes a stack trace, and
/// <see cref="WebServer"/> says the same in one line with the remedy.
/// </summary>
internal sealed class PageLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal)
        ? NullLogger.Instance
        : loggers.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    // The service's log lives longer than the page.
    public void Dispose()
    {
    }
}
