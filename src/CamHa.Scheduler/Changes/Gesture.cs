using System.Security.Cryptography;

namespace CamHa.Scheduler.Changes;

/// <summary>By what way a change comes.</summary>
public enum ChangeWay
{
    Import,
    Desk,
    Mail,
    Link,
    Console,
}

/// <summary>One act of one person, with all that it changes.</summary>
/// <param name="Key">What makes it once: given by the form or the file, so that a second post does nothing.</param>
/// <param name="By">The account, the contact's address, or the user at the console.</param>
/// <param name="Way">By what way it comes.</param>
public sealed record Gesture(string Key, string By, ChangeWay Way)
{
    /// <summary>What a source begins with that is a mail; its number follows.</summary>
    public const string OfMail = "inbox ";

    /// <summary>Why, in the words of whoever did it; empty for none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What it was read from: the name of a file, or a mail; empty for none.</summary>
    public string Source { get; init; } = "";

    /// <summary>The hash of the source, in lower-case hexadecimal; empty for none.</summary>
    public string SourceSha256 { get; init; } = "";

    /// <summary>The number of the gesture that it undoes; null for none.</summary>
    public long? UndoesId { get; init; }

    /// <summary>One that is made at the console, by the user of the machine.</summary>
    public static Gesture AtConsole(string reason = "") =>
        new(NewKey(), $"{Environment.UserName}@{Environment.MachineName}", ChangeWay.Console) { Reason = reason };

    /// <summary>One that is made on the page.</summary>
    /// <param name="by">The account; without accounts, the page of the machine.</param>
    public static Gesture AtDesk(string by) => new(NewKey(), by, ChangeWay.Desk);

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>A gesture as the record keeps it.</summary>
public sealed record RecordedGesture
{
    public long Id { get; init; }

    public int CampaignId { get; init; }

    /// <summary>The campaign's code; empty for what all campaigns share.</summary>
    public string Campaign { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public string MadeBy { get; init; } = "";

    public ChangeWay Way { get; init; }

    public string Reason { get; init; } = "";

    public string Source { get; init; } = "";

    public string SourceSha256 { get; init; } = "";

    /// <summary>The gesture that this one undoes.</summary>
    public long? UndoesId { get; init; }

    /// <summary>The gesture that has undone this one.</summary>
    public long? UndoneById { get; init; }

    /// <summary>False for a change of another program's tables, which waits for somebody to make it there.</summary>
    public bool IsApplied { get; init; }

    public int Entries { get; init; }

    public int NewRows { get; init; }
}
