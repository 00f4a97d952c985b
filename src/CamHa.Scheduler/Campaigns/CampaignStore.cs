using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Campaigns;

/// <summary>Reads campaigns and who is written to.</summary>
public static class CampaignStore
{
    public static Task<List<Campaign>> AllAsync(Session session, CancellationToken token) =>
        session.QueryAsync<Campaign>("campaigns/all", null, token);

    public static async Task<Campaign> OneAsync(Session session, int id, CancellationToken token) =>
        (await session.QueryAsync<Campaign>("campaigns/one", new { Id = id }, token)).Single();

    public static async Task<AddressBook> AddressBookAsync(Session session, int campaignId, CancellationToken token) =>
        new(await session.QueryAsync<Contact>("campaigns/contacts", new { CampaignId = campaignId }, token));
}
