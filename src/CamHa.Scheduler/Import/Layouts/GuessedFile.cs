namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What a file's tables are taken for.</summary>
/// <param name="Plan">The campaign as it was then.</param>
/// <param name="Reading">Null where none of them can hold assignments.</param>
internal sealed record GuessedFile(LayoutPlan Plan, LayoutReading? Reading)
{
    public string Campaign => Plan.Campaign.Code;

    /// <summary>What a person has said, now or before.</summary>
    public LayoutMap Map { get; init; } = LayoutMap.Nothing;

    /// <summary>What is remembered of the layout; null where it was never confirmed.</summary>
    public LayoutMap? Remembered { get; init; }

    /// <summary>What is wrong with what a person says now.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>
    /// The codes that the file speaks of: its own, and those of earlier files that it has at least half of the assignments of. Another
    /// month's file with the same headings says nothing of them. What is done is missed by nobody.
    /// </summary>
    public IReadOnlySet<string> Codes()
    {
        var own = Reading!.Rows.Select(row => row.Code.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var done = Plan.Assignments.Where(each => each.IsDone).Select(each => each.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var earlier = Map.Codes.GroupBy(each => each.Edition)
            .Where(file => 2 * file.Count(each => own.Contains(each.Code)) >= file.Count())
            .SelectMany(file => file.Select(each => each.Code));
        return own.Concat(earlier.Where(code => !done.Contains(code))).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the next file of the layout needs to know.</summary>
    /// <param name="plain">What would be guessed if nobody had said anything: that needs no remembering.</param>
    public LayoutMap ToRemember(LayoutGuess plain)
    {
        var guess = Reading!.Guess;
        var units = plain.Units.Where(unit => unit.Reading.IsSure)
            .ToDictionary(unit => UnitTexts.Key(unit.Text), unit => unit.Reading.Units);
        var read = guess.Units.ToDictionary(unit => UnitTexts.Key(unit.Text), unit => unit.Reading.Units);
        var dues = plain.Dues.Where(due => due.IsSure).ToDictionary(due => UnitTexts.Key(due.Text), due => due.Reading!);
        var codes = Codes();
        var rows = Reading.Rows.Select(row => new GivenCode(row.Code.Code, row.Number, row.Title, Map.File)).ToList();
        return new()
        {
            Layout = guess.Layout,
            Columns = guess.Columns.DistinctBy(column => LayoutMap.KeyOf(column.Heading, column.Column))
                .ToDictionary(column => LayoutMap.KeyOf(column.Heading, column.Column), column => column.Is),
            Units = Map.Units.Where(unit => !(units.TryGetValue(unit.Key, out var sure)
                && read.TryGetValue(unit.Key, out var now) && sure.SequenceEqual(now))).ToDictionary(),
            Dues = Map.Dues.Where(due => !(dues.TryGetValue(due.Key, out var sure)
                && sure.Day == due.Value.Day && sure.Note == due.Value.Note)).ToDictionary(),
            // What is missing in this edition of the table is missing in the next as well.
            Codes =
            [
                .. rows,
                .. Map.Codes.ExceptBy(rows.Select(row => row.Code), given => given.Code, StringComparer.OrdinalIgnoreCase)
                    .Select(given => codes.Contains(given.Code) ? given with { Edition = Map.File } : given),
            ],
        };
    }
}
