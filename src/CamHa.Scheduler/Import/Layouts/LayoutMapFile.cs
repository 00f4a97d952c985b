using System.Text.Json;
using System.Text.Json.Nodes;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// A guess as a small JSON file that a person corrects, and reads back. Columns are called as the headings of a plan's workbook are.
/// </summary>
internal static class LayoutMapFile
{
    private const int Largest = 5_000_000;

    // What nobody reads to its end; what is asked is written in any case.
    private const int MostRows = 500;
    private static readonly PlanSheet Sheet = PlanSheets.Of("assignments.csv");
    private static readonly string[] Columns = ["code", "title", "lead", "support", "due", "target", "target_unit", "note"];

    /// <summary>A guess for a person, what is asked first.</summary>
    /// <param name="guess">The guess.</param>
    /// <param name="map">What was said before; what the file has nothing of is kept.</param>
    public static byte[] Write(LayoutGuess guess, LayoutMap map) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Help = LayoutWords.Help(string.Join(", ", Columns.Select(Sheet.Heading))),
            guess.Layout,
            map.File,
            Columns = guess.Columns.Select(column => new
            {
                column.Column,
                column.Heading,
                Is = HeadingOf(column.Is),
                Hint = column.IsSure ? "" : "?",
            }),
            Units = guess.Units.OrderBy(unit => unit.IsSettled).Select(Unit)
                .Concat(Others(map.Units, guess.Units.Select(unit => UnitTexts.Key(unit.Text))).Select(Unit)),
            Dues = guess.Dues.OrderBy(due => due.IsSure).Select(Due)
                .Concat(Others(map.Dues, guess.Dues.Select(due => UnitTexts.Key(due.Text))).Select(Due)),
            Rows = guess.Rows.Where(row => !row.IsSettled).Concat(guess.Rows.Where(row => row.IsSettled).Take(MostRows))
                .Select(Row).Concat(map.Rows.Where(row => row.Value.IsLeftOut).Select(LeftOut)),
        },
        JsonFormat.Options);

    /// <summary>What was said, for the next file of the layout.</summary>
    public static byte[] Write(LayoutMap map) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            map.Layout,
            Columns = map.Columns.Select(column => new { Key = column.Key, Is = HeadingOf(column.Value) }),
            Units = map.Units.Values.Select(Unit),
            Dues = map.Dues.Values.Select(Due),
            map.Codes,
        },
        JsonFormat.Options);

    /// <summary>Reads what a person has made of it.</summary>
    /// <param name="json">The file.</param>
    /// <param name="units">The codes of the campaign's units.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static LayoutMap Read(byte[] json, IReadOnlyCollection<string> units, ICollection<string> faults)
    {
        var unreadable = new FaultList();
        if (json.Length > Largest)
            faults.Add(LayoutWords.MapTooLarge);
        else if (FileText.Of(json, "", unreadable) is not { } text)
            faults.Add(json.All(letter => letter <= ' ') ? LayoutWords.NoJson(1) : LayoutWords.MapNotUtf8);
        else
            return Read(text, units, faults);
        return LayoutMap.Nothing;
    }

    private static LayoutMap Read(string json, IReadOnlyCollection<string> units, ICollection<string> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json.TrimStart('\uFEFF'), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new MapReader(document.RootElement, units, faults).Read();
            faults.Add(LayoutWords.NoJson(1));
        }
        catch (JsonException e)
        {
            faults.Add(LayoutWords.NoJson((e.LineNumber ?? 0) + 1));
        }

        return LayoutMap.Nothing;
    }

    private static IEnumerable<T> Others<T>(IReadOnlyDictionary<string, T> said, IEnumerable<string> known) =>
        said.ExceptBy(known, each => each.Key).Select(each => each.Value);

    private static JsonObject Unit(UnitGuess unit) => new()
    {
        ["text"] = unit.Text,
        ["units"] = Array(unit.Reading.Units),
        ["leaveOut"] = unit.Reading.IsLeftOut,
        ["hint"] = unit.IsSettled ? "" : $"? {LayoutWords.Near(unit.Reading)}".Trim(),
        ["where"] = unit.Where,
    };

    private static JsonObject Unit(MappedUnits unit) =>
        new() { ["text"] = unit.Text, ["units"] = Array(unit.Units), ["leaveOut"] = unit.IsLeftOut };

    // A day outside the campaign would only be refused, and one of another file is seldom the same.
    private static JsonObject Due(DueGuess due) => new()
    {
        ["text"] = due.Text,
        ["day"] = due.Reading is { IsOffered: true } reading ? $"{reading.Day:dd/MM/yyyy}" : "",
        ["note"] = due.Reading?.Note ?? "",
        ["hint"] = due.IsSure ? $"{due.Reading!.How}" : $"? {due.Reading?.How}".Trim(),
        ["where"] = due.Where,
    };

    private static JsonObject Due(MappedDue due) =>
        new() { ["text"] = due.Text, ["day"] = $"{due.Day:dd/MM/yyyy}", ["note"] = due.Note, ["file"] = due.File };

    private static JsonObject Row(RowGuess row)
    {
        var written = new JsonObject { ["where"] = row.Where, ["title"] = row.Title, ["leaveOut"] = false };
        if (row.Like is not null)
            written["code"] = "";
        if (row.Lacks.Contains("lead"))
            written["units"] = new JsonArray();
        if (row.Lacks.Contains("due"))
            written["day"] = "";
        if (!row.IsSettled)
            written["hint"] = $"? {LayoutWords.Asked(row)}";
        return written;
    }

    private static JsonObject LeftOut(KeyValuePair<string, MappedRow> row) => new() { ["where"] = row.Key, ["leaveOut"] = true };

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string HeadingOf(string column) => column.Length == 0 ? "" : Sheet.Heading(column);

    private static string? ColumnOf(string said)
    {
        var folded = FoldKey.Of(said);
        return Columns.FirstOrDefault(column => column == folded || FoldKey.Of(Sheet.Heading(column)) == folded);
    }

    // Faults name the text that they are about, which is found in the file more easily than a number.
    private sealed class MapReader(JsonElement root, IReadOnlyCollection<string> units, ICollection<string> faults)
    {
        public LayoutMap Read()
        {
            var file = Text(root, "file", "file");
            return new()
            {
                Layout = Text(root, "layout", "layout"),
                File = file,
                Columns = ReadColumns(),
                Units = ReadUnits(),
                Dues = ReadDues(file),
                Rows = ReadRows(),
                Codes = [.. Items("codes").Select(Given)],
            };
        }

        private GivenCode Given(JsonElement item)
        {
            string Of(string name) => Text(item, name, "codes");
            return new(Of("code"), Of("number"), Of("title"), Of("edition"));
        }

        private Dictionary<string, string> ReadColumns()
        {
            var columns = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var item in Items("columns"))
            {
                var (heading, place) = (Text(item, "heading", "columns"), Text(item, "column", "columns"));
                var where = $"columns “{(heading.Length > 0 ? heading : place)}”";
                var said = Text(item, "is", where);
                if (said.Length > 0 && ColumnOf(said) is null)
                    faults.Add(LayoutWords.NoColumn(where, said, string.Join(", ", Columns.Select(Sheet.Heading))));
                var key = Text(item, "key", where) is { Length: > 0 } kept ? kept : LayoutMap.KeyOf(heading, place);
                columns.TryAdd(key, said.Length == 0 ? "" : ColumnOf(said) ?? "");
            }

            foreach (var twice in columns.Values.Where(column => column.Length > 0).CountBy(column => column).Where(each => each.Value > 1))
                faults.Add(LayoutWords.ColumnTwice(Sheet.Heading(twice.Key)));
            return columns;
        }

        private Dictionary<string, MappedUnits> ReadUnits()
        {
            var mapped = new Dictionary<string, MappedUnits>(StringComparer.Ordinal);
            foreach (var item in Items("units"))
            {
                var text = Text(item, "text", "units");
                var codes = Codes(item, $"units “{text}”");
                var isLeftOut = IsLeftOut(item);
                // What nobody has filled in is asked for again.
                if (text.Length > 0 && (isLeftOut || codes.Count > 0))
                    mapped[UnitTexts.Key(text)] = new(text, isLeftOut ? [] : codes, isLeftOut);
            }

            return mapped;
        }

        private Dictionary<string, MappedDue> ReadDues(string file)
        {
            var mapped = new Dictionary<string, MappedDue>(StringComparer.Ordinal);
            foreach (var item in Items("dues"))
            {
                var text = Text(item, "text", "dues");
                var where = $"dues “{text}”";
                if (text.Length > 0 && Day(item, where) is { } day)
                {
                    var of = item.TryGetProperty("file", out _) ? Text(item, "file", where) : file;
                    mapped[UnitTexts.Key(text)] = new(text, day, Text(item, "note", where), of);
                }
            }

            return mapped;
        }

        private Dictionary<string, MappedRow> ReadRows()
        {
            var mapped = new Dictionary<string, MappedRow>(StringComparer.Ordinal);
            foreach (var item in Items("rows"))
            {
                var place = Text(item, "where", "rows");
                var where = $"rows “{place}”";
                var code = Text(item, "code", where);
                if (code.Length > 0 && !AssignmentCodeRule.IsNew(code) && !AssignmentCodeRule.IsCode(code))
                    faults.Add(LayoutWords.NoCode(where, code));
                mapped[place] = new(code, IsLeftOut(item)) { Units = Codes(item, where), Day = Day(item, where) };
            }

            foreach (var twice in mapped.Values.Where(row => row.Code.Length > 0 && !AssignmentCodeRule.IsNew(row.Code))
                .CountBy(row => row.Code, StringComparer.OrdinalIgnoreCase).Where(each => each.Value > 1))
                faults.Add(LayoutWords.CodeTwice(twice.Key));
            return mapped;
        }

        private IEnumerable<JsonElement> Items(string name)
        {
            if (!root.TryGetProperty(name, out var list))
                return [];
            if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
                return [.. list.EnumerateArray()];
            faults.Add(LayoutWords.NoList(name));
            return [];
        }

        private static bool IsLeftOut(JsonElement item) =>
            item.TryGetProperty("leaveOut", out var leaveOut) && leaveOut.ValueKind == JsonValueKind.True;

        private DateOnly? Day(JsonElement item, string where)
        {
            var text = Text(item, "day", where);
            if (text.Length == 0)
                return null;
            if (Vietnamese.TryReadDay(text, out var day))
                return day;
            faults.Add($"{where}, day: {ValueWords.NoDay(text)}");
            return null;
        }

        private string Text(JsonElement item, string name, string where)
        {
            if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                return "";
            if (value.ValueKind == JsonValueKind.String)
            {
                try
                {
                    return CleanText.OneLine(value.GetString());
                }
                catch (InvalidOperationException)
                {
                    // Half of a letter of two.
                }
            }

            faults.Add(LayoutWords.NoText($"{where}, {name}"));
            return "";
        }

        // A list, or one text with several codes in it.
        private List<string> Codes(JsonElement item, string where)
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
                faults.Add(LayoutWords.NoText($"{where}, units"));
            var codes = (texts ?? []).SelectMany(text => text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)).ToList();
            foreach (var code in codes.Where(code => !IsOf(code)))
                faults.Add(LayoutWords.NoUnit(where, code, FoldKey.Nearest(code, units)));
            return codes;
        }

        private bool IsOf(string code) => code.EndsWith('*')
            ? units.Any(unit => unit.StartsWith(code[..^1], StringComparison.OrdinalIgnoreCase))
            : units.Contains(code, StringComparer.OrdinalIgnoreCase);
    }
}
