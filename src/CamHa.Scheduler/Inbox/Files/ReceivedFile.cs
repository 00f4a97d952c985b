using System.Security.Cryptography;
using System.Text.Json.Serialization;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Files;

/// <summary>A file that came with a mail.</summary>
public sealed record ReceivedFile
{
    /// <summary>Its place in the mail, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Without a path, and with the ending of what it is.</summary>
    public string Name { get; init; } = "";

    /// <summary>By its content.</summary>
    public string Type { get; init; } = "";

    public long SizeBytes { get; init; }

    public string Sha256 { get; init; } = "";

    /// <summary>Why it does not count; null where it does.</summary>
    public FileFault? Fault { get; init; }

    [JsonIgnore]
    public FileKind Kind => FileKind.Of(Type);

    /// <summary>Its name and how large it is, for people to read.</summary>
    [JsonIgnore]
    public string Words => $"{Name} ({SizeWords.Of(SizeBytes)})";

    internal static ReceivedFile Of(int number, IncomingFile file, byte[] bytes)
    {
        var kind = FileContent.KindOf(bytes, file.Name, file.Type.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase));
        return new()
        {
            Number = number,
            Name = FileNameRule.Of(file.Name, kind, number),
            Type = kind.Type,
            SizeBytes = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        };
    }
}

/// <summary>Why a file does not count.</summary>
public enum FileFault
{
    /// <summary>Its mail has more files than are taken.</summary>
    TooMany,

    /// <summary>The files of its mail are larger than is taken.</summary>
    TooLarge,

    /// <summary>Its unit has sent as much in the week as is taken.</summary>
    WeekIsFull,
}
