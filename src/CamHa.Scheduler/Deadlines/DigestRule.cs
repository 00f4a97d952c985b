using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Deadlines;

/// <summary>
/// Who is told of what is owed: every reader gets one digest, in which stand the deadlines of its own units and, from the
/// ladder's rungs on, those of the units that it watches over as their supervisor or as the specialist.
/// </summary>
public static class DigestRule
{
    /// <param name="due">What is owed.</param>
    /// <param name="addresses">The campaign's.</param>
    /// <param name="others">Units that are told of something else, whatever is due; null for none.</param>
    public static IReadOnlyList<Digest<T>> Decide<T>(
        IEnumerable<DueNotice<T>> due, AddressBook addresses, IReadOnlySet<int>? others = null)
        where T : IDigestPart
    {
        var specialists = addresses.SpecialistUnits;
        // Nothing is recorded without an addressee, so that the unit is told as soon as it has an address. Of what a unit out
        // of use leads, the specialist is told in its place.
        var told = due.Where(notice => notice.Part.IsUnitActive ? addresses.Has(notice.Part.UnitId) : specialists.Count > 0).ToList();
        var readers = addresses.ReadersOf(told.SelectMany(Told).Concat(others ?? Enumerable.Empty<int>()).ToHashSet());
        // The mail that carries a unit's notices in the ledger: its own, where somebody reads for it alone.
        var carriers = readers.OrderBy(each => each.Units.Count)
            .SelectMany(each => each.Units.Select(unit => (unit, each.Key)))
            .DistinctBy(each => each.unit)
            .ToDictionary(each => each.unit, each => each.Key);
        // Found by key: a search through all notices for each reader grows with the square of the campaign.
        var carried = told.ToLookup(notice => carriers[Told(notice).First()]);
        var toldOf = told.SelectMany((notice, at) => Told(notice).Select(unit => (unit, at))).ToLookup(each => each.unit, each => each.at);
        return
        [
            .. readers.Select(each => new Digest<T>(
                each,
                [.. carried[each.Key]],
                [.. each.Units.SelectMany(unit => toldOf[unit]).Distinct().Order().Select(at => told[at])])),
        ];

        IEnumerable<int> Told(DueNotice<T> notice) =>
            !notice.Part.IsUnitActive ? specialists
            : notice.Level < EscalationLevel.Supervisor ? [notice.Part.UnitId]
            :
            [
                notice.Part.UnitId,
                .. notice.Part.SupervisorId is { } supervisor ? [supervisor] : Array.Empty<int>(),
                .. notice.Level >= EscalationLevel.Specialist ? specialists : Enumerable.Empty<int>(),
            ];
    }
}

/// <summary>A part with what decides who is told of it.</summary>
public interface IDigestPart : IOpenPart
{
    int UnitId { get; }

    int? SupervisorId { get; }

    bool IsUnitActive { get; }
}

/// <summary>One mail.</summary>
/// <param name="Readers">Who gets it.</param>
/// <param name="Carried">The notices that are recorded with it.</param>
/// <param name="Told">All it tells of; those recorded with another mail among them.</param>
public sealed record Digest<T>(Readers Readers, IReadOnlyList<DueNotice<T>> Carried, IReadOnlyList<DueNotice<T>> Told);
