using MailKit.Net.Pop3;

namespace CamHa.Scheduler.Inbox.Sources;

/// <summary>A POP3 mailbox, as it was when it was opened. Mails are told apart by UIDL, and none is deleted.</summary>
internal sealed class PopMailbox(Pop3Client client, InboxOptions options, TimeProvider time) : IMailbox
{
    private readonly Dictionary<string, int> _indexes = [];
    private IList<int> _sizes = [];

    public bool IsNumbered => false;

    public long Validity => 0;

    public async Task<IReadOnlyList<MailPlace>> PlacesAsync(InboxPosition position, CancellationToken token)
    {
        using var limit = ServerMailbox.Limit(options, token);
        var names = await client.GetMessageUidsAsync(limit.Token);
        _sizes = await client.GetMessageSizesAsync(limit.Token);
        for (var index = 0; index < names.Count; index++)
            _indexes[names[index]] = index;
        return [.. names.Distinct().Select(name => new MailPlace(name))];
    }

    public async Task<Arrival?> BeginAsync(MailPlace place, CancellationToken token)
    {
        var index = _indexes[place.Name];
        using var limit = ServerMailbox.Limit(options, token);
        await using var head = await client.GetStreamAsync(index, headersOnly: _sizes[index] > Arrival.HeadSize, limit.Token);
        return new(place, await BytesOf.AllAsync(head, Arrival.HeadSize, limit.Token), _sizes[index], time.GetUtcNow());
    }

    public async Task<byte[]?> ReadAsync(Arrival arrival, long longest, CancellationToken token)
    {
        using var limit = ServerMailbox.Limit(options, token);
        await using var whole = await client.GetStreamAsync(_indexes[arrival.Place.Name], headersOnly: false, limit.Token);
        return await BytesOf.AllAsync(whole, longest, limit.Token);
    }

    public Task MoveAsync(MailPlace place, CancellationToken token) => Task.CompletedTask;

    // Nothing new shows while it is open.
    public async Task WaitAsync(TimeSpan longest, CancellationToken token)
    {
        await client.DisconnectAsync(quit: true, token);
        await Task.Delay(longest, time, token);
    }

    public async ValueTask DisposeAsync() => await ServerMailbox.CloseAsync(client);
}
