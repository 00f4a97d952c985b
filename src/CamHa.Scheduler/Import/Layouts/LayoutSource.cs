namespace CamHa.Scheduler.Import.Layouts;

/// <summary>The assignments of a table that is not in our form, as an import reads them; its faults name the table's own places.</summary>
internal sealed class LayoutSource(LayoutFile file, GuessedFile guessed) : ImportSource
{
    public override string? Campaign => guessed.Campaign;

    public override string Description => file.Name;

    public override TableNames Names { get; } = TableNames.OfTable(
        file.Name,
        guessed.Plan.Assignments.Select(each => (each.Code, each.Title))
            .Concat(guessed.Reading!.Rows.Select(row => (row.Code.Code, row.Title)))
            .DistinctBy(each => each.Item1, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(each => each.Item1, each => each.Item2, StringComparer.OrdinalIgnoreCase));

    internal override ImportTables Open(IReadOnlyList<string> files, FaultList faults, FaultList warnings)
    {
        foreach (var warning in file.Warnings)
            warnings.Add(warning);
        return new Tables(file, guessed, faults, warnings);
    }

    private sealed class Tables : ImportTables
    {
        private const string Assignments = "assignments.csv";

        // In the order of the columns of a row.
        private static readonly Dictionary<string, int> Columns =
            "code title lead support target target_unit due note".Split(' ').Index().ToDictionary(each => each.Item, each => each.Index);

        private readonly LayoutFile _file;
        private readonly GuessedFile _guessed;
        private readonly LayoutReading _reading;
        private readonly FaultList _faults;
        private readonly FaultList _warnings;

        public Tables(LayoutFile file, GuessedFile guessed, FaultList faults, FaultList warnings)
        {
            var reading = guessed.Reading!;
            (_file, _guessed, _reading, _faults, _warnings) = (file, guessed, reading, faults, warnings);
            foreach (var column in reading.Guess.MissingColumns)
                faults.Add(Fault(LayoutWords.MissingColumn(column)));
            if (reading.Guess.MissingColumns.Count == 0 && reading.Rows.Count == 0)
                faults.Add(Fault(LayoutWords.NoAssignments));
            IsReadable = faults.IsEmpty;
        }

        public override bool Has(string file) => file == Assignments;

        public override ImportTable? Read(TableShape shape)
        {
            if (shape.File != Assignments)
                return null;
            // What is not sure is named once, however often it stands there.
            foreach (var unit in _reading.Guess.Units.Where(unit => !unit.IsSettled))
                _faults.Add(new(unit.Where, 0, "", LayoutWords.UnsureUnit(unit)) { Cell = "" });
            foreach (var due in _reading.Guess.Dues.Where(due => !due.IsSure))
                _faults.Add(new(due.Where, 0, "", LayoutWords.UnsureDue(due)) { Cell = "" });
            foreach (var row in _reading.Guess.Rows.Where(row => row.Like is not null))
                _faults.Add(new(row.Where, 0, "", LayoutWords.UnsureRow(row)) { Cell = "" });
            foreach (var table in _reading.NotRead.Where(table => table.HasHeadings))
                _warnings.Add(Fault(LayoutWords.OtherTable(table.Name)));
            if (_reading.Rows.Where(row => row.Code.TakenCode is not null).Select(row => row.Code).ToList() is { Count: > 0 } taken)
                _warnings.Add(Fault(LayoutWords.TakenCodes(taken)));

            return new(TablePlace.OfFile(Assignments), _reading.Rows.Select(Row));
        }

        public override IReadOnlySet<string> AssignmentsOf => _guessed.Codes();

        public override ImportError At(string file, string column, string message) => Fault(TableNames.OfSheets.Say(message));

        public override string Sha256() => _file.Sha256;

        private TableRow Row(LayoutRow row)
        {
            var place = TablePlace.Of((_, column, message) => new(
                row.Place.Of(row.Line, row.Columns.TryGetValue(column, out var at) ? at : null),
                row.Line,
                TableNames.OfSheets.Column(Assignments, column),
                TableNames.OfSheets.Say(message))
            { Cell = "" });
            return new(
                place,
                row.Line,
                Columns,
                [
                    row.Code.Code, row.Title, string.Join(';', row.Leads), string.Join(';', row.Supports), row.Target, row.TargetUnit,
                    row.Due is { } due ? $"{due:yyyy-MM-dd}" : "", row.Note,
                ],
                _faults)
            {
                // Named already, with what it may mean.
                Unreadable =
                [
                    .. row.HasUnsureLeads ? ["lead"] : Array.Empty<string>(),
                    .. row.HasUnsureSupports ? ["support"] : Array.Empty<string>(),
                    .. row.Due is null && row.DueText.Length > 0 ? ["due"] : Array.Empty<string>(),
                ],
            };
        }

        private ImportError Fault(string message) => new(_file.Name, 0, "", message) { Cell = "" };
    }
}
