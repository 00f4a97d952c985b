using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Submissions;

/// <summary>What whoever follows a week up works with: whom to call, who was called, what came, and what is due.</summary>
internal static class WeekDesk
{
    /// <summary>The number of letters of a call's note.</summary>
    public const int LongestNote = 1_000;

    /// <summary>Whom to call, unit by unit.</summary>
    public static async Task<ILookup<int, Phone>> PhonesAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
        (await session.QueryAsync<Phone>("submissions/phones", new { CampaignId = campaignId }, token)).ToLookup(each => each.UnitId);

    /// <summary>Who was called about a week, unit by unit, the last call first.</summary>
    public static async Task<ILookup<int, UnitCall>> CallsAsync(
        DatabaseSession session, int campaignId, IsoWeek week, CancellationToken token) =>
        (await session.QueryAsync<UnitCall>("submissions/calls", new { CampaignId = campaignId, Week = week.ToString() }, token))
            .ToLookup(each => each.UnitId);

    /// <summary>Notes that somebody was called; a second one with the same key does nothing.</summary>
    public static Task<int> NoteCallAsync(DatabaseSession session, string key, IsoWeek week, UnitCall call, CancellationToken token) =>
        session.ExecuteAsync(
            "submissions/insert-call",
            new { CallKey = key, call.UnitId, Week = week.ToString(), call.CalledAt, call.Note, call.MadeBy },
            token);

    /// <summary>Takes the note of a call away.</summary>
    public static Task<int> ForgetCallAsync(DatabaseSession session, long id, int unitId, CancellationToken token) =>
        session.ExecuteAsync("submissions/delete-call", new { Id = id, UnitId = unitId }, token);

    /// <summary>A unit that owes submissions; null where the campaign has no such one.</summary>
    public static async Task<OwingUnit?> UnitAsync(DatabaseSession session, int campaignId, int unitId, CancellationToken token) =>
        (await session.QueryAsync<OwingUnit>("submissions/unit", new { Id = unitId, CampaignId = campaignId }, token)).FirstOrDefault();

    /// <summary>What a unit has handed in for a week, the newest first.</summary>
    public static Task<List<Submission>> OfUnitAsync(DatabaseSession session, int unitId, ReportingWeek week, CancellationToken token) =>
        session.QueryAsync<Submission>(
            "submissions/of-unit",
            new
            {
                UnitId = unitId,
                FromWeek = week.FirstWeek.ToString(),
                ToWeek = week.Week.ToString(),
                Longest = SubmissionStore.LongestText + 1,
            },
            token);

    /// <summary>The weeks from one on for which a unit owes nothing.</summary>
    public static Task<List<string>> ExemptWeeksAsync(DatabaseSession session, int unitId, IsoWeek from, CancellationToken token) =>
        session.QueryAsync<string>("submissions/exempt-weeks", new { UnitId = unitId, FromWeek = from.ToString() }, token);

    /// <summary>The codes of the assignments of a campaign.</summary>
    public static Task<List<string>> CodesAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
        session.QueryAsync<string>("submissions/codes", new { CampaignId = campaignId }, token);

    /// <summary>What units have to finish in a week and have not, unit by unit.</summary>
    public static Task<List<DueLine>> DueAsync(
        DatabaseSession session, int campaignId, ReportingWeek week, DateTimeOffset now, CancellationToken token) =>
        session.QueryAsync<DueLine>(
            "submissions/due", new { CampaignId = campaignId, From = week.CoversFrom, To = week.CoversTo, Now = now }, token);
}

/// <summary>A contact who can be called.</summary>
internal sealed record Phone
{
    public int UnitId { get; init; }

    /// <summary>Whose it is; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The number as it was written; may be several.</summary>
    public string Number { get; init; } = "";
}

/// <summary>That a unit was called about its report of a week.</summary>
internal sealed record UnitCall
{
    public long Id { get; init; }

    public int UnitId { get; init; }

    public DateTimeOffset CalledAt { get; init; }

    /// <summary>What was said; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The account that noted it.</summary>
    public string MadeBy { get; init; } = "";
}

/// <summary>A unit that owes submissions.</summary>
internal sealed record OwingUnit
{
    public int Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";
}

/// <summary>An assignment that a unit has to finish.</summary>
internal sealed record DueLine
{
    public string UnitName { get; init; } = "";

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public DateOnly DueOn { get; init; }
}
