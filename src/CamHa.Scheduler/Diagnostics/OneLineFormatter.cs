using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// Writes one event as one line: text from a mail server or a file must not be able to forge an event. Line breaks become
/// <c>\n</c>, other control characters their code.
/// </summary>
internal sealed class OneLineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var level = Short(logEvent.Level);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{logEvent.Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {level} "));
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
