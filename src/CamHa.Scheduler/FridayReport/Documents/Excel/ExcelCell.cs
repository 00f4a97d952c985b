using System.Globalization;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <summary>A cell's content: a text, or a number that its style shows as a number, a share or a time.</summary>
internal readonly record struct ExcelCell(string Text, double? Number, ExcelStyle Style)
{
    // Excel's calendar has a 29 February 1900: before March of that year its day numbers are off by one.
    private static readonly DateTime FirstDay = new(1900, 3, 1);

    public static ExcelCell Share(double share) => new("", share, ExcelStyle.Percent);

    public static ExcelCell Line(string text) => new(text, null, ExcelStyle.Line);

    /// <summary>A code or a number that is none, which keeps its zeros when somebody edits it.</summary>
    public static ExcelCell Code(string text) => new(text, null, ExcelStyle.Code);

    /// <summary>To the millisecond, and shown with its seconds only where it has some.</summary>
    public static ExcelCell Exact(DateTime moment) => moment.Ticks switch
    {
        var ticks when ticks % TimeSpan.TicksPerMinute == 0 => (DateTime?)moment,
        var ticks when ticks % TimeSpan.TicksPerSecond == 0 => Time(moment, ExcelStyle.Second, "dd/MM/yyyy HH:mm:ss"),
        _ => Time(moment, ExcelStyle.Millisecond, "dd/MM/yyyy HH:mm:ss.fff"),
    };

    public static ExcelCell Item(string text) => new(text, null, ExcelStyle.Item);

    public static implicit operator ExcelCell(string text) => new(text, null, ExcelStyle.Text);

    public static implicit operator ExcelCell(int? number) =>
        number is { } value ? new ExcelCell("", value, ExcelStyle.Number) : "";

    public static implicit operator ExcelCell(DateOnly day) =>
        Time(day.ToDateTime(TimeOnly.MinValue), ExcelStyle.Date, "dd/MM/yyyy");

    public static implicit operator ExcelCell(DateTime? moment) =>
        moment is { } value ? Time(value, ExcelStyle.Moment, "dd/MM/yyyy HH:mm") : "";

    private static ExcelCell Time(DateTime time, ExcelStyle style, string format) =>
        time < FirstDay ? time.ToString(format, CultureInfo.InvariantCulture) : new ExcelCell("", time.ToOADate(), style);
}
