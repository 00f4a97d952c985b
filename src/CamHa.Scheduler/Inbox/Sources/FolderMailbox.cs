using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Inbox.Sources;

/// <summary>A folder of .eml files, or a Maildir with its <c>new</c> and <c>cur</c>.</summary>
internal sealed class FolderMailbox : IMailbox
{
    private static readonly string[] OfMaildir = ["new", "cur"];
    private readonly InboxOptions _options;
    private readonly TimeProvider _time;
    private readonly string[] _folders;

    /// <exception cref="TransportUnavailableException">There is no such folder.</exception>
    public FolderMailbox(InboxOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        if (!Directory.Exists(options.Folder))
        {
            throw new TransportUnavailableException(
                $"Inbox:Folder = '{options.Folder}': there is no such folder, or the service's account may not read it. "
                + "Make it, or name another.");
        }

        var maildir = OfMaildir.Select(name => Path.Combine(options.Folder, name)).Where(Directory.Exists).ToArray();
        _folders = maildir.Length == 2 ? maildir : [options.Folder];
    }

    public bool IsNumbered => false;

    public long Validity => 0;

    private bool IsMaildir => _folders.Length == 2;

    public Task<IReadOnlyList<MailPlace>> PlacesAsync(InboxPosition position, CancellationToken token) =>
        Task.FromResult<IReadOnlyList<MailPlace>>(
        [
            .. _folders
                .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles(IsMaildir ? "*" : "*.eml"))
                .OrderBy(file => file.LastWriteTimeUtc)
                .ThenBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new MailPlace(Stem(file.Name)))
                .Distinct(),
        ]);

    public async Task<Arrival?> BeginAsync(MailPlace place, CancellationToken token)
    {
        if (Find(place) is not { } file || await BytesAsync(file, Arrival.HeadSize, token) is not { } head)
            return null;
        return new(place, head, file.Length, file.LastWriteTimeUtc);
    }

    public async Task<byte[]?> ReadAsync(Arrival arrival, long longest, CancellationToken token)
    {
        return Find(arrival.Place) is { } file ? await BytesAsync(file, longest, token) : null;
    }

    public Task MoveAsync(MailPlace place, CancellationToken token)
    {
        if (Find(place) is { } file)
        {
            Directory.CreateDirectory(_options.MoveTo);
            file.MoveTo(Path.Combine(_options.MoveTo, file.Name), overwrite: false);
        }

        return Task.CompletedTask;
    }

    public Task WaitAsync(TimeSpan longest, CancellationToken token) => Task.Delay(longest, _time, token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // One that another program holds open is read at the next look.
    private static async Task<byte[]?> BytesAsync(FileInfo file, long most, CancellationToken token)
    {
        try
        {
            await using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return await BytesOf.AllAsync(stream, most, token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A reader of a Maildir renames a mail when it sets a flag.
    private string Stem(string name) => IsMaildir ? name.Split(':', ';')[0] : name;

    private FileInfo? Find(MailPlace place) => IsMaildir
        ? _folders.SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles($"{place.Name}*"))
            .FirstOrDefault(file => Stem(file.Name) == place.Name)
        : new FileInfo(Path.Combine(_folders[0], place.Name)) is { Exists: true } file ? file : null;
}
