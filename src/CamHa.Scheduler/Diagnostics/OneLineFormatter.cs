using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// One event, one line: what a mail server or a file says in the middle of an event must not look like an event of its
/// own. Line breaks are written <c>\n</c>, other control characters by their number.
/// </summary>
internal sealed class OneLineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{logEvent.Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Short(logEvent.Level)} "));
        if (logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string source })
            output.Write($"{source}: ");
        output.Write(OneLine(logEvent.MessageTemplate.Text));
        if (logEvent.Exception is { } exception)
            output.Write($": {OneLine(exception.ToString())}");
        output.Write('\n');
    }

    internal static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var each in text.ReplaceLineEndings("\n"))
        {
            if (each == '\n')
                line.Append(@"\n");
            else if (char.IsControl(each) && each != '\t')
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:x4}");
            else
                line.Append(each);
        }

        return line.ToString();
    }

    private static string Short(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trce",
        LogEventLevel.Debug => "dbug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        LogEventLevel.Error => "fail",
        _ => "crit",
    };
}
