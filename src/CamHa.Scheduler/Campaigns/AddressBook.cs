namespace CamHa.Scheduler.Campaigns;

/// <summary>The active addresses of one campaign.</summary>
public sealed class AddressBook(IReadOnlyList<Contact> contacts)
{
    private readonly ILookup<int, Contact> _byUnit = contacts.ToLookup(contact => contact.UnitId);

    public IEnumerable<Contact> Specialists => WithRole(UnitRole.Specialist);

    /// <summary>The unit's own addresses; empty for none. Without a main address its copy addresses become main ones.</summary>
    public IReadOnlyList<Addressee> Unit(int unitId)
    {
        var own = _byUnit[unitId].ToList();
        var hasMain = own.Any(contact => contact.Role == RecipientRole.To);
        return [.. own.Select(contact => contact.As(hasMain ? contact.Role : RecipientRole.To))];
    }

    public IEnumerable<Addressee> UnitInCopy(int unitId) => _byUnit[unitId].Select(contact => contact.As(RecipientRole.Cc));

    public IEnumerable<Addressee> SpecialistsInCopy => Specialists.Select(contact => contact.As(RecipientRole.Cc));

    /// <summary>Recipients of the weekly report: the committee, in copy the standing members and the specialists.</summary>
    public IReadOnlyList<Addressee> Report =>
    [
        .. WithRole(UnitRole.Committee).Select(contact => contact.As(RecipientRole.To)),
        .. WithRole(UnitRole.Copy).Select(contact => contact.As(RecipientRole.Cc)),
        .. SpecialistsInCopy,
    ];

    private IEnumerable<Contact> WithRole(UnitRole role) => contacts.Where(contact => contact.UnitRole == role);
}
