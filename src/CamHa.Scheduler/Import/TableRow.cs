using System.Buffers;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>
/// One row of a table, from whatever it was read. A value that cannot be read is reported as a fault and counts as missing from
/// then on.
/// </summary>
internal sealed partial class TableRow(
    TablePlace place, int line, IReadOnlyDictionary<string, int> header, string[] fields, FaultList faults)
{
    // Blanks of other kinds than the plain one, and what has no width at all.
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000"
        + "\u00AD\u200B\u200C\u200D\u2060\uFEFF");

    // Whoever writes more has pasted something else; a report of it would fill the memory.
    private const int LongestText = 1_000_000;

    private bool _isFaulty;

    public int Line => line;

    /// <summary>Whether the file has the column.</summary>
    public bool Has(string column) => header.ContainsKey(column);

    /// <summary>The columns whose value was not there to be read, which is reported already.</summary>
    public IReadOnlyCollection<string> Unreadable { get; init; } = [];

    /// <summary>Whether every value so far could be read and is right.</summary>
    public bool IsSound => !_isFaulty && Unreadable.Count == 0;

    /// <summary>What is said of a value of it.</summary>
    public ImportError At(string column, string message) => place.At(line, column, message);

    public void Fault(string column, string message) => Fault(column, message, conflict: null);

    public void Fault(string column, string message, ReturnConflict? conflict)
    {
        _isFaulty = true;
        if (!Unreadable.Contains(column))
            faults.Add(place.At(line, column, message) with { Conflict = conflict });
    }

    /// <summary>On one line, with plain blanks only: files are full of those that nobody sees.</summary>
    public static string Clean(string text)
    {
        var clean = CleanText.OneLine(text);
        return clean.AsSpan().ContainsAny(Unseen) || clean.Contains("  ", StringComparison.Ordinal)
            ? Blanks().Replace(Nothing().Replace(clean, ""), " ").Trim()
            : clean;
    }

    /// <summary>The value on one line, cut to <paramref name="maxLength"/>; empty for none.</summary>
    public string Text(string column, int maxLength, bool isRequired = false)
    {
        var value = Clean(Raw(column));
        if (isRequired && value.Length == 0)
            Fault(column, ValueWords.Needed);
        return Fitting(column, value, maxLength);
    }

    /// <summary>The value with its line breaks.</summary>
    public string Lines(string column) => Fitting(column, OddBlanks().Replace(CleanText.Of(Raw(column)), " ").Trim(), LongestText);

    /// <summary>The value's lines, each on one line.</summary>
    public IEnumerable<string> Each(string column, int maxLength)
    {
        Fitting(column, Clean(Raw(column)), maxLength);
        return CleanText.Of(Raw(column)).Split('\n').Select(Clean).Where(each => each.Length > 0);
    }

    /// <param name="column">The column.</param>
    /// <param name="known">The codes that are there; one that differs by its zeros only is a slip.</param>
    public string Code(string column, KnownCodes known)
    {
        var value = Text(column, 32, isRequired: true);
        if (NumberForCode().IsMatch(value))
            Fault(column, ValueWords.NumberForCode(value));
        else if (value.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')))
            Fault(column, ValueWords.NoCode(value));
        else if (known.WithItsZeros(value) is { } code)
            Fault(column, ValueWords.ZeroLost(value, code));
        return known.AsWritten(value);
    }

    public bool Flag(string column, bool otherwise)
    {
        var value = Clean(Raw(column));
        switch (FoldKey.Of(value))
        {
            case "":
                return otherwise;
            case "1" or "true" or "x" or "co" or "yes":
                return true;
            case "0" or "false" or "khong" or "no":
                return false;
            default:
                Fault(column, ValueWords.NoFlag(value));
                return otherwise;
        }
    }

    /// <summary>
    /// The member of an enum that the value names, by its English name or a Vietnamese word for it, in any spelling; the first
    /// member where there is no value.
    /// </summary>
    public T OneOf<T>(string column)
        where T : struct, Enum
    {
        var value = Clean(Raw(column));
        if (value.Length == 0)
            return default;
        // By names, because Enum.Parse takes numbers too.
        var folded = FoldKey.Of(value);
        foreach (var each in Enum.GetValues<T>())
        {
            if (PlanSheets.WordsOf(each).Prepend($"{each}").Any(word => FoldKey.Of(word) == folded))
                return each;
        }

        Fault(column, ValueWords.NotOneOf(value, Enum.GetValues<T>().Select(each => place.Names.Choice(each))));
        return default;
    }

    public DateOnly? Day(string column)
    {
        var (day, fault) = DayText.Read(Clean(Raw(column)));
        if (day is null)
            Fault(column, fault);
        return day;
    }

    /// <summary>
    /// An instant; a value without an offset is a time in <paramref name="clock"/>'s zone, a day alone the end of that day.
    /// </summary>
    /// <returns>Null for none.</returns>
    public DateTimeOffset? Instant(string column, CampaignClock clock)
    {
        var value = Clean(Raw(column));
        if (value.Length == 0)
            return null;
        if (MomentText.Read(value, clock) is var (at, day))
            return Sensible(column, value, day) is null ? null : at;
        Fault(column, DayText.NoTime(value));
        return null;
    }

    /// <summary>Whether the value is a day without a time.</summary>
    public bool IsDayAlone(string column) => Vietnamese.TryReadDay(Clean(Raw(column)), out _);

    public string Week(string column, CampaignClock clock)
    {
        var value = Text(column, 60);
        var (week, fault) = WeekText.Read(value, clock);
        if (week is null)
            Fault(column, fault);
        return week?.ToString() ?? value;
    }

    private DateOnly? Sensible(string column, string value, DateOnly day)
    {
        if (SensibleDays.Holds(day))
            return day;
        Fault(column, ValueWords.NotSensible(value));
        return null;
    }

    private string Raw(string column) => header.TryGetValue(column, out var index) && index < fields.Length ? fields[index] : "";

    private string Fitting(string column, string value, int maxLength)
    {
        if (value.Length <= maxLength)
            return value;
        Fault(column, ValueWords.TooLong(value.Length, maxLength));
        return value.Truncated(maxLength);
    }

    [GeneratedRegex(@"[\u00AD\u200B-\u200D\u2060\uFEFF]")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"[\s\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+")]
    private static partial Regex Blanks();

    // In a text, which may have signs joined by the others.
    [GeneratedRegex(@"[\u00A0\u1680\u2000-\u200B\u202F\u205F\u2060\u3000\uFEFF]")]
    private static partial Regex OddBlanks();

    [GeneratedRegex(@"^\d(?:[.,]\d+)?E\+\d+$")]
    private static partial Regex NumberForCode();
}
