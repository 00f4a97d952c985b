using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Every way a delivery can end, and what follows from it. docs/delivery.md shows the same table; a test compares the two. The
/// first row that fits counts.
/// </summary>
/// <remarks>Codes are those of RFC 5321, the enhanced ones (<c>5.1.1</c>) those of RFC 3463.</remarks>
public static partial class SmtpAnswers
{
    // RFC 3463: the mailbox is full; the mail is too long for it, or for the system.
    private static readonly string[] Sizes = [".2.2", ".2.3", ".3.4"];

    private const string Everybody = "`status`, `doctor` and the log; mails wait";
    private const string Specialist = "the specialist, with the call list";

    public static SmtpAnswer Unreachable { get; } = new(
        "server away", "connection refused, no such host, no greeting or no answer in time, 4xx as a greeting or to AUTH", null,
        "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer NoTls { get; } = new(
        "no safe connection", "STARTTLS not offered, handshake failed, certificate not trusted or for another name", null,
        "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer LoginRefused { get; } = new(
        "login refused",
        "5xx to AUTH; 530, 534, 535 or 538 at any stage; 5.7.x to RCPT where nobody has logged in and a login is "
        + "offered; no token to be had",
        null,
        "circuit opens, for ten minutes at least, so that the account is not locked; no try is lost", Everybody);

    public static SmtpAnswer GreetingRefused { get; } = new(
        "greeting refused", "501 or 504 to EHLO; at any stage words like 'helo command rejected'", null,
        "at once through a new session that greets by the machine's address; where that is refused too, the circuit opens; "
        + "no try is lost",
        Everybody);

    public static SmtpAnswer MachineRefused { get; } = new(
        "machine refused",
        "5xx as a greeting; at any stage 5.7.25, 5.7.606 to 5.7.649, 5.7.7xx, or words like 'client host', 'your IP', "
        + "and to MAIL or RCPT 'blocked using'; 'relay' to RCPT where nobody has logged in and no login is offered",
        null, "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer SenderRefused { get; } = new(
        "sender refused",
        "5xx to MAIL, but not for the size; at any stage 5.1.7, 5.1.8, 5.7.26, 5.7.60, or words like 'sender address rejected'", null,
        "circuit opens; no try is lost", Everybody);

    public static SmtpAnswer HostsLimit { get; } = new(
        "host's limit reached", "x.4.5 to MAIL or DATA, or words like 'daily user sending limit exceeded'", null,
        "circuit opens; no try is lost. `Smtp:PerDay` and `Smtp:PerMinute` keep below it", Everybody);

    public static SmtpAnswer SessionEnded { get; } = new(
        "session ended", "421, connection cut or no answer in time, before the whole mail was given", DeliveryOutcome.SessionEnded,
        "at once through a new session; where a new session's first mail ends it, the circuit opens at MAIL "
        + "and the mail waits as after 4xx later",
        "`outbox show`");

    public static SmtpAnswer InDoubt { get; } = new(
        "in doubt", "connection cut or no answer in time, once the whole mail was given", DeliveryOutcome.InDoubt,
        "the same bytes again under the same Message-ID, waiting as after 4xx", "`outbox show`");

    public static SmtpAnswer Taken { get; } = new(
        "taken", "250 to the final dot", DeliveryOutcome.Delivered, "sent", "`outbox show`");

    public static SmtpAnswer NotAllowed { get; } = new(
        "not allowed now",
        "5xx with 5.7.x to RCPT (relaying, policy) or to the mail (content), or to RCPT with words like 'relay' or 'at a rate'",
        DeliveryOutcome.Retry,
        "waits as after 4xx: the fault is mostly the servers', and passes", $"{Specialist}, when it is given up")
    {
        Failure = FailureClass.Policy,
        Fits = reply => reply.IsPermanent
            && (reply.Enhanced.StartsWith("5.7.", StringComparison.Ordinal)
                || (reply.Stage == "RCPT" && (IsOfRelaying(reply.Text)
                    || reply.Text.Contains("at a rate", StringComparison.OrdinalIgnoreCase)))),
    };

