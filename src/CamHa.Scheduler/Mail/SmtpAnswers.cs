using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Every way a delivery can end, and what follows from it: one table, here and in docs/delivery.md, which a test holds
/// against each other. The first row that fits counts.
/// </summary>
/// <remarks>Codes are those of RFC 5321, the enhanced ones (<c>5.1.1</c>) those of RFC 3463.</remarks>
public static partial class SmtpAnswers
{
    private const string Everybody = "`status`, `doctor` and the log; mails wait";
    private const string Specialist = "the specialist, with the call list";

    public static SmtpAnswer Unreachable { get; } = new(
        "server away", "connection refused, no such host, no greeting or no answer in time, 4xx or 5xx as a greeting", null,
        "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer NoTls { get; } = new(
        "no safe connection", "STARTTLS not offered, handshake failed, certificate not trusted or for another name", null,
        "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer LoginRefused { get; } = new(
        "login refused", "535 and every other answer to AUTH but 235; 530 at any stage; 5.7.x to RCPT where nobody has logged in; no token to be had", null,
        "circuit opens, for ten minutes at least, so that the account is not locked; no try is lost", Everybody);

    public static SmtpAnswer SenderRefused { get; } = new(
        "sender refused", "5xx to MAIL, but not for the size", null,
        "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer SessionEnded { get; } = new(
        "session ended", "421, connection cut or no answer in time, before the mail itself", DeliveryOutcome.SessionEnded,
        "at once through a new session; if that one's first mail, it waits as after 4xx", "`outbox show`");

    public static SmtpAnswer InDoubt { get; } = new(
        "in doubt", "connection cut or no answer in time, once the mail itself was begun", DeliveryOutcome.InDoubt,
        "the same bytes again under the same Message-ID, waiting as after 4xx", "`outbox show`");

    public static SmtpAnswer Taken { get; } = new(
        "taken", "250 to the final dot", DeliveryOutcome.Delivered, "sent", "`outbox show`");

    public static SmtpAnswer NotAllowed { get; } = new(
        "not allowed now", "5xx to RCPT with 5.7.x: relaying, policy, reputation", DeliveryOutcome.Retry,
        "waits as after 4xx: the fault is mostly the servers', and passes", $"{Specialist}, when it is given up")
    {
        Fits = reply => reply is { Stage: "RCPT", IsForGood: true } && reply.Enhanced.StartsWith("5.7.", StringComparison.Ordinal),
    };

    /// <summary>The rows that a code decides between, in their order.</summary>
    public static IReadOnlyList<SmtpAnswer> ByCode { get; } =
    [
        SessionEnded with { Fits = reply => reply.Code == 421 },
        LoginRefused with { Fits = reply => reply.Code == 530 },
        new("mailbox full", "452 or 552 to RCPT, x.2.2", DeliveryOutcome.Retry,
            "waits as after 4xx: a mailbox can be emptied", $"{Specialist}, when it is given up")
        {
            Fits = reply => reply.Enhanced.EndsWith(".2.2", StringComparison.Ordinal) || (reply is { Stage: "RCPT", Code: 452 or 552 } && reply.Enhanced.Length == 0),
        },
        new("too large", "552, or x.3.4 or x.2.3; also where the server's limit is known before", DeliveryOutcome.Refused,
            "dead at once", Specialist)
        {
            Fits = reply => reply.Code == 552 || (reply.IsForGood && Ends(reply, ".3.4", ".2.3")),
        },
        SenderRefused with { Fits = reply => reply is { Stage: "MAIL", IsForGood: true } },
        new("no such address", "550, 551 or 553 to RCPT with 5.1.x, 5.2.1 or no enhanced code", DeliveryOutcome.AddressRefused,
            "dead at once; nobody writes to the address until it is replaced or `outbox retry` says it is right", Specialist)
        {
            Fits = reply => reply is { Stage: "RCPT", IsForGood: true }
                && (reply.Enhanced.StartsWith("5.1.", StringComparison.Ordinal) || reply.Enhanced == "5.2.1"
                    || (reply.Enhanced.Length == 0 && reply.Code is 550 or 551 or 553)),
        },
        NotAllowed,
        new("greylisted", "450 or 451 to RCPT, 4.7.x", DeliveryOutcome.Retry,
            "waits as after 4xx: the second or third try is taken", "`outbox show`")
        {
            Fits = reply => reply is { Stage: "RCPT", Code: 450 or 451 },
        },
        new("not now", "every other 4xx", DeliveryOutcome.Retry,
            "again after 1, 2, 4 … 60 minutes, each a fifth longer or shorter by chance; dead after `Outbox:GiveUpAfterHours` of trying, expired when it has lost its point",
            $"{Specialist}, when it is given up")
        {
            Fits = reply => !reply.IsForGood,
        },
        new("refused", "every other 5xx", DeliveryOutcome.Refused, "dead at once", Specialist) { Fits = _ => true },
    ];

    /// <summary>The whole table, as the operator's guide shows it.</summary>
    public static IReadOnlyList<SmtpAnswer> Table { get; } =
    [
        Unreachable, NoTls, LoginRefused, SenderRefused, SessionEnded, InDoubt, Taken,
        .. ByCode.Where(row => row.Name != SessionEnded.Name && row.Name != LoginRefused.Name && row.Name != SenderRefused.Name),
    ];

    /// <summary>What an answer means that came after <paramref name="stage"/>.</summary>
    public static SmtpAnswer Of(string stage, int code, string text)
    {
        var reply = new SmtpReply(stage, code, EnhancedCode().Match(text).Value);
        return ByCode.First(row => row.Fits!(reply));
    }

    private static bool Ends(SmtpReply reply, params string[] ends) => ends.Any(end => reply.Enhanced.EndsWith(end, StringComparison.Ordinal));

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?!\S)")]
    private static partial Regex EnhancedCode();
}

/// <param name="Name">What it is called.</param>
/// <param name="Sign">What it is known by.</param>
/// <param name="Outcome">What it is to the message; null where it is no message's fault.</param>
/// <param name="Then">When it is tried again, and when it is given up.</param>
/// <param name="Told">Who gets to know.</param>
public sealed record SmtpAnswer(string Name, string Sign, DeliveryOutcome? Outcome, string Then, string Told)
{
    internal Func<SmtpReply, bool>? Fits { get; init; }
}

/// <param name="Stage">The command it answers: MAIL, RCPT or DATA.</param>
/// <param name="Code">Of three digits.</param>
/// <param name="Enhanced">Such as <c>5.1.1</c>; empty where the server gives none.</param>
internal sealed record SmtpReply(string Stage, int Code, string Enhanced)
{
    public bool IsForGood => Code >= 500;
}
