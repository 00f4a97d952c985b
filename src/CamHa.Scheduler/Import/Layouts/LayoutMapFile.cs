using System.Text.Json;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// A guess as a small JSON file that a person corrects, and reads back. Columns are called as the headings of a plan's workbook are.
/// </summary>
internal static class LayoutMapFile
{
    private const int Largest = 5_000_000;
    private static readonly PlanSheet Sheet = PlanSheets.Of("assignments.csv");
    private static readonly string[] Columns = ["code", "title", "lead", "support", "due", "target", "target_unit", "note"];

    public static byte[] Write(LayoutGuess guess) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Help = LayoutWords.Help(string.Join(", ", Columns.Select(Sheet.Heading))),
            guess.Layout,
            Columns = guess.Columns.Select(column => new { column.Column, column.Heading, Is = HeadingOf(column.Is) }),
            Units = guess.Units.OrderBy(unit => unit.IsSettled).Select(unit => new
            {
                unit.Text,
                unit.Reading.Units,
                LeaveOut = unit.Reading.IsLeftOut,
                unit.Reading.Near,
                IsSure = unit.IsSettled,
                unit.Where,
            }),
            Dues = guess.Dues.OrderBy(due => due.IsSure).Select(due => new
            {
                due.Text,
                Day = due.Reading is { } reading ? $"{reading.Day:dd/MM/yyyy}" : "",
                Note = due.Reading?.Note ?? "",
                How = due.Reading?.How.ToString() ?? "",
                due.IsSure,
                due.Where,
            }),
            guess.LeftOut,
        },
        JsonFormat.Options);

    /// <summary>Reads what a person has made of it.</summary>
    /// <param name="json">The file.</param>
    /// <param name="units">The codes of the campaign's units.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static LayoutMap Read(byte[] json, IReadOnlyCollection<string> units, ICollection<string> faults)
    {
        if (json.Length > Largest)
        {
            faults.Add(LayoutWords.MapTooLarge);
            return LayoutMap.Nothing;
        }

        try
        {
            using var document = JsonDocument.Parse(
                json.AsMemory(json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0),
                new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(document.RootElement, units, faults);
        }
        catch (JsonException e)
        {
            faults.Add(LayoutWords.NoJson((e.LineNumber ?? 0) + 1));
            return LayoutMap.Nothing;
        }
    }

    private static LayoutMap Read(JsonElement root, IReadOnlyCollection<string> units, ICollection<string> faults)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (i, item) in Items(root, "columns", faults))
        {
            var said = Text(item, "is", $"columns[{i}]", faults);
            if (said.Length > 0 && ColumnOf(said) is null)
                faults.Add(LayoutWords.NoColumn($"columns[{i}].is", said, string.Join(", ", Columns.Select(Sheet.Heading))));
            var key = LayoutMap.KeyOf(Text(item, "heading", $"columns[{i}]", faults), Text(item, "column", $"columns[{i}]", faults));
            columns.TryAdd(key, said.Length == 0 ? "" : ColumnOf(said) ?? "");
        }

        foreach (var twice in columns.Values.Where(column => column.Length > 0).CountBy(column => column).Where(each => each.Value > 1))
            faults.Add(LayoutWords.ColumnTwice(Sheet.Heading(twice.Key)));
        return new() { Columns = columns, Units = Units(root, units, faults), Dues = Dues(root, faults) };
    }

    private static Dictionary<string, MappedUnits> Units(JsonElement root, IReadOnlyCollection<string> units, ICollection<string> faults)
    {
        var mapped = new Dictionary<string, MappedUnits>(StringComparer.Ordinal);
        foreach (var (i, item) in Items(root, "units", faults))
        {
            var text = Text(item, "text", $"units[{i}]", faults);
            var isLeftOut = item.TryGetProperty("leaveOut", out var leaveOut) && leaveOut.ValueKind == JsonValueKind.True;
            var codes = Codes(item, $"units[{i}].units", faults);
            foreach (var code in codes.Where(code => !IsOf(code, units)))
                faults.Add(LayoutWords.NoUnit($"units[{i}].units", code, FoldKey.Nearest(code, units)));
            // What nobody has filled in is asked for again.
            if (text.Length > 0 && (isLeftOut || codes.Count > 0))
                mapped[UnitTexts.Key(text)] = new(text, isLeftOut ? [] : codes, isLeftOut);
        }

        return mapped;
    }

    private static Dictionary<string, MappedDue> Dues(JsonElement root, ICollection<string> faults)
    {
        var mapped = new Dictionary<string, MappedDue>(StringComparer.Ordinal);
        foreach (var (i, item) in Items(root, "dues", faults))
        {
            var text = Text(item, "text", $"dues[{i}]", faults);
            var day = Text(item, "day", $"dues[{i}]", faults);
            if (day.Length == 0 || text.Length == 0)
                continue;
            if (Vietnamese.TryReadDay(day, out var read))
                mapped[UnitTexts.Key(text)] = new(text, read, Text(item, "note", $"dues[{i}]", faults));
            else
                faults.Add($"dues[{i}].day: {ValueWords.NoDay(day)}");
        }

        return mapped;
    }

    private static bool IsOf(string code, IReadOnlyCollection<string> units) => code.EndsWith('*')
        ? units.Any(unit => unit.StartsWith(code[..^1], StringComparison.OrdinalIgnoreCase))
        : units.Contains(code, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(int Index, JsonElement Item)> Items(JsonElement root, string name, ICollection<string> faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(LayoutWords.NoJson(1));
            return [];
        }

        if (!root.TryGetProperty(name, out var list))
            return [];
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            return list.EnumerateArray().ToList().Index();
        faults.Add(LayoutWords.NoList(name));
        return [];
    }

    private static string Text(JsonElement item, string name, string where, ICollection<string> faults)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return "";
        if (value.ValueKind == JsonValueKind.String)
            return CleanText.OneLine(value.GetString());
        faults.Add(LayoutWords.NoText($"{where}.{name}"));
        return "";
    }

    // A list, or one text with several codes in it.
    private static List<string> Codes(JsonElement item, string where, ICollection<string> faults)
    {
        if (!item.TryGetProperty("units", out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        var texts = value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array when value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String) =>
                value.EnumerateArray().Select(each => each.GetString()!).ToList(),
            _ => null,
        };
        if (texts is null)
            faults.Add(LayoutWords.NoText(where));
        return [.. (texts ?? []).SelectMany(text => text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))];
    }

    private static string HeadingOf(string column) => column.Length == 0 ? "" : Sheet.Heading(column);

    private static string? ColumnOf(string said)
    {
        var folded = FoldKey.Of(said);
        return Columns.FirstOrDefault(column => column == folded || FoldKey.Of(Sheet.Heading(column)) == folded);
    }
}
