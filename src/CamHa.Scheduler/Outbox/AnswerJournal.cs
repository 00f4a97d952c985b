using System.Security.Cryptography;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// The servers' 250s on their way into the database, in a small file beside it: a write to a file outlives a killed process and
/// takes microseconds, where a transaction that waits for the disk pays only for dozens of answers. The next process records what it
/// finds there. Each answer has a place of its own until it is recorded, so the file does not grow.
/// </summary>
public sealed partial class AnswerJournal : IDisposable
{
    private const int PlaceBytes = 1024;
    private const int LongestReply = 250;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _places = [];
    private readonly Stack<int> _free = new();
    private readonly string _prefix;
    private readonly LeaseOwner _owner;
    private readonly ILogger<AnswerJournal> _logger;
    private SafeFileHandle? _file;
    private bool _isOff;
    private int _used;

    public AnswerJournal(
        LeaseOwner owner, IOptions<StorageOptions> storage, IOptions<OutboxOptions> options, ILogger<AnswerJournal> logger)
    {
        (_owner, _logger) = (owner, logger);
        _prefix = Path.GetFullPath(storage.Value.File) + ".answers-";
        _isOff = !options.Value.Journal;
    }

    /// <summary>Whether answers are kept at all.</summary>
    public bool IsKept => !_isOff;

    /// <summary>Keeps a 250 until it is recorded.</summary>
    /// <returns>False where it is not kept, and only the database will hold it.</returns>
    public bool TryKeep(Attempt attempt)
    {
        if (attempt.State != OutboxState.Sent)
            return false;
        lock (_gate)
        {
            try
            {
                if (_isOff)
                    return false;
                _file ??= Create(FileOf(_owner.Name));
                if (!_free.TryPop(out var place))
                    place = _used++;
                RandomAccess.Write(_file, Written(attempt), (long)place * PlaceBytes);
                _places[attempt.OutboxMessageId] = place;
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _isOff = true;
                Log.Off(_logger, e.Message);
                return false;
            }
        }
    }

    /// <summary>Forgets what is recorded.</summary>
    public void Forget(IEnumerable<Attempt> recorded)
    {
        lock (_gate)
        {
            foreach (var attempt in recorded)
            {
                if (_places.Remove(attempt.OutboxMessageId, out var place))
                    Clear(place);
            }
        }
    }

    /// <summary>What a process of this machine had kept and not recorded.</summary>
    public IReadOnlyList<Attempt> Of(string owner)
    {
        lock (_gate)
        {
            // Asked around every dispatch, also while there is nothing to send: what this process keeps is known without the file.
            if (owner == _owner.Name && _places.Count == 0)
                return [];
        }

        try
        {
            var bytes = ReadAll(FileOf(owner));
            var taken = Enumerable.Range(0, bytes.Length / PlaceBytes).Where(place => !IsFree(bytes, place)).ToList();
            var answers = taken.Select(place => Read(bytes, place, owner)).OfType<Attempt>().ToList();
            if (answers.Count < taken.Count)
                Log.Unreadable(_logger, FileOf(owner), taken.Count - answers.Count);
            return answers;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // None, or another account's: what it held is in doubt.
            return [];
        }
    }

    /// <summary>Deletes what processes that no longer run have left, once it is recorded.</summary>
    public void DropOf(Func<string, bool> isDead)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_prefix)!, Path.GetFileName(_prefix) + "*"))
            {
                if (isDead($"{Environment.MachineName}/{file[_prefix.Length..].Replace('-', '/')}"))
                    WholeFile.Discard(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that stays does no harm: none of its answers is awaited any more.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // What could not be recorded is for the next process.
            var isEmpty = _places.Count == 0;
            _isOff = true;
            _file?.Dispose();
            if (_file is not null && isEmpty)
                WholeFile.Discard(FileOf(_owner.Name));
            _file = null;
        }
    }

    // An owner is a machine, a process and a random number.
    private string FileOf(string owner) => _prefix + owner[(owner.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '-');

    // Not for everybody to read: answers quote addresses.
    private static SafeFileHandle Create(string file)
    {
        SqliteFile.Create(file);
        return File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.Read);
    }

    private void Clear(int place)
    {
        _free.Push(place);
        try
        {
            RandomAccess.Write(_file!, stackalloc byte[SHA256.HashSizeInBytes], (long)place * PlaceBytes);
        }
        catch (IOException)
        {
            // Read again, it is an answer that is recorded already.
        }
    }

    private static byte[] ReadAll(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[((stream.Length + PlaceBytes - 1) / PlaceBytes) * PlaceBytes];
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes;
    }

    private static byte[] Written(Attempt attempt)
    {
        using var stream = new MemoryStream();
        stream.SetLength(SHA256.HashSizeInBytes);
        stream.Position = SHA256.HashSizeInBytes;
        using var writer = new BinaryWriter(stream);
        writer.Write(attempt.OutboxMessageId);
        writer.Write(attempt.AttemptedAt.UtcTicks);
        writer.Write(attempt.FinishedAt.UtcTicks);
        writer.Write(attempt.InDoubt);
        writer.Write(attempt.Attempts);
        writer.Write(attempt.Code ?? 0);
        writer.Write(attempt.Stage);
        writer.Write(attempt.Outcome);
        writer.Write(attempt.Reply.Truncated(LongestReply));
        var bytes = stream.ToArray();
        SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes), bytes);
        return bytes;
    }

    private static bool IsFree(byte[] bytes, int place) =>
        !bytes.AsSpan(place * PlaceBytes, SHA256.HashSizeInBytes).ContainsAnyExcept((byte)0);

    // Null where it was being written when its process died, or somebody else has changed the file.
    private static Attempt? Read(byte[] bytes, int place, string owner)
    {
        using var stream = new MemoryStream(bytes, place * PlaceBytes, PlaceBytes);
        using var reader = new BinaryReader(stream);
        var hash = reader.ReadBytes(SHA256.HashSizeInBytes);
        try
        {
            var attempt = new Attempt
            {
                Owner = owner,
                State = OutboxState.Sent,
                StaysInDoubt = false,
                NotBefore = default,
                OutboxMessageId = reader.ReadInt64(),
                AttemptedAt = new(reader.ReadInt64(), TimeSpan.Zero),
                FinishedAt = new(reader.ReadInt64(), TimeSpan.Zero),
                InDoubt = reader.ReadBoolean(),
                Attempts = reader.ReadInt32(),
                Code = reader.ReadInt32() is var code and not 0 ? code : null,
                Stage = reader.ReadString(),
                Outcome = reader.ReadString(),
                Reply = reader.ReadString(),
            };
            var content = bytes.AsSpan((place * PlaceBytes) + hash.Length, (int)stream.Position - hash.Length);
            return SHA256.HashData(content).AsSpan().SequenceEqual(hash) ? attempt : null;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or IOException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(307, LogLevel.Warning, "Answers cannot be kept beside the database ({Why}), so each mail waits until earlier "
            + "ones are recorded; let the service's account write to the folder of Storage:File, or set Outbox:Journal=false")]
        public static partial void Off(ILogger logger, string why);

        [LoggerMessage(309, LogLevel.Warning, "{Count} answers in {File} cannot be read; as many mails may arrive twice")]
        public static partial void Unreadable(ILogger logger, string file, int count);
    }
}
