using System.Security.Cryptography;
using System.Text.Json;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Desk;

/// <summary>
/// Files that were sent and wait until somebody has seen what they would change. They lie beside the database, outlive a restart, and
/// are reached by the account alone that has sent them, while it sees what they are for.
/// </summary>
internal sealed class WaitingUploads(IOptions<StorageOptions> storage, Settings settings, TimeProvider time)
{
    private const string FolderName = "tep-cho-nap";
    private const int MostOfAccount = 3;
    private const long MostBytes = 200_000_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // A server's database has no folder here. A folder that all share is none: who makes it first changes what waits in it.
    private string Folder => Path.Combine(
        Path.GetDirectoryName(storage.Value.IsSqlServer ? settings.PageFile : Path.GetFullPath(storage.Value.File))!, FolderName);

    /// <summary>Deletes those that nobody has come back to.</summary>
    public Sweep Sweep => new("forget uploads", TimeSpan.FromHours(1), _ => Task.FromResult(Forget()));

    public string PathOf(Upload upload) => Path.Combine(Folder, $"{upload.Id}.bin");

    /// <summary>Keeps what somebody has sent.</summary>
    /// <param name="who">The sender.</param>
    /// <param name="upload">What is known of it; it gets its number here.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="token">Cancels it; nothing is left behind.</param>
    public async Task<Upload> KeepAsync(SignedIn who, Upload upload, Stream content, CancellationToken token)
    {
        Forget();
        foreach (var old in All().Where(each => each.Account == who.Id).OrderByDescending(each => each.At).Skip(MostOfAccount - 1))
            Drop(old);
        if (All().Select(each => new FileInfo(PathOf(each))).Where(file => file.Exists).Sum(file => file.Length) > MostBytes)
            throw new IOException("Too many files wait.");
        CreateFolder();
        upload = upload with
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Account = who.Id,
            At = time.GetUtcNow(),
        };
        try
        {
            // The note comes first, so that what was cut off is found and forgotten.
            Save(upload);
            await using (var file = OwnersFile.Create(PathOf(upload)))
                await content.CopyToAsync(file, token);
            upload = upload with { IsWhole = true };
            Save(upload);
            return upload;
        }
        catch
        {
            Drop(upload);
            throw;
        }
    }

    /// <summary>The one of this number, if it is there and this account's.</summary>
    public Upload? Find(SignedIn who, string id) =>
        id.Length == 32 && id.All(char.IsAsciiHexDigitLower) && Read(id) is { } upload && IsOf(upload, who)
            ? upload : null;

    /// <summary>Those of an account, the newest first.</summary>
    public IReadOnlyList<Upload> Of(SignedIn who) =>
        [.. All().Where(each => IsOf(each, who)).OrderByDescending(each => each.At)];

    public void Save(Upload upload) => WholeFile.Write(NoteOf(upload.Id), isDurable: false, JsonSerializer.SerializeToUtf8Bytes(upload));

    public void Drop(Upload upload)
    {
        WholeFile.Discard(PathOf(upload));
        WholeFile.Discard(NoteOf(upload.Id));
    }

    private string NoteOf(string id) => Path.Combine(Folder, $"{id}.json");

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private bool IsOf(Upload upload, SignedIn who) => upload.Account == who.Id && Upload.IsFor(upload.Campaign, who) && IsThere(upload);

    private bool IsThere(Upload upload) => upload.IsWhole && time.GetUtcNow() - upload.At < Kept && File.Exists(PathOf(upload));

    private int Forget()
    {
        var forgotten = 0;
        foreach (var upload in All().Where(each => time.GetUtcNow() - each.At is var age && (age >= Kept || age < -Kept)))
        {
            Drop(upload);
            forgotten++;
        }

        return forgotten;
    }

    private List<Upload> All() => !Directory.Exists(Folder) ? [] :
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Read(Path.GetFileNameWithoutExtension(file))).OfType<Upload>()];

    private Upload? Read(string id)
    {
        try
        {
            return File.Exists(NoteOf(id)) ? JsonSerializer.Deserialize<Upload>(File.ReadAllBytes(NoteOf(id))) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A file that waits.</summary>
internal sealed record Upload
{
    public string Id { get; init; } = "";

    /// <summary>The account that has sent it.</summary>
    public int Account { get; init; }

    /// <summary>What it is called; nothing is found by it.</summary>
    public string Name { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Whether all of it has come.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The campaign that was chosen; null for the one that the file names.</summary>
    public int? Campaign { get; init; }

    /// <summary>What a person says of a table in a form of its own, as a map's JSON; empty for nothing yet.</summary>
    public string Said { get; init; } = "";

    /// <summary>Whether an account may send for this campaign; what names its own is for who sees all.</summary>
    public static bool IsFor(int? campaign, SignedIn who) => campaign is { } chosen ? who.Sees(chosen) : who.IsForAll;
}
