using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// Reads the assignments out of tables that are not in our form. What a person has said goes before what can be guessed, and what
/// is not sure is named and not used.
/// </summary>
internal sealed partial class LayoutReader
{
    // Rows that show what a column holds.
    private const int Sample = 200;
    private readonly LayoutPlan _plan;
    private readonly LayoutMap _map;
    private readonly Dictionary<string, string> _codes;
    private readonly UnitTexts _units;
    private readonly Dictionary<string, UnitGuess> _unitGuesses = [];
    private readonly Dictionary<string, DueGuess> _dueGuesses = [];

    private LayoutReader(LayoutPlan plan, LayoutMap map)
    {
        (_plan, _map) = (plan, map);
        _codes = plan.Units.ToDictionary(unit => unit.Code, unit => unit.Code, StringComparer.OrdinalIgnoreCase);
        _units = new(plan.Units, plan.Campaign.Place, map.Units
            .Select(each => (each.Key, Reading: Decided(each.Value)))
            .Where(each => each.Reading is not null)
            .ToDictionary(each => each.Key, each => each.Reading!));
    }

    /// <summary>The layout of tables without headings.</summary>
    public static string Bare { get; } = KeyOf([]);

    /// <summary>What tells the layout of these tables from others; null where none of them has headings or contents of ours.</summary>
    public static string? LayoutOf(IReadOnlyList<Grid> grids) => Choose(grids) is { } chosen ? KeyOf(chosen.Headings) : null;

    /// <param name="grids">The tables of a file.</param>
    /// <param name="plan">The campaign that it belongs to.</param>
    /// <param name="map">What a person has said of this layout.</param>
    /// <returns>Null where none of the tables can be one of assignments.</returns>
    public static LayoutReading? Read(IReadOnlyList<Grid> grids, LayoutPlan plan, LayoutMap map) =>
        Choose(grids) is { } chosen ? new LayoutReader(plan, map).Read(chosen, grids) : null;