    /// <summary>The rows chosen by the server's code, in the order in which they are tried.</summary>
    public static IReadOnlyList<SmtpAnswer> ByCode { get; } =
    [
        SessionEnded with { Fits = reply => reply.Code == 421 },
        LoginRefused with { Fits = reply => reply.Code is 530 or 534 or 535 or 538 },
        GreetingRefused with { Fits = reply => reply.Code >= 400 && SaysGreeting().IsMatch(reply.Text) },
        MachineRefused with
        {
            // What is said of a mail may be said of the links in it, so there only an address counts.
            Fits = reply => reply.Code >= 400 && (MachineCode().IsMatch(reply.Enhanced) || SaysAddress().IsMatch(reply.Text)
                || (reply.Stage != "DATA" && reply.Text.Contains("blocked using", StringComparison.OrdinalIgnoreCase))),
        },
        HostsLimit with
        {
            // 552 describes the size of one mail or one mailbox in much the same words.
            Fits = reply => reply.Stage != "RCPT" && (reply.Enhanced.EndsWith(".4.5", StringComparison.Ordinal)
                || (reply.Code != 552
                    && !SaysSize().IsMatch(reply.Text)
                    && !Sizes.Any(size => reply.Enhanced.EndsWith(size, StringComparison.Ordinal))
                    && SaysLimit().IsMatch(reply.Text))),
        },
        new("mailbox full", "452 or 552 to RCPT, x.2.2", DeliveryOutcome.Retry,
            "waits as after 4xx: a mailbox can be emptied", $"{Specialist}, when it is given up")
        {
            Failure = FailureClass.Full,
            Fits = reply => reply.Enhanced.EndsWith(".2.2", StringComparison.Ordinal)
                || (reply is { Stage: "RCPT", Code: 452 or 552 } && reply.Enhanced.Length == 0 && !SaysSize().IsMatch(reply.Text)),
        },
        new("too large",
            "552 or 523, 5.3.4 or 5.2.3, or 5xx with words like 'message too large'; also where the server's limit is known before",
            DeliveryOutcome.TooLarge,
            "at once again in a smaller form, as large as the server says it takes or half as large; dead where there is none",
            $"`outbox show`; {Specialist}, when it is given up")
        {
            Failure = FailureClass.Size,
            Fits = reply => reply.Code == 552
                || (reply.IsPermanent
                    && (reply.Code == 523 || reply.Enhanced is "5.3.4" or "5.2.3" || SaysSize().IsMatch(reply.Text))),
        },
        // Postfix and others refuse the sender only at RCPT.
        SenderRefused with
        {
            Fits = reply => reply.IsPermanent && (reply.Stage == "MAIL" || reply.Enhanced is "5.1.7" or "5.1.8" or "5.7.26" or "5.7.60"
                || SaysSender().IsMatch(reply.Text)),
        },
        NotAllowed,
        new("no such address",
            "550, 551 or 553 to RCPT with 5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10 or 5.2.1, "
            + "or without such a code but with words like 'no such user'",
            DeliveryOutcome.AddressRefused,
            "dead at once; nobody writes to the address until it is replaced or `outbox retry` says it is right", Specialist)
        {
            Failure = FailureClass.UnknownAddress,
            Fits = reply => reply is { Stage: "RCPT", IsPermanent: true } && (reply.Enhanced.Length == 0
                ? reply.Code is 550 or 551 or 553 && SaysNoSuchAddress().IsMatch(reply.Text)
                : reply.Enhanced is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1"),
        },
        new("greylisted", "450 or 451 to RCPT", DeliveryOutcome.Retry,
            "waits as after 4xx: the second or third try is taken", $"{Specialist}, when it is given up")
        {
            Failure = FailureClass.Delayed,
            Fits = reply => reply is { Stage: "RCPT", Code: 450 or 451 },
        },
        new("not now", "every other 4xx", DeliveryOutcome.Retry,
            "again after 1, 2, 4 … 60 minutes, each a fifth longer or shorter by chance; dead after `Outbox:GiveUpAfterHours` of trying, "
            + "expired when it has lost its point",
            $"{Specialist}, when it is given up")
        {
            Failure = FailureClass.Delayed,
            Fits = reply => !reply.IsPermanent,
        },
        new("refused", "every other 5xx", DeliveryOutcome.Refused, "dead at once", Specialist) { Fits = _ => true },
    ];

    /// <summary>The whole table, as the operator's guide shows it.</summary>
    public static IReadOnlyList<SmtpAnswer> Table { get; } =
    [
        Unreachable, NoTls, LoginRefused, GreetingRefused, MachineRefused, SenderRefused, HostsLimit, SessionEnded, InDoubt, Taken,
        .. ByCode.Where(row => row.Outcome is not (null or DeliveryOutcome.SessionEnded)),
    ];

    /// <summary>What an answer to <paramref name="stage"/> means.</summary>
    public static SmtpAnswer Of(string stage, int code, string text)
    {
        var enhanced = EnhancedCode().Match(text);
        var reply = new SmtpReply(stage, code, enhanced.Groups[1].Value, text);
        return ByCode.First(row => row.Fits!(reply));
    }

    /// <summary>What a mail that was given up after such an answer has failed for, in the classes of a mail that comes back.</summary>
    internal static FailureClass FailureOf(string stage, int code, string text)
    {
        var row = Of(stage, code, text);
        // A server that has taken the recipient and refuses the text has something against us.
        return row.Failure == FailureClass.Other && stage == "DATA" && code >= 500 ? FailureClass.Policy : row.Failure;
    }

    /// <summary>Whether a refusal before any mail is about the greeting.</summary>
    internal static bool IsOfGreeting(int code, string text) => code is 501 or 504 || SaysGreeting().IsMatch(text);

    /// <summary>Whether a refusal says that the server takes no mail for others from here.</summary>
    internal static bool IsOfRelaying(string text) => SaysRelaying().IsMatch(text);

    [GeneratedRegex(@"\b(helo|ehlo)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SaysGreeting();

    [GeneratedRegex(@"^5\.7\.(25|6[0-4]\d|7\d\d)$")]
    private static partial Regex MachineCode();

    [GeneratedRegex(@"client host|\b(sending|from this|your|the) ip\b", RegexOptions.IgnoreCase)]
    private static partial Regex SaysAddress();

    [GeneratedRegex("relay|allowed rcpthosts", RegexOptions.IgnoreCase)]
    private static partial Regex SaysRelaying();

    [GeneratedRegex("sender address rejected|sendasdenied", RegexOptions.IgnoreCase)]
    private static partial Regex SaysSender();

    // At the start, as in RFC 2034, or in brackets at the end, as qmail writes it.
    [GeneratedRegex(@"(?:^|\(#?)([245]\.\d{1,3}\.\d{1,3})(?![\d.])")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"sending (limit|quota)|submission ?quota|(limit|quota) exceeded|too many messages", RegexOptions.IgnoreCase)]
    private static partial Regex SaysLimit();

    // Not that of a mailbox, which is full.
    [GeneratedRegex(
        @"\b(message|mail|e-mail|email|msg|data)\b.{0,20}\btoo (large|big|long)\b"
        + @"|\b(message|mail|e-mail|email|msg) (size|length)\b.*\b(exceed|limit|maximum)"
        + @"|\bexceed.*\b(message|mail|e-mail|email|msg|maximum|max) (size|length)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SaysSize();

    [GeneratedRegex(
        "(no such|unknown|invalid|non-?existent|not found|not exist|not known|no mailbox).*(user|mailbox|recipient|address|account|here)"
        + "|(user|mailbox|recipient|address|account).*(unknown|invalid|non-?existent|not found|not exist|not known|unavailable)",
        RegexOptions.IgnoreCase)]
    private static partial Regex SaysNoSuchAddress();
}

/// <summary>One way a delivery ends.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Sign">What identifies it.</param>
/// <param name="Outcome">What follows for the message; null where no message is to blame.</param>
/// <param name="Then">When the message is tried again, and when it is given up.</param>
/// <param name="Told">Where people see it.</param>
public sealed record SmtpAnswer(string Name, string Sign, DeliveryOutcome? Outcome, string Then, string Told)
{
    internal Func<SmtpReply, bool>? Fits { get; init; }

    /// <summary>What a mail fails for that is given up after it.</summary>
    internal FailureClass Failure { get; init; }
}

/// <summary>A server's answer, taken apart.</summary>
/// <param name="Stage">The command it answers: MAIL, RCPT or DATA.</param>
/// <param name="Code">Of three digits.</param>
/// <param name="Enhanced">Such as <c>5.1.1</c>; empty where the server gives none.</param>
/// <param name="Text">The server's words.</param>
internal sealed record SmtpReply(string Stage, int Code, string Enhanced, string Text)
{
    public bool IsPermanent => Code >= 500;
}
