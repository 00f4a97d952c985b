using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>One line of a file. A value that cannot be read is reported as a fault and counts as missing from then on.</summary>
internal sealed class CsvRow(string file, int line, IReadOnlyDictionary<string, int> header, string[] fields, FaultList faults)
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d/M/yyyy"];
    private static readonly string[] LocalFormats =
        ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss"];

    // Whoever writes more has pasted something else; a report of it would fill the memory.
    private const int LongestText = 1_000_000;

    public int Line => line;

    public void Fault(string column, string message) => faults.Add(file, line, column, message);

    /// <summary>The value on one line, cut to <paramref name="maxLength"/>; empty for none.</summary>
    public string Text(string column, int maxLength, bool isRequired = false)
    {
        var value = CleanText.OneLine(Raw(column));
        if (isRequired && value.Length == 0)
            Fault(column, "a value is needed here.");
        return Fitting(column, value, maxLength);
    }

    /// <summary>The value with its line breaks.</summary>
    public string Lines(string column) => Fitting(column, CleanText.Of(Raw(column)).Trim(), LongestText);

    public string Code(string column)
    {
        var value = Text(column, 32, isRequired: true);
        if (value.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')))
            Fault(column, $"'{value}' is not a code; use letters, digits, '-', '_' and '.', as in BPT-TT.");
        return value;
    }

    public bool Flag(string column, bool otherwise)
    {
        switch (CleanText.OneLine(Raw(column)).ToLowerInvariant())
        {
            case "":
                return otherwise;
            case "1" or "true" or "x" or "có" or "yes":
                return true;
            case "0" or "false" or "không" or "no":
                return false;
            case var value:
                Fault(column, $"'{value}' is neither 1 nor 0.");
                return otherwise;
        }
    }

    /// <summary>The member of an enum that the value names, in any case; the first member where there is no value.</summary>
    public T OneOf<T>(string column)
        where T : struct, Enum
    {
        var value = CleanText.OneLine(Raw(column));
        if (value.Length == 0)
            return default;
        // By names, because Enum.Parse takes numbers too.
        var names = Enum.GetNames<T>();
        if (names.FirstOrDefault(name => string.Equals(name, value, StringComparison.OrdinalIgnoreCase)) is { } found)
            return Enum.Parse<T>(found);
        Fault(column, $"'{value}' is not one of {string.Join(", ", names)}.");
        return default;
    }

    public DateOnly? Day(string column, bool isRequired = true)
    {
        var value = CleanText.OneLine(Raw(column));
        if (value.Length == 0 && !isRequired)
            return null;
        if (DateOnly.TryParseExact(value, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fault(column, value.Length == 0 ? "a date is needed here." : $"'{value}' is not a date; write 30/06/2022 or 2022-06-30.");
        return null;
    }

    /// <summary>An instant; a value without an offset is a time in <paramref name="clock"/>'s zone. Null for none.</summary>
    public DateTimeOffset? Instant(string column, CampaignClock clock)
    {
        var value = CleanText.OneLine(Raw(column));
        if (value.Length == 0)
            return null;
        if (DateTime.TryParseExact(value, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return clock.Instant(local);
        if (value.Length >= 16 && value[4] == '-'
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant.ToUniversalTime();
        Fault(column, $"'{value}' is not a time; write 17/06/2022 10:42 or 2022-06-17T10:42:00+07:00.");
        return null;
    }

    public string Week(string column)
    {
        var value = Text(column, 20, isRequired: true);
        if (value.Length > 0 && !IsoWeek.TryParse(value, out _))
            Fault(column, $"'{value}' is not a week; write 2022-W24.");
        return value;
    }

    private string Raw(string column) => header.TryGetValue(column, out var index) && index < fields.Length ? fields[index] : "";

    private string Fitting(string column, string value, int maxLength)
    {
        if (value.Length <= maxLength)
            return value;
        Fault(column, $"the value has {value.Length} characters, more than {maxLength}; shorten it.");
        return value.Truncated(maxLength);
    }
}
