using System.Security.Cryptography;
using System.Text.Json;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>
/// Imports a folder of CSV files, or a workbook, into the database: all of it in one transaction, or nothing, with every fault reported.
/// </summary>
public sealed class Importer(Database database, CampaignClock clock)
{
    // In rows. A smaller plan leaves nothing that is worth collecting.
    private const int Large = 50_000;

    // The tables that each file is written to, of those that may belong to another program.
    private static readonly Dictionary<string, string[]> Targets = new()
    {
        ["assignments.csv"] = ["Assignment", "AssignmentUnit"],
        ["progress.csv"] = ["AssignmentUnit"],
        ["submissions.csv"] = ["WeeklySubmission"],
        ["exemptions.csv"] = ["SubmissionExemption"],
    };

    /// <param name="source">The files.</param>
    /// <param name="isDryRun">Whether to report the changes without making them.</param>
    /// <param name="token">Cancels the import; nothing is half done.</param>
    public Task<ImportResult> ImportAsync(ImportSource source, bool isDryRun, CancellationToken token) =>
        ImportAsync(source, new ImportWish(isDryRun), token);

    /// <param name="source">The files.</param>
    /// <param name="wish">What to do.</param>
    /// <param name="token">Cancels the import; nothing is half done.</param>
    public Task<ImportResult> ImportAsync(ImportSource source, ImportWish wish, CancellationToken token) =>
        database.WorkAsync(session => ImportAsync(session, source, wish, token), token);

    private async Task<ImportResult> ImportAsync(DatabaseSession session, ImportSource source, ImportWish wish, CancellationToken token)
    {
        if (wish.By is { } by && await ChangeRecord.FindAsync(session, by.Key, token) is { } made)
            return new([], [], []) { ChangeId = made, IsRepeated = true };
        var faults = new FaultList();
        var warnings = new FaultList();
        using var tables = source.Open(ImportReader.Files, faults, warnings);
        if (!tables.IsReadable)
            return new(faults.ToList(), warnings.ToList(), []);
        var reader = new ImportReader(tables, clock, faults, warnings);
        if (faults.IsEmpty && !ImportReader.Files.Any(tables.Has))
            faults.Add(source.Description, 0, "", ImportWords.NothingHere(string.Join(", ", ImportReader.Files)));

        await RefuseForeignTablesAsync(session, tables, faults, token);
        var campaign = reader.ReadCampaign();
        var existing = await PlanData.ReadAsync(
            session, campaign?.Code ?? source.Campaign, token, onlySaid: !tables.Has("progress.csv"));
        if (campaign is not null && existing.Campaign is { } there)
            campaign = campaign with { Code = there.Code };
        if (wish.Within is { } within && existing.CampaignId != 0 && !within.Contains(existing.CampaignId))
            return new([tables.At("campaign.csv", "", ImportWords.NotYours)], [], []);
        if (wish.Within is not null && existing.CampaignId == 0 && campaign is not null)
            return new([tables.At("campaign.csv", "", ImportWords.NoneOfYours)], [], []);
        var data = Read(reader, tables, campaign ?? existing.Campaign, existing, wish, faults);
        var edit = await SettledAsync(session, reader, existing, data.Edit with { Campaign = campaign }, wish, faults, warnings, token);
        if (!faults.IsEmpty)
            return new(faults.ToList(), warnings.ToList(), []);
        edit = MissingRows.Ending(edit, existing, wish.Ends);

        // A large file is let go before its rows are compared and written, with what reading it has left.
        tables.Dispose();
        if (edit.Assignments is { Count: > Large } || edit.Submissions is { Count: > Large })
            GC.Collect();
        var writer = new PlanWriter(session, existing.CampaignId, wish.EndsMissing, clock);
        await writer.WriteAsync(edit, existing, token);
        if (wish.Within is not null && writer.Entries.Any(entry => entry.Thing.Kind == ThingKind.Day))
        {
            await session.RollbackAsync();
            return new([tables.At("calendar.csv", "", ImportWords.SharedCalendar)], warnings.ToList(), []);
        }

        var mark = MarkOf(writer.Entries);
        var isStale = wish.Shown is { } shown && shown != mark;
        if (isStale)
        {
            await session.RollbackAsync();
            return new([], warnings.ToList(), writer.Changes) { IsStale = true, Mark = mark };
        }

        long? change = null;
        if (writer.Entries.Count > 0)
        {
            var gesture = Gesture(source, tables, wish);
            change = await ChangeRecord.WriteAsync(session, writer.CampaignId, gesture, writer.Entries, clock.Now, isApplied: true, token);
        }

        var isLarge = existing.Campaign is not null && LargeImportRule.IsLarge(writer.Changes);
        if (isLarge)
            await session.ExecuteAsync("campaigns/hold", new { Id = existing.CampaignId }, token);
        if (wish.IsDryRun)
            await session.RollbackAsync();
        return new([], warnings.ToList(), writer.Changes)
        {
            IsLarge = isLarge,
            Mark = mark,
            Wildcards = data.Wildcards,
            ChangeId = wish.IsDryRun ? null : change,
            Campaign = (existing.Campaign ?? campaign)?.Code ?? "",
            Submitted = [.. writer.Entries.Where(entry => entry is { NewRows: > 0, Thing.Kind: ThingKind.Submission })
                .SelectMany(ChangeRecord.Named)],
            Dry = wish.IsDryRun ? new(existing.Campaign?.Code ?? "", edit, writer.Entries, wish.EndsMissing) : null,
        };
    }