    private static string KeyOf(IReadOnlyList<string> headings) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('|', headings.Select(HeadingRule.Folded)).TrimEnd('|')))).Truncated(32);

    // The layout with most rows. Its tables may be several: one on each sheet, or one that is split over pages, where the further
    // ones have the headings again or not.
    private static Chosen? Choose(IReadOnlyList<Grid> grids)
    {
        var headers = grids.Select(HeaderRule.Decide).ToList();
        var best = headers.Index().Where(each => each.Item is not null)
            .GroupBy(each => KeyOf(each.Item!.Headings))
            .OrderByDescending(group => group.Sum(each => grids[each.Index].Rows.Count - each.Item!.End))
            .FirstOrDefault();
        if (best is null)
        {
            // Pasted without its headings.
            return grids.Where(grid => grid.Width >= 3).MaxBy(grid => grid.Rows.Count) is { } bare
                ? new([.. Enumerable.Repeat("", bare.Width)], [(bare, 0)])
                : null;
        }

        var headings = best.First().Item!.Headings;
        var width = headings.Index().Last(each => each.Item.Length > 0).Index + 1;
        var parts = new List<(Grid Grid, int From)>();
        var isOpen = false;
        foreach (var (i, grid) in grids.Index())
        {
            if (headers[i] is { } header)
            {
                isOpen = KeyOf(header.Headings) == best.Key;
                if (isOpen)
                    parts.Add((grid, header.End));
            }
            else if (isOpen && grid.Place is not null && grid.Rows.Count > 0 && grid.Width == grids[i - 1].Width && grid.Width >= width)
            {
                parts.Add((grid, 0));
            }
            else
            {
                isOpen = false;
            }
        }

        return new(headings, parts);
    }

    private LayoutReading Read(Chosen chosen, IReadOnlyList<Grid> all)
    {
        var place = chosen.Parts[0].Grid.Place;
        var columns = Columns(chosen, place);
        var at = columns.Index().Where(each => each.Item.Is.Length > 0).DistinctBy(each => each.Item.Is)
            .ToDictionary(each => each.Item.Is, each => each.Index);
        var guess = new LayoutGuess { Layout = KeyOf(chosen.Headings), Columns = columns };
        var notRead = all.Where(grid => grid.Rows.Count > 1 && !chosen.Parts.Exists(part => part.Grid == grid))
            .Select(grid => new UnreadTable(grid.Place.Name, HeaderRule.Decide(grid) is not null));
        if (guess.MissingColumns.Count > 0)
            return new(guess, []) { NotRead = [.. notRead] };
        var (drawn, leftOut) = RowsOfGrids.Of(chosen.Parts, chosen.Headings, at);
        var isLeftOut = drawn.ToLookup(row => Said(row) is { IsLeftOut: true });
        var rows = Coded([.. isLeftOut[false].Select(row => Row(row, at))]);
        return new(
            guess with
            {
                Units = [.. _unitGuesses.Values],
                Dues = [.. _dueGuesses.Values],
                LeftOut =
                [
                    .. leftOut,
                    .. isLeftOut[true].Select(row => new LeftOutRow(WhereOf(row), TableRow.Clean(row.Title), LeftOutRow.Said)),
                ],
                Rows = [.. rows.Select(row => row.Guess())],
            },
            rows)
        {
            NotRead = [.. notRead],
        };
    }

    private static string WhereOf(DrawnRow row) => row.Place.Of(row.Line, null);

    private MappedRow? Said(DrawnRow row) => _map.Rows.GetValueOrDefault(WhereOf(row));

    // The codes, and what stays as it is because the table has no column for it.
    private List<LayoutRow> Coded(List<LayoutRow> rows)
    {
        var codes = AssignmentCodeRule.Decide([.. rows.Select(row => row.Numbered())], _plan.Assignments, _map.Codes);
        var known = _plan.Assignments.ToDictionary(each => each.Code, StringComparer.OrdinalIgnoreCase);
        return [.. rows.Zip(codes, (row, code) => known.GetValueOrDefault(code.Code) is not { } there
            ? row with { Code = code }
            : row with
            {
                Code = code,
                Supports = row.HasSupports ? row.Supports : [.. there.Supports.Except(row.Leads)],
                Target = row.Columns.ContainsKey("target") ? row.Target : there.Row.Target,
                TargetUnit = row.Columns.ContainsKey("target_unit") ? row.TargetUnit : there.Row.TargetUnit,
                Note = row.Columns.ContainsKey("note") || row.Note.Length > 0 ? row.Note : there.Row.Note,
            })];
    }

    private List<ColumnGuess> Columns(Chosen chosen, GridPlace place)
    {
        var rows = chosen.Parts.SelectMany(part => part.Grid.Rows.Skip(part.From)).Where(row => row.Own.Skip(1).Any())
            .Take(Sample).ToList();
        var contents = Enumerable.Range(0, chosen.Headings.Count).Select(column => Contents(rows, column)).ToList();
        var guessed = ColumnsRule.Decide(chosen.Headings, contents);
        var columns = chosen.Headings.Select((heading, i) => new ColumnGuess(place.Column(i), heading, guessed[i].Is, guessed[i].IsSure))
            .ToList();
        if (_map.Columns.Count == 0)
            return columns;
        // What a person has said of one column takes it from another that was guessed.
        var said = columns.ConvertAll(column => _map.Columns.GetValueOrDefault(LayoutMap.KeyOf(column.Heading, column.Column)));
        return [.. columns.Select((column, i) => said[i] is { } own ? column with { Is = own, IsSure = true }
            : column.Is.Length > 0 && said.Contains(column.Is) ? column with { Is = "" }
            : column)];
    }

    private ColumnContents Contents(List<GridRow> rows, int column)
    {
        var texts = rows.Select(row => row[column]).Where(cell => !cell.IsBlank).Select(cell => cell.Text.Trim()).ToList();
        return new(
            texts.Count,
            texts.Count(ColumnsRule.IsNumber),
            texts.Count(text => DueTextRule.IsTime(text, _plan.Campaign.StartsOn, _plan.Campaign.EndsOn)),
            texts.Count(text => _units.Split(text).Any(unit => _units.Read(unit).Units.Count > 0)),
            texts.Count == 0 ? 0 : texts.Select(text => text.Length).Order().ElementAt(texts.Count / 2));
    }

    private LayoutRow Row(DrawnRow drawn, Dictionary<string, int> at)
    {
        string Where(string column) => drawn.Place.Of(drawn.Line, at.TryGetValue(column, out var index) ? index : null);
        var said = Said(drawn);
        var (leadText, supportText) = Labelled(drawn.Lead, drawn.Support);
        var (leads, unsureLeads) = Units(leadText, Where("lead"));
        var (others, unsureOthers) = Units(supportText, Where(at.ContainsKey("support") ? "support" : "lead"));
        if (leads.Count == 0 && !unsureLeads && said is not null)
            leads = CodesOf(said.Units);
        var dueText = FootnoteMarks.Without(TableRow.Clean(drawn.Due));
        var due = dueText.Length == 0 && said?.Day is { } day ? Checked(new(day, AsTheMapSays)) : Due(dueText, Where("due"));
        var note = string.Join("; ", new[]
        {
            TableRow.Clean(drawn.Note), due?.Note ?? "", drawn.Section,
        }.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
        return new(drawn.Place, drawn.Line)
        {
            Columns = at,
            Number = drawn.Number,
            Said = said?.Code ?? "",
            Title = FootnoteMarks.Without(TableRow.Clean(drawn.Title)),
            Leads = leads,
            Supports = [.. others.Except(leads)],
            HasSupports = at.ContainsKey("support") || supportText.Length > 0,
            Due = due is { IsSure: true } ? due.Day : null,
            DueText = dueText,
            Target = TableRow.Clean(drawn.Target),
            TargetUnit = TableRow.Clean(drawn.TargetUnit),
            Note = note,
            HasUnsureLeads = unsureLeads,
            HasUnsureSupports = unsureOthers,
        };
    }

    // “Chủ trì: UBND; phối hợp: MTTQ”, in one cell.
    private static (string Lead, string Support) Labelled(string lead, string support)
    {
        if (SupportLabel().Match(lead) is { Success: true } label)
        {
            var rest = lead[(label.Index + label.Length)..];
            support = support.Length == 0 ? rest : $"{support}\n{rest}";
            lead = lead[..label.Index];
        }

        return (LeadLabel().Replace(lead, "").Trim(), SupportLabel().Replace(support, "").Trim());
    }

    private (List<string> Codes, bool HasUnsure) Units(string cell, string where)
    {
        var (codes, hasUnsure) = (new List<string>(), false);
        foreach (var text in _units.Split(cell))
        {
            var reading = _units.Read(text);
            var key = UnitTexts.Key(text);
            _unitGuesses[key] = _unitGuesses.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1 }
                : new(text, reading, where, 1);
            codes.AddRange(reading.IsSure ? reading.Units : []);
            hasUnsure |= !reading.IsSure && !reading.IsLeftOut;
        }

        return ([.. codes.Distinct(StringComparer.Ordinal)], hasUnsure);
    }

    private DueReading? Due(string text, string where)
    {
        if (text.Length == 0)
            return null;
        var key = UnitTexts.Key(text);
        var guess = _dueGuesses.TryGetValue(key, out var known)
            ? known with { Count = known.Count + 1 }
            : new(text, Decide(key, text), where, 1);
        _dueGuesses[key] = guess;
        return guess.IsSure ? guess.Reading : null;
    }

    private DueReading? Decide(string key, string text)
    {
        var plain = DueTextRule.Decide(text, _plan.Campaign.StartsOn, _plan.Campaign.EndsOn);
        if (!_map.Dues.TryGetValue(key, out var mapped))
            return plain;
        // What names no month by itself was said of one file, and is another day in the next.
        return plain is null && mapped.File.Length > 0 && mapped.File != _map.File
            ? new(mapped.Day, new("ngày đã trả lời cho tệp trước", "as was said of an earlier file")) { IsSure = false, IsOffered = false }
            : Checked(new(mapped.Day, AsTheMapSays) { Note = mapped.Note });
    }

    private DueReading Checked(DueReading reading) => DueTextRule.Within(reading, _plan.Campaign.StartsOn, _plan.Campaign.EndsOn);

    private static Bilingual AsTheMapSays => new("theo tệp --map", "as the map says");

    // A unit that is not of this campaign any more is asked for again.
    private UnitReading? Decided(MappedUnits mapped)
    {
        if (mapped.IsLeftOut)
            return new([]) { IsLeftOut = true };
        var codes = CodesOf(mapped.Units);
        return codes.Count >= mapped.Units.Count && codes.Count > 0 ? new(codes) { IsSure = true } : null;
    }

    private List<string> CodesOf(IEnumerable<string> said) =>
    [
        .. said.SelectMany(code => code.EndsWith('*')
            ? _plan.Units.Where(unit => unit.IsActive && unit.Code.StartsWith(code[..^1], StringComparison.OrdinalIgnoreCase))
                .Select(unit => unit.Code)
            : _codes.TryGetValue(code, out var known) ? [known] : []).Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"(?:^|[\s;,.(-])(?:(?:đơn vị|cơ quan) )?phối hợp(?: thực hiện)?\s*:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex SupportLabel();

    [GeneratedRegex(@"^\W*(?:(?:đơn vị|cơ quan) )?chủ trì(?: thực hiện)?\s*:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex LeadLabel();

    private sealed record Chosen(IReadOnlyList<string> Headings, List<(Grid Grid, int From)> Parts);
}
