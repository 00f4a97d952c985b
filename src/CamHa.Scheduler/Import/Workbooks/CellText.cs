using System.Globalization;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>A cell's value as somebody would have typed it into a CSV file.</summary>
internal static partial class CellText
{
    /// <param name="value">As the reader gives it.</param>
    /// <param name="format">The cell's number format; null for none.</param>
    public static string Of(object? value, string? format) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "Có" : "Không",
        DateTime time => Of(time, format),
        TimeSpan time => new DateTime(Math.Abs(time.Ticks) % TimeSpan.TicksPerDay).ToString("HH:mm", CultureInfo.InvariantCulture),
        IConvertible number => Of(number.ToDouble(CultureInfo.InvariantCulture), format),
        _ => "",
    };

    private static string Of(DateTime time, string? format)
    {
        // A fraction of a day is seldom a whole second, or, where the cell shows them, a whole millisecond.
        var step = format?.Contains(".000", StringComparison.Ordinal) == true ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond;
        time = time.Ticks > DateTime.MaxValue.Ticks - step ? time : new((time.Ticks + (step / 2)) / step * step);
        var clock = time.Millisecond > 0 ? $"{time:HH:mm:ss.fff}" : time.Second > 0 ? $"{time:HH:mm:ss}" : $"{time:HH:mm}";
        // A time alone stands on the day before the calendar begins.
        if (time.Year == 1899)
            return clock;
        // “6/2026”, of which Excel makes the first of the month.
        if (time is { Day: 1, TimeOfDay.Ticks: 0 } && format is not null && IsMonth(format))
            return time.ToString("MM/yyyy", CultureInfo.InvariantCulture);
        var day = time.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        return time.TimeOfDay == TimeSpan.Zero ? day : $"{day} {clock}";
    }

    private static string Of(double number, string? format)
    {
        var plain = format is null ? "" : Plain(format);
        if (number >= 0 && number < 1e15 && number == Math.Truncate(number) && Zeros().IsMatch(plain))
            return number.ToString(plain, CultureInfo.InvariantCulture);
        return Percent().Match(plain) is { Success: true } percent
            ? Digits(Math.Round(number * 100, Math.Min(10, percent.Groups[1].Length))) + "%"
            : Digits(number);
    }

    // As Vietnamese writes it, and without an exponent for what a cell can show.
    private static string Digits(double number) =>
        number.ToString(Math.Abs(number) < 1e15 ? "0.##########" : "R", CultureInfo.InvariantCulture).Replace('.', ',');

    // Without colours, languages and quotes, and without what is for negative numbers.
    private static string Plain(string format) => Decoration().Replace(format.Split(';')[0], "$1");

    private static bool IsMonth(string format)
    {
        var plain = Plain(format).ToLowerInvariant();
        return plain.Contains('y', StringComparison.Ordinal) && plain.Contains('m', StringComparison.Ordinal)
            && !plain.Contains('d', StringComparison.Ordinal);
    }

    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|\\(.)|_.|\*.""")]
    private static partial Regex Decoration();

    // “000”, and a telephone's “0000 000 000”.
    [GeneratedRegex("^0(?:[0 -]*0)$")]
    private static partial Regex Zeros();

    [GeneratedRegex(@"^[#0,]*(?:\.([0#]+))?%$")]
    private static partial Regex Percent();
}