    // Where there are faults nothing is imported, and what others have changed is told with them.
    private async Task<PlanEdit> SettledAsync(
        DatabaseSession session,
        ImportReader reader,
        PlanData existing,
        PlanEdit edit,
        ImportWish wish,
        FaultList faults,
        FaultList warnings,
        CancellationToken token)
    {
        var isWhole = faults.IsEmpty;
        // Rows copied from another plan's export are new here; an example is one in any.
        var exported = reader.Exported
            .Where(row => isWhole || row.Row.IsSound)
            .Where(row => row.Id == PlanSheets.Example
                || row.Campaign.Equals(existing.Campaign?.Code, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (exported.Count == 0)
            return edit;
        var last = exported.Max(row => row.LastChange);
        var came = await ChangeRecord.CameSinceAsync(session, existing.CampaignId, last, token);
        var rows = new ExportedRows(exported, existing, came, clock, wish);
        var settled = rows.Settle(isWhole ? edit : reader.Certain(edit));
        foreach (var taken in rows.Taken.Where(_ => isWhole))
            warnings.Add(taken);
        return settled;
    }

    // What a file says does not change; what the database says may.
    private static string MarkOf(IEnumerable<ChangeEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
                new[] { $"{entry.Thing.Kind}", entry.Thing.Key, entry.Field, entry.Before, entry.After }));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Gesture Gesture(ImportSource source, ImportTables tables, ImportWish wish) =>
        (wish.By ?? Changes.Gesture.AtConsole() with { Way = ChangeWay.Import }) with
        {
            Source = source.Description.Abbreviated(200),
            SourceSha256 = tables.Sha256(),
        };

    private static async Task RefuseForeignTablesAsync(
        DatabaseSession session, ImportTables imported, FaultList faults, CancellationToken token)
    {
        var views = await SharedTables.ViewsAsync(session, token);
        foreach (var (file, tables) in Targets)
        {
            if (tables.FirstOrDefault(views.Contains) is { } view && imported.Has(file))
                faults.Add(imported.At(file, "", ImportWords.Foreign(view)));
        }
    }

    private static (PlanEdit Edit, IReadOnlyList<WildcardCatch> Wildcards) Read(
        ImportReader reader, ImportTables tables, CampaignRow? campaign, PlanData existing, ImportWish wish, FaultList faults)
    {
        var calendar = reader.ReadCalendar();
        // Where campaign.csv is there and cannot be read, the other files are still looked through.
        if (campaign is null && reader.HasCampaign && !faults.IsEmpty)
            campaign = new();
        if (campaign is null)
        {
            // Only the calendar belongs to no campaign.
            if (calendar is null || reader.HoldsMoreThanCalendar)
                faults.Add(tables.At("campaign.csv", "", ImportWords.NoCampaign));
            return (new() { Calendar = calendar }, []);
        }

        var units = reader.ReadUnits(existing.Units, wish.EndsMissing, campaign.Place);
        var known = existing.Units.ToDictionary(unit => unit.Code, StringComparer.OrdinalIgnoreCase);
        foreach (var unit in units ?? [])
            known[unit.Code] = unit;
        var lookup = new UnitLookup(known.Values, campaign.Place, reader.HasAllUnits);
        var codes = existing.Assignments.ConvertAll(each => each.Code);
        var assignments = reader.ReadAssignments(lookup, new(codes), campaign, existing);
        var knownAssignments = new KnownCodes(codes.Concat(assignments?.Assignments.Select(each => each.Code) ?? []));
        var parts = PartsAfter(existing, assignments);
        // In the order of the files, which is that of their faults.
        var contacts = reader.ReadContacts(lookup);
        var submissions = reader.ReadSubmissions(lookup, knownAssignments, existing.Submissions);
        var progress = reader.ReadProgress(lookup, knownAssignments, parts);
        reader.WarnOfInactiveLeads(
            known,
            (assignments?.Assignments ?? []).Concat(existing.Assignments).DistinctBy(each => each.Code, StringComparer.OrdinalIgnoreCase),
            parts,
            (progress ?? []).Concat(existing.Progress).DistinctBy(each => (each.Assignment, each.Unit)));
        var edit = new PlanEdit
        {
            Calendar = calendar,
            Units = units,
            Contacts = contacts,
            Assignments = assignments?.Assignments,
            Parts = assignments?.Parts ?? [],
            AssignmentsOf = tables.AssignmentsOf,
            Submissions = submissions,
            SubmittedWeeks = reader.SubmittedWeeks,
            PassedOver = reader.PassedOver,
            Progress = progress,
            Exemptions = reader.ReadExemptions(lookup),
        };
        return (edit, lookup.Catches);
    }

    // An assignment that the file has keeps the parts of the file alone.
    private static IEnumerable<PartRow> PartsAfter(PlanData existing, (List<AssignmentRow> Assignments, List<PartRow> Parts)? read)
    {
        var given = (read?.Assignments ?? []).Select(each => each.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var part in existing.Parts.Where(part => !given.Contains(part.Assignment)).Concat(read?.Parts ?? []))
            yield return part;
    }
}
