using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>
/// Says what a failure means, by the server's words first: of the recipients with a status 5.x.x only a third are dead. Only an
/// address or a host that is not there is hard.
/// </summary>
internal static partial class FailureClassRule
{
    private static readonly (FailureClass Class, Phrases Words)[] Words = [.. WordList.Rows("failure-words.tsv")
        .GroupBy(row => row[0])
        .Select(group => (Enum.Parse<FailureClass>(group.Key.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            new Phrases(group.Select(row => row[1]))))];

    /// <param name="address">The recipient.</param>
    /// <param name="said">The server's words; may be empty.</param>
    /// <param name="status">What the report gives as status; null for none.</param>
    /// <param name="isDelayed">Whether the report says that it is still tried.</param>
    public static ReportedRecipient Of(string address, string said, string? status, bool isDelayed)
    {
        var words = Plain(said);
        var own = Enhanced().Match(words) is { Success: true } found ? found.Value : null;
        // A status of zeros says nothing that the words do not say better.
        var best = own is not null && (status is null || status.EndsWith(".0.0", StringComparison.Ordinal)) ? own : status ?? own;
        var failure = ByWords(words) ?? ByStatus(own) ?? ByStatus(status) ?? ByStage(words);
        // What is still tried has not failed.
        if (isDelayed && failure is not FailureClass.Full)
            failure = FailureClass.Delayed;
        var isTemporary = isDelayed || best?[0] == '4' || (best is null && Temporary().IsMatch(words));
        var sort = failure ?? (isTemporary ? FailureClass.Delayed : FailureClass.Other);
        var isHard = !isTemporary && sort is FailureClass.UnknownAddress or FailureClass.UnknownHost;
        return new(address, sort, isHard, best, said.Trim()) { IsStillTried = isDelayed };
    }

    /// <summary>
    /// The same where the report gives a status and no words: what it writes for people counts only where the status says nothing.
    /// </summary>
    /// <param name="address">The recipient.</param>
    /// <param name="status">The status.</param>
    /// <param name="told">The report's words for people.</param>
    /// <param name="isDelayed">Whether it is still tried.</param>
    public static ReportedRecipient OfStatus(string address, string? status, string told, bool isDelayed) =>
        ByStatus(status) is null ? Of(address, told, status, isDelayed) : Of(address, "", status, isDelayed);

    private static FailureClass? ByWords(string words)
    {
        foreach (var (sort, phrases) in Words)
        {
            if (phrases.In(words) is not null)
                return sort;
        }

        return null;
    }

    private static FailureClass? ByStatus(string? status)
    {
        if (status is null)
            return null;
        var isPermanent = status[0] == '5';
        return status[2..] switch
        {
            "1.1" or "1.3" or "1.6" or "1.10" => FailureClass.UnknownAddress,
            "4.1" when isPermanent => FailureClass.UnknownAddress,
            "2.1" => isPermanent ? FailureClass.UnknownAddress : FailureClass.Delayed,
            "1.2" or "4.310" => FailureClass.UnknownHost,
            "4.4" when isPermanent => FailureClass.UnknownHost,
            "2.2" => FailureClass.Full,
            "2.3" or "3.4" => FailureClass.Size,
            "1.7" or "1.8" or "1.20" => FailureClass.Policy,
            var rest when rest.StartsWith("6.", StringComparison.Ordinal) || rest.StartsWith("7.", StringComparison.Ordinal) =>
                FailureClass.Policy,
            var rest when rest.StartsWith("4.", StringComparison.Ordinal) => FailureClass.Delayed,
            _ => null,
        };
    }

    // A server that refuses the recipient has something against it; one that refuses the text has something against us.
    private static FailureClass? ByStage(string words) =>
        RefusedRecipient().IsMatch(words) ? FailureClass.UnknownAddress
        : RefusedText().IsMatch(words) ? FailureClass.Policy
        : Storage().IsMatch(words) ? FailureClass.Full
        : null;

    // Addresses and hosts hold words, too: spam@…, mx.blacklist.….
    private static string Plain(string said) => Spaces().Replace(Named().Replace(Folded.Of(said), " "), " ");

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"(?<![\d.])4[25]\d(?=[ -])")]
    private static partial Regex Temporary();

    [GeneratedRegex(@"(?:rcpt to|to rcpt).{0,200}?\b55\d|\b55\d.{0,300}?in reply to rcpt to", RegexOptions.Singleline)]
    private static partial Regex RefusedRecipient();

    [GeneratedRegex(
        @"(?:end of data|after data|to data).{0,200}?\b55\d|\b55\d.{0,300}?in reply to (?:end of )?data", RegexOptions.Singleline)]
    private static partial Regex RefusedText();

    [GeneratedRegex(@"\b552\b")]
    private static partial Regex Storage();

    [GeneratedRegex(@"https?://\S+|[\w.+=-]+@[\w.-]+|\bhost [\w.-]+\[[\d.:a-f]+\]")]
    private static partial Regex Named();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
