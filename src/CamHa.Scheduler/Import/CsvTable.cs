using System.Globalization;
using CamHa.Scheduler.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CamHa.Scheduler.Import;

/// <summary>
/// One CSV file: a header line, perhaps under a title, and rows, separated by comma, semicolon or tab. What cannot be read at
/// all is one fault, and the rest of the import counts on nothing in it.
/// </summary>
internal static class CsvTable
{
    // In records: a title, an empty line or two, before the header.
    private const int HeaderWithin = 10;
    private static readonly string[] Delimiters = [",", ";", "\t"];

    /// <summary>Reads a file. Malformed lines are reported as faults; the rows that can be read are still returned.</summary>
    public static ImportTable Of(byte[] bytes, TableShape shape, FaultList faults, FaultList warnings)
    {
        var place = TablePlace.OfFile(shape.File);
        if (FileText.Of(bytes, shape.File, faults) is not { } text)
            return ImportTable.Unreadable(place);
        var (separator, body, skipped) = WithoutSeparatorLine(text.TrimStart('\uFEFF'));
        var (delimiter, headerAt) = Layout(body, separator, shape);
        var lines = new Lines(shape, place, faults, warnings, skipped);
        using var parser = Parser(body, delimiter, () => lines.IsBad = true);
        for (var record = 0; parser.Read(); record++)
        {
            if (record < headerAt)
                lines.IsBad = false;
            else if (record > headerAt)
                lines.Add(parser);
            else if (!lines.Begin(parser))
                return ImportTable.Unreadable(place);
        }

        return lines.HasOldText() ? ImportTable.Unreadable(place) : new(place, lines.Rows) { IsComplete = lines.IsComplete };
    }

    // Excel's own line above all others: sep=;
    private static (string? Separator, string Body, int Lines) WithoutSeparatorLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = (end < 0 ? text : text[..end]).Trim().Trim('"');
        return first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length <= 5
            ? (first.Length == 5 ? first[4..] : "\t", end < 0 ? "" : text[(end + 1)..], 1)
            : (null, text, 0);
    }

    // The separator, and the record among the first few, that show most of the columns.
    private static (string Delimiter, int HeaderAt) Layout(string body, string? separator, TableShape shape)
    {
        var best = (Delimiter: separator ?? ",", At: 0, Known: 0);
        foreach (var delimiter in separator is null ? Delimiters : [separator])
        {
            using var parser = Parser(body, delimiter, () => { });
            for (var record = 0; record < HeaderWithin && parser.Read(); record++)
            {
                var known = parser.Record!.Count(name => shape.Columns.ContainsKey(TableRow.Clean(name)));
                if (known > best.Known)
                    best = (delimiter, record, known);
            }
        }

        // One known word is found in a title, too; a header of one column stands on the first line.
        return best.Known > 1 || best.At == 0 ? (best.Delimiter, best.At) : (best.Delimiter, 0);
    }

    private static CsvParser Parser(string text, string delimiter, Action bad) =>
        new(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            BadDataFound = _ => bad(),
            TrimOptions = TrimOptions.Trim,
        });

    /// <summary>The lines under the header, as they are read.</summary>
    private sealed class Lines(TableShape shape, TablePlace place, FaultList faults, FaultList warnings, int skipped)
    {
        private readonly Dictionary<string, int> _header = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<int> _withoutName = [];
        private readonly OldTextOfColumns _signs = new();
        private int _width;
        private int _end;

        public List<TableRow> Rows { get; } = [];

        public bool IsComplete { get; private set; } = true;

        public bool IsBad { get; set; }

        /// <summary>Takes the header.</summary>
        /// <returns>False, with the faults reported, where it is not the file's.</returns>
        public bool Begin(CsvParser parser)
        {
            IsBad = false;
            var names = parser.Record!.Select(name => TableRow.Clean(name)).ToList();
            var line = LineOf(parser);
            _end = line;
            var isGood = true;
            string[] absent = [.. shape.Columns.Keys.Where(column => !names.Contains(column, StringComparer.OrdinalIgnoreCase))];
            string[] unknown = [.. names.Where(name => name.Length > 0 && !shape.Columns.ContainsKey(name))];
            _width = names.FindLastIndex(name => name.Length > 0) + 1;
            for (var i = 0; i < _width; i++)
            {
                var name = names[i];
                if (name.Length == 0)
                    _withoutName.Add(i);
                else if (!shape.Columns.ContainsKey(name))
                    isGood = Fault(line, name, ImportWords.NoSuchColumn(FoldKey.Nearest(name, absent), shape.Columns.Keys));
                else if (!_header.TryAdd(name, i))
                    isGood = Fault(line, name, ImportWords.TwiceColumn);
            }

            foreach (var (name, _) in shape.Columns.Where(column => column.Value && !_header.ContainsKey(column.Key)))
            {
                isGood = Fault(line, name, NearNames.Heading(shape.File, name, name, unknown) is { } near ? ImportWords.RenamedColumn(near)
                    : unknown.Length > 0 ? ImportWords.MissingAmong(unknown)
                    : ImportWords.MissingColumn);
            }


            return isGood;
        }

        public void Add(CsvParser parser)
        {
            var fields = parser.Record!;
            // Where it should have begun: what is not closed may run to the end of the file.
            var (begin, line) = (_end + 1, LineOf(parser));
            _end = skipped + parser.RawRow;
            if (IsBad)
            {
                IsBad = IsComplete = Fault(begin, "", ImportWords.UnclosedQuote);
                return;
            }

            if (Array.TrueForAll(fields, field => TableRow.Clean(field).Length == 0))
                return;
            if (fields.Skip(_width).Any(field => TableRow.Clean(field).Length > 0))
                Fault(line, "", ImportWords.TooManyValues(fields.Length, _width));
            foreach (var column in _withoutName.Where(each => each < fields.Length && TableRow.Clean(fields[each]).Length > 0).ToList())
            {
                Fault(line, "", ImportWords.ColumnWithoutName(column + 1));
                _withoutName.Remove(column);
            }

            foreach (var (name, column) in _header)
            {
                if (column < fields.Length)
                    _signs.Add(name, line, fields[column]);
            }

            Rows.Add(new(place, line, _header, fields, faults));
        }

        /// <summary>Whether a column is not in Unicode; it is reported.</summary>
        public bool HasOldText() => _signs.Report(place, faults, warnings);

        // Where the record begins: the parser counts to its end.
        private int LineOf(CsvParser parser) =>
            skipped + parser.RawRow - parser.RawRecord.AsSpan().Trim("\r\n").Count('\n');

        private bool Fault(int line, string column, string message)
        {
            faults.Add(place.At(line, column, message));
            return false;
        }
    }
}
