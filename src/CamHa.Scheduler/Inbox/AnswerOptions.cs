using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Inbox.Files;

namespace CamHa.Scheduler.Inbox;

/// <summary>What is made of answers.</summary>
public sealed class AnswerOptions
{
    public const string Section = "Answers";

    /// <summary>Whether a unit's word that it is done waits to be confirmed by the specialist; false takes the unit's word.</summary>
    public bool ConfirmCompletion { get; set; } = true;

    /// <summary>
    /// Whether a mail counts that only says it comes from a contact: neither has our own server checked it, nor does it name a mail that
    /// went to that address. False lets it wait for a person.
    /// </summary>
    public bool TrustAddresses { get; set; } = true;

    /// <summary>
    /// The name by which the server of the mailbox signs its <c>Authentication-Results</c>, such as <c>mx.google.com</c>; empty believes
    /// none.
    /// </summary>
    public string AuthenticationServer { get; set; } = "";

    /// <summary>Acknowledgements to one address in 24 hours, at most: two answering machines must not talk for ever.</summary>
    [Range(0, 100)]
    public int PerDay { get; set; } = 5;

    /// <summary>Files of one mail that are taken; the sender is told of the others.</summary>
    [Range(0, 100)]
    public int MaxFiles { get; set; } = 20;

    /// <summary>What the files of one mail may weigh together, in millions of bytes.</summary>
    [Range(1, 100)]
    public int MaxFileMegabytes { get; set; } = 20;

    /// <summary>What the files of a unit may weigh together in a week from Monday to Sunday, in millions of bytes.</summary>
    [Range(1, 10_000)]
    public int MaxWeekMegabytes { get; set; } = 60;

    internal FileLimits Limits => new(MaxFiles, MaxFileMegabytes * 1_000_000L, MaxWeekMegabytes * 1_000_000L);
}
