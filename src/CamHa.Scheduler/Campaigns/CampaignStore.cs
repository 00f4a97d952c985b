using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Campaigns;

/// <summary>Reads campaigns and their addresses.</summary>
public static class CampaignStore
{
    public static Task<List<Campaign>> AllAsync(DatabaseSession session, CancellationToken token) =>
        ReadAsync(session, "campaigns/all", null, token);

    /// <summary>The campaign with this code; an empty list for none.</summary>
    public static Task<List<Campaign>> ByCodeAsync(DatabaseSession session, string code, CancellationToken token) =>
        ReadAsync(session, "campaigns/by-code", new { Code = code }, token);

    /// <summary>The campaign of this number; null for none.</summary>
    public static async Task<Campaign?> FindAsync(DatabaseSession session, int id, CancellationToken token) =>
        (await ReadAsync(session, "campaigns/one", new { Id = id }, token)).FirstOrDefault();

    public static async Task<Campaign> OneAsync(DatabaseSession session, int id, CancellationToken token) =>
        (await ReadAsync(session, "campaigns/one", new { Id = id }, token)).Single();

    /// <summary>The campaign's addresses; read once a session, where the session reads one moment.</summary>
    public static Task<AddressBook> AddressBookAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
        session.OnceAsync(
            (typeof(AddressBook), campaignId),
            async () => new AddressBook(await ContactsAsync(session, campaignId, campaignId, token)));

    /// <summary>The specialists alone, for a mail that only names whom to ask: it need not read every address.</summary>
    public static Task<AddressBook> SpecialistsAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
        session.OnceAsync(
            (nameof(SpecialistsAsync), campaignId),
            async () => new AddressBook(
                await session.QueryAsync<Contact>("campaigns/specialists", new { CampaignId = campaignId }, token)));

    /// <summary>Address books by campaign id; a campaign without any address has none.</summary>
    /// <param name="session">The database.</param>
    /// <param name="campaigns">At least one, in the order of their ids: the query takes everything from the first to the last.</param>
    /// <param name="token">Cancels the query.</param>
    public static async Task<IReadOnlyDictionary<int, AddressBook>> AddressBooksAsync(
        DatabaseSession session, IReadOnlyList<Campaign> campaigns, CancellationToken token) =>
        (await ContactsAsync(session, campaigns[0].Id, campaigns[^1].Id, token))
        .GroupBy(contact => contact.CampaignId)
        .ToDictionary(own => own.Key, own => new AddressBook([.. own]));

    // A campaign's day beyond reason is a fault that the checks name; reckoning with it must not stop every look and page.
    private static async Task<List<Campaign>> ReadAsync(
        DatabaseSession session, string statement, object? parameters, CancellationToken token) =>
        (await session.QueryAsync<Campaign>(statement, parameters, token)).ConvertAll(campaign => campaign with
        {
            StartsOn = SensibleDays.Nearest(campaign.StartsOn),
            EndsOn = SensibleDays.Nearest(campaign.EndsOn),
        });

    private static Task<List<Contact>> ContactsAsync(DatabaseSession session, int first, int last, CancellationToken token) =>
        session.QueryAsync<Contact>("campaigns/contacts", new { FirstCampaign = first, LastCampaign = last }, token);

    /// <summary>Whether the database holds a plan with anybody in it.</summary>
    public static async Task<bool> HasPlanAsync(DatabaseSession session, CancellationToken token) =>
        await session.ScalarAsync<long>("campaigns/has-plan", null, token) > 0;
}
