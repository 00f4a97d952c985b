
namespace CamHa.Scheduler.Campaigns;

/// <summary>A mail address of a unit, with a role.</summary>
public sealed record Contact
{
    public int CampaignId { get; init; }

    public int UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public UnitRole UnitRole { get; init; }

    public string Address { get; init; } = "";

    /// <summary>The office the address belongs to, such as Trưởng ban; may be empty.</summary>
    public string Title { get; init; } = "";

    public string Phone { get; init; } = "";

    public RecipientRole Role { get; init; }

    public string DisplayName => Title.Length == 0 ? UnitName : $"{Title} – {UnitName}";

    public Addressee As(RecipientRole role) => new(Address, DisplayName, role);
}

/// <summary>What a unit is to the campaign.</summary>
public enum UnitRole
{
    Member,

    /// <summary>The steering committee: the weekly report is addressed to it.</summary>
    Committee,

    /// <summary>Consolidates the submissions; replies go there.</summary>
    Specialist,

    /// <summary>Gets the weekly report in copy.</summary>
    Copy,
}
