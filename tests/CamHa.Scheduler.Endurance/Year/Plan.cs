using System.Text;
using CamHa.Scheduler.Import;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>The plan of 2022 as one of 2026, as it is just now: what was imported of it, and what has been submitted.</summary>
internal sealed class Plan
{
    public const string Code = "NTM-2026";

    private readonly Random _random;
    private readonly Dictionary<string, string> _addresses;
    private readonly List<Submission> _submissions = [];
    private readonly string[] _units;

    /// <param name="random">What happens to it.</param>
    /// <param name="watchedSince">Since when the service is in charge.</param>
    public Plan(Random random, DateTime watchedSince)
    {
        _random = random;
        WatchedSince = watchedSince;
        var units = Rows("units.csv").ToList();
        _units = [.. units.Select(unit => unit[0]).Where(code => code is not ("DU" or "TTDU" or "BTVDU" or "BCD" or "CTNTM" or "VT"))];
        Owing = units.Where(unit => unit[5] == "1").Select(unit => unit[0]).ToHashSet();
        _addresses = Rows("contacts.csv").DistinctBy(contact => contact[0]).ToDictionary(contact => contact[0], contact => contact[1]);
        // Something is due every week or so, all through the year.
        var due = DateOnly.FromDateTime(watchedSince).AddDays(3);
        for (var number = 1; number <= 25; number++, due = due.AddDays(_random.Next(3, 10)))
            Add(due);
    }

    public DateOnly StartsOn { get; } = new(2026, 1, 1);

    public DateOnly EndsOn { get; } = new(2026, 12, 31);

    public DateTime WatchedSince { get; }

    /// <summary>The units that owe a submission every week.</summary>
    public HashSet<string> Owing { get; }

    public Dictionary<string, Assignment> Assignments { get; } = [];

    /// <summary>What has come so far.</summary>
    public IReadOnlyList<Submission> Submissions => _submissions;

    public IEnumerable<Submission> SubmissionsFor(IEnumerable<string> weeks) => _submissions.Where(sent => weeks.Contains(sent.Week));

    /// <summary>Whether the unit still has this to do.</summary>
    public bool IsOpen(string code, string unit, DateTime at) =>
        Assignments.TryGetValue(code, out var assignment) && assignment.Parts.TryGetValue(unit, out var part)
        && !(part.CompletedAt <= at) && !assignment.IsDone(at);

    /// <summary>Whether anybody still has it to do.</summary>
    public bool IsOpen(string code, DateTime at) =>
        Assignments.TryGetValue(code, out var assignment) && assignment.Parts.Keys.Any(unit => IsOpen(code, unit, at));

    public void Take(Submission submission) => _submissions.Add(submission);

    /// <summary>One week's changes: deadlines moved, parts handed over, finished and new assignments, an address.</summary>
    public void Change(DateTime at)
    {
        var today = DateOnly.FromDateTime(at);
        foreach (var part in Parts(today.AddDays(20)).Where(part => part.CompletedAt is null && _random.Next(4) == 0))
            part.CompletedAt = at.AddMinutes(-_random.Next(1, 2000));
        var open = Assignments.Where(each => each.Value.DueOn > today.AddDays(-20)).Select(each => each.Value).ToList();
        for (var moved = _random.Next(3); moved > 0; moved--)
        {
            var assignment = Any(open);
            var due = assignment.DueOn.AddDays(_random.Next(-10, 22));
            assignment.DueOn = due > EndsOn ? EndsOn : due < StartsOn ? StartsOn : due;
        }

        if (_random.Next(2) == 0)
        {
            var parts = Any(open).Parts;
            var unit = Any(_units);
            // It keeps its leader.
            if (parts.TryGetValue(unit, out var own) && !own.IsLead)
                parts.Remove(unit);
            else
                parts.TryAdd(unit, new(isLead: false));
        }

        for (var added = _random.Next(1, 3); added > 0 && today.AddDays(4) < EndsOn; added--)
        {
            var due = today.AddDays(_random.Next(2, 40));
            Add(due > EndsOn ? EndsOn : due);
        }

        var moves = Any(_units);
        _addresses[moves] = $"{moves.ToLowerInvariant()}-{at:MMdd}@camha.example";
    }

    /// <summary>Writes it as files to import.</summary>
    public void Write(string folder, bool isFirst)
    {
        if (isFirst)
        {
            File.WriteAllText(Path.Combine(folder, "campaign.csv"), $"""
                code,name,place,subject_tag,starts_on,ends_on
                {Code},Kế hoạch xây dựng nông thôn mới năm 2026,Cẩm Hà,NTM Cẩm Hà,{StartsOn:yyyy-MM-dd},{EndsOn:yyyy-MM-dd}
                """);
            File.WriteAllBytes(Path.Combine(folder, "units.csv"), ImportSource.Demo.Read("units.csv")!);
            File.WriteAllBytes(Path.Combine(folder, "calendar.csv"), ImportSource.Demo.Read("calendar.csv")!);
        }

        Lines("contacts.csv", "unit,address", _addresses.Select(each => $"{each.Key},{each.Value}"));
        Lines("assignments.csv", "code,title,lead,support,due", Assignments.Select(each =>
            $"{each.Key},Nhiệm vụ {each.Key},{Units(each.Value, true)},{Units(each.Value, false)},{each.Value.DueOn:yyyy-MM-dd}"));
        Lines("progress.csv", "assignment,unit,progress,progress_at,completed_at",
            from each in Assignments
            from part in each.Value.Parts
            where part.Value.CompletedAt is not null
            let at = $"{part.Value.CompletedAt:yyyy-MM-ddTHH:mm:ss}+07:00"
            select $"{each.Key},{part.Key},Đã xong,{at},{at}");

        void Lines(
            string file,
            string header,
            IEnumerable<string> lines) => File.WriteAllLines(Path.Combine(folder, file), lines.Prepend(header));

        static string Units(
            Assignment assignment,
            bool isLead) => string.Join(' ', assignment.Parts.Where(part => part.Value.IsLead == isLead).Select(part => part.Key));
    }

    private void Add(DateOnly due)
    {
        var assignment = new Assignment { DueOn = due };
        for (var parts = _random.Next(2, 6); parts > 0; parts--)
            assignment.Parts.TryAdd(Any(_units), new(isLead: assignment.Parts.Count == 0));
        Assignments.Add($"T{Assignments.Count + 1:00}", assignment);
    }

    private IEnumerable<Part> Parts(DateOnly dueBefore) =>
        Assignments.Values.Where(assignment => assignment.DueOn < dueBefore).SelectMany(assignment => assignment.Parts.Values);

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private static IEnumerable<string[]> Rows(string file) =>
        Encoding.UTF8.GetString(ImportSource.Demo.Read(file)!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\"[^\"]*\"", "").Split(','));
}

internal sealed class Assignment
{
    public DateOnly DueOn { get; set; }

    public SortedDictionary<string, Part> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether all who lead it have completed it; every one of these has a lead.</summary>
    public bool IsDone(DateTime at) => Parts.Values.Where(part => part.IsLead).All(part => part.CompletedAt <= at);
}

internal sealed class Part(bool isLead)
{
    public bool IsLead => isLead;

    public DateTime? CompletedAt { get; set; }
}

/// <param name="Unit">Whose it is.</param>
/// <param name="Week">What it is for.</param>
/// <param name="At">When it came.</param>
internal sealed record Submission(string Unit, string Week, DateTime At);
