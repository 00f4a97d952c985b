using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>A unit with those to whom is written.</summary>
internal sealed record ListedUnit
{
    public int Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public bool IsActive { get; init; }

    public bool OwesWeekly { get; init; }

    public IReadOnlyList<ContactRow> Contacts { get; init; } = [];

    /// <summary>Those of its addresses at which a mail server knows nobody.</summary>
    public IReadOnlySet<string> Refused { get; init; } = new HashSet<string>();

    /// <summary>Whether a mail to it would reach nobody.</summary>
    public bool IsOutOfReach => IsActive && Contacts.All(contact => Refused.Contains(contact.Address));

    /// <summary>Differs as soon as anybody has changed its addresses.</summary>
    public string Version => VersionOf(Contacts);

    /// <summary>Those of a campaign, in the order of their codes.</summary>
    public static async Task<List<ListedUnit>> AllAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
    [
        .. from row in await session.QueryAsync<Row>("campaigns/listed-units", new { CampaignId = campaignId }, token)
           group row by row.Id into unit
           let first = unit.First()
           let contacts = unit.Where(row => row.Address is not null).ToList()
           select new ListedUnit
           {
               Id = first.Id,
               Code = first.Code,
               Name = first.Name,
               IsActive = first.IsActive,
               OwesWeekly = first.OwesWeekly,
               Contacts = contacts.ConvertAll(row => new ContactRow
               {
                   Unit = row.Code,
                   Address = row.Address!,
                   Title = row.Title ?? "",
                   Phone = row.Phone ?? "",
                   Role = row.Role ?? RecipientRole.To,
               }),
               Refused = contacts.Where(row => row.IsRefused).Select(row => row.Address!).ToHashSet(),
           },
    ];

    /// <summary>The same version out of a plan.</summary>
    public static string VersionIn(PlanData plan, string code) =>
        VersionOf(plan.Contacts.Where(contact => contact.Unit == code && contact.IsActive));

    private static string VersionOf(IEnumerable<ContactRow> contacts) => string.Join(
        '-', contacts.Select(contact => RowVersion.Of(RowShapes.Contacts, contact)).Order(StringComparer.Ordinal));

    private sealed record Row
    {
        public int Id { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public bool IsActive { get; init; }

        public bool OwesWeekly { get; init; }

        public string? Address { get; init; }

        public string? Title { get; init; }

        public string? Phone { get; init; }

        public RecipientRole? Role { get; init; }

        public bool IsRefused { get; init; }
    }
}
