using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace CamHa.Scheduler.Inbox.Sources;

/// <summary>A folder of an IMAP mailbox. Whether somebody has read a mail there says nothing, and is left as it is.</summary>
internal sealed class ImapMailbox(ImapClient client, IMailFolder folder, InboxOptions options, TimeProvider time) : IMailbox
{
    private int _count = folder.Count;
    private IMailFolder? _target;

    public bool IsNumbered => true;

    public long Validity => folder.UidValidity;

    public async Task<IReadOnlyList<MailPlace>> PlacesAsync(InboxPosition position, CancellationToken token)
    {
        using var limit = ServerMailbox.Limit(options, token);
        // A server tells of new mails while it is asked for something.
        await client.NoOpAsync(limit.Token);
        _count = folder.Count;
        var isNew = position.Validity != Validity;
        SearchQuery query = isNew
            ? SearchQuery.DeliveredAfter(position.Since.UtcDateTime.Date)
            : SearchQuery.Uids(new UniqueIdRange(new UniqueId((uint)position.Number + 1), UniqueId.MaxValue));
        var found = await folder.SearchAsync(query, limit.Token);
        // "n:*" names the last mail, too, where its number is smaller than n.
        return
        [
            .. found.Where(id => isNew || id.Id > position.Number).Select(id => id.Id).Order()
                .Select(id => new MailPlace(string.Create(CultureInfo.InvariantCulture, $"{Validity}/{id}"), id)),
        ];
    }

    public async Task<Arrival?> BeginAsync(MailPlace place, CancellationToken token)
    {
        using var limit = ServerMailbox.Limit(options, token);
        var id = Id(place);
        const MessageSummaryItems Facts = MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate;
        var told = await folder.FetchAsync([id], Facts, limit.Token);
        if (told.Count == 0)
            return null;
        try
        {
            await using var stream = await folder.GetStreamAsync(id, 0, Arrival.HeadSize, limit.Token);
            var head = await BytesOf.AllAsync(stream, Arrival.HeadSize, limit.Token);
            return new(place, head, told[0].Size ?? 0, told[0].InternalDate ?? time.GetUtcNow());
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
    }

    public async Task<byte[]?> ReadAsync(Arrival arrival, long longest, CancellationToken token)
    {
        try
        {
            using var limit = ServerMailbox.Limit(options, token);
            await using var whole = await folder.GetStreamAsync(Id(arrival.Place), 0, (int)longest, limit.Token);
            return await BytesOf.AllAsync(whole, longest, limit.Token);
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
    }

    public async Task MoveAsync(MailPlace place, CancellationToken token)
    {
        using var limit = ServerMailbox.Limit(options, token);
        _target ??= await TargetAsync(limit.Token);
        await folder.MoveToAsync(Id(place), _target, limit.Token);
    }

    public async Task WaitAsync(TimeSpan longest, CancellationToken token)
    {
        if (folder.Count != _count)
            return;
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(longest, time, token);
            return;
        }

        using var done = new CancellationTokenSource(longest, time);
        // A peer that is dead hangs IDLE beyond its end and every time-out of the socket.
        using var hard = new CancellationTokenSource(longest + Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, hard.Token);
        void Changed(object? sender, EventArgs e) => done.Cancel();
        folder.CountChanged += Changed;
        try
        {
            await client.IdleAsync(done.Token, either.Token);
        }
        finally
        {
            folder.CountChanged -= Changed;
        }
    }

    public async ValueTask DisposeAsync() => await ServerMailbox.CloseAsync(client);

    private TimeSpan Patience => TimeSpan.FromSeconds(options.TimeoutSeconds);

    private static UniqueId Id(MailPlace place) => new((uint)place.Number);

    private async Task<IMailFolder> TargetAsync(CancellationToken token)
    {
        try
        {
            return await client.GetFolderAsync(options.MoveTo, token);
        }
        catch (FolderNotFoundException)
        {
            var root = client.GetFolder(client.PersonalNamespaces[0]);
            return await root.CreateAsync(options.MoveTo, isMessageFolder: true, token)
                ?? throw new ImapCommandException(ImapCommandResponse.No, $"the folder '{options.MoveTo}' cannot be made");
        }
    }
}
