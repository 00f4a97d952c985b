using System.Text.Json.Serialization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>A message in a list for people to read.</summary>
internal record ListedMessage
{
    public long Id { get; init; }

    public string MessageKey { get; init; } = "";

    [JsonIgnore]
    public int CampaignId { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>The units whose mail it is; none for a report or an alert.</summary>
    public IReadOnlyList<UnitName> Units { get; init; } = [];

    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public string RecipientRole { get; init; } = "";

    public string State { get; init; } = "";

    public string StateReason { get; init; } = "";

    public string Subject { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int Attempts { get; init; }

    public string MessageId { get; init; } = "";

    public string MimeSha256 { get; init; } = "";

    [JsonIgnore]
    public int? UnitId { get; init; }

    /// <summary>The row numbers of the units that share it; empty for a mail of one or none.</summary>
    [JsonIgnore]
    public string SharedBy { get; init; } = "";

    public static async Task<List<ListedMessage>> AllAsync(DatabaseSession session, OutboxFilter filter, CancellationToken token)
    {
        var messages = await session.QueryAsync<ListedMessage>("outbox/list", filter, token);
        var units = await UnitName.EachAsync(session, messages.SelectMany(message => message.UnitIds), token);
        return messages.ConvertAll(message => message.With(units));
    }

    /// <summary>The message with this row number; null for none.</summary>
    public static async Task<ListedMessage?> OneAsync(DatabaseSession session, long id, CancellationToken token) =>
        await session.SingleOrDefaultAsync<ListedMessage>("outbox/one", new { Id = id }, token) is { } message
            ? message.With(await UnitName.EachAsync(session, message.UnitIds, token))
            : null;

    /// <summary>The units whose mail it is, by their names.</summary>
    public IReadOnlyList<UnitName> UnitsIn(IReadOnlyDictionary<int, UnitName> known) =>
        UnitName.Of(UnitIds, known);

    private IReadOnlyList<int> UnitIds => OutboxMessage.UnitsOf(UnitId, SharedBy);

    private ListedMessage With(IReadOnlyDictionary<int, UnitName> units) => this with { Units = UnitsIn(units) };
}
