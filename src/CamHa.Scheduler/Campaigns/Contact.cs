namespace CamHa.Scheduler.Campaigns;

/// <summary>A mail address of a unit.</summary>
public sealed record Contact
{
    public int CampaignId { get; init; }

    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    public UnitRole UnitRole { get; init; }

    public string Address { get; init; } = "";

    /// <summary>The office that the address belongs to, such as Trưởng ban; may be empty.</summary>
    public string Title { get; init; } = "";

    public string Phone { get; init; } = "";

    public RecipientRole Role { get; init; }

    public string DisplayName => Title.Length == 0 ? UnitName : $"{Title} – {UnitName}";

    /// <summary>Name, phone and address on one line.</summary>
    public string Reachable => Phone.Length == 0 ? $"{DisplayName}, thư {Address}" : $"{DisplayName}, điện thoại {Phone}, thư {Address}";

    public Addressee As(RecipientRole role) => new(Address, DisplayName, role);
}

/// <summary>A unit's part in the campaign.</summary>
public enum UnitRole
{
    Member,

    /// <summary>The steering committee, to which the weekly report is addressed.</summary>
    Committee,

    /// <summary>Consolidates the submissions; replies go to the specialist.</summary>
    Specialist,

    /// <summary>Gets the weekly report in copy.</summary>
    Copy,
}
