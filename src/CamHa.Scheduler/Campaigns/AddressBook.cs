namespace CamHa.Scheduler.Campaigns;

/// <summary>The active addresses of one campaign.</summary>
public sealed class AddressBook(IReadOnlyList<Contact> contacts)
{
    private readonly ILookup<int, Contact> _byUnit = contacts.ToLookup(contact => contact.UnitId);

    public IEnumerable<Contact> Specialists { get; } = [.. contacts.Where(contact => contact.UnitRole == UnitRole.Specialist)];

    /// <summary>Whom a reader may ask: name, phone and address of each specialist; empty for none.</summary>
    public string SpecialistLine => string.Join("; ", Specialists.Select(contact => contact.Reachable));

    /// <summary>The unit's own addresses; empty for none. Without a main address its copy addresses become main ones.</summary>
    public IReadOnlyList<Addressee> Unit(int unitId)
    {
        var own = _byUnit[unitId].ToList();
        var hasMain = own.Any(contact => contact.Role == RecipientRole.To);
        return [.. own.Select(contact => contact.As(hasMain ? contact.Role : RecipientRole.To))];
    }

    /// <summary>The units of the specialists, as far as they have an address.</summary>
    public IReadOnlySet<int> SpecialistUnits => Specialists.Select(contact => contact.UnitId).ToHashSet();

    public bool Has(int unitId) => _byUnit.Contains(unitId);

    /// <summary>Who reads for these units, so that nobody gets two mails of one look.</summary>
    public IReadOnlyList<Readers> ReadersOf(IReadOnlySet<int> units)
    {
        var roles = units
            .SelectMany(unit => Unit(unit).Where(own => own.Role == RecipientRole.To))
            .Select(own => own.Address)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. from contact in contacts
               where units.Contains(contact.UnitId)
               group contact by contact.Address.ToLowerInvariant() into address
               let served = address.DistinctBy(contact => contact.UnitId).ToList()
               group served by string.Join(' ', served.Select(contact => contact.UnitId)) into same
               let of = same.First()
               select new Readers(
                   of.ConvertAll(contact => contact.UnitId),
                   of.ConvertAll(contact => contact.UnitCode),
                   Addressees([.. same.Select(served => served[0])], roles)),
        ];
    }

    public IEnumerable<Addressee> SpecialistsInCopy => Specialists.Select(contact => contact.As(RecipientRole.Cc));

    /// <summary>Recipients of the weekly report: the committee, in copy the standing members and the specialists.</summary>
    public IReadOnlyList<Addressee> Report =>
    [
        .. WithRole(UnitRole.Committee).Select(contact => contact.As(RecipientRole.To)),
        .. WithRole(UnitRole.Copy).Select(contact => contact.As(RecipientRole.Cc)),
        .. SpecialistsInCopy,
    ];

    private static List<Addressee> Addressees(List<Contact> readers, HashSet<string> main)
    {
        var hasMain = readers.Exists(reader => main.Contains(reader.Address));
        return readers.ConvertAll(reader =>
            reader.As(main.Contains(reader.Address) || !hasMain ? RecipientRole.To : RecipientRole.Cc));
    }

    private IEnumerable<Contact> WithRole(UnitRole role) => contacts.Where(contact => contact.UnitRole == role);
}
