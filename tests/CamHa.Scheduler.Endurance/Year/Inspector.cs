using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;
using MimeKit;
using static CamHa.Scheduler.Endurance.Infrastructure.CrashingSmtpServer;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>
/// Compares, after each step, what the service has written down and sent with what was owed and true just then. Whatever
/// is not as promised is a fault, which ends the run.
/// </summary>
internal sealed partial class Inspector(Plan plan, Books books)
{
    // What was rendered longer ago is looked at again before it leaves.
    private static readonly TimeSpan UntilStale = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UntilStuck = TimeSpan.FromMinutes(15);
    private readonly Owed _owed = new(plan);
    private readonly ConcurrentQueue<Copy> _taken = new();

    // Owed since a look's time and not issued yet, with what has kept it from being issued; null while nothing has.
    private readonly Dictionary<string, string?> _open = [];
    private readonly Dictionary<string, List<(Copy Copy, State State)>> _copies = [];
    private readonly HashSet<string> _recorded = [];
    private readonly Dictionary<string, DateTime> _stuck = [];

    // From when on nothing excuses what is not issued, and what is not sent.
    private DateTime _calm = DateTime.MinValue;
    private DateTime _serverCalm = DateTime.MinValue;
    private bool _isWaiting;

    public Findings Findings { get; } = new();

    /// <summary>Whether something is owed and not issued, or waits in the outbox.</summary>
    public bool IsAnythingOpen => _open.Count > 0 || _isWaiting;

    /// <summary>The server has taken a mail.</summary>
    public void Take(Copy copy) => _taken.Enqueue(copy);

    /// <summary>One of the looks' times has come on the wall clock.</summary>
    public void Becomes(DateTime look)
    {
        foreach (var key in _owed.At(look, books.ReportedAt).Where(key => IsOf(look, key) && !books.Has(key)))
            _open.TryAdd(key, null);
    }

    /// <returns>Whether something has happened.</returns>
    public async Task<bool> InspectAsync(State state)
    {
        var excuse = Excuse(state);
        foreach (var key in excuse is null ? [] : _open.Where(each => each.Value is null).Select(each => each.Key).ToList())
            _open[key] = excuse;
        var taken = new List<Copy>();
        while (_taken.TryDequeue(out var copy))
            taken.Add(copy);
        // A killed service leaves its file to the next one.
        if (!state.IsUp && taken.Count == 0 && !state.IsRead)
            return false;

        var news = await books.ReadAsync([.. taken.Select(copy => copy.MessageId).Distinct()]);
        _isWaiting = news.Waiting.Count > 0;
        foreach (var notice in news.Notices)
            Require(
                _owed.At(notice.IssuedAt, books.ReportedAt).Contains(notice.Key),
                $"{notice.Key} was issued at {notice.IssuedAt:g} and not owed");
        foreach (var report in news.Reports)
            Check(report);
        foreach (var copy in taken)
        {
            if (news.Messages.TryGetValue(copy.MessageId, out var message))
                Check(copy, message, state);
            else
                CheckAway(copy, state);
        }

        _recorded.UnionWith(news.Messages.Values.Where(message => message.State == "Sent").Select(message => message.Id));
        if (state.IsUp && !state.IsClockWrong)
        {
            CheckOpen(state, excuse);
            CheckWaiting(state, excuse, news.Waiting);
        }

        return taken.Count > 0 || news.Notices.Count > 0;
    }

    /// <summary>Everything has had its time: how did it end?</summary>
    public async Task CloseAsync()
    {
        var messages = await books.MessagesAsync();
        foreach (var message in messages)
        {
            Require(message.State is "Sent" or "Expired" or "Suppressed" or "Dead", $"{message.Key} is {message.State} in the end");
            Require(message.State == "Sent" || message.Reason.Length > 0, $"{message.Key} is {message.State} without a reason");
            Require(message.State != "Sent" || _copies.ContainsKey(message.Id), $"{message.Key} is Sent and never arrived");
            Findings.Ends[message.State] = Findings.Ends.GetValueOrDefault(message.State) + 1;
        }

        Require(_open.Count == 0, $"still owed: {string.Join(", ", _open.Keys)}");
        Require(
            await books.CountAsync(
                "SELECT COUNT(*) FROM NoticeIssued AS n WHERE NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = "
                    + "n.MessageKey)") == 0,
            "a notice has no mail");
        Require(await books.CountAsync("""
            SELECT COUNT(*) FROM OutboxMessage AS m WHERE m.State IN ('Dead', 'Expired') AND m.Attempts > 0 AND m.Kind <> 'Alert'
                AND NOT EXISTS (SELECT 1 FROM NoticeIssued AS n WHERE n.NoticeKey LIKE 'undelivered/' || m.Id || '/%')
            """) == 0, "a mail was given up and nobody told");
        CheckReports();
        Findings.Notices = books.Notices;
        Findings.Reports = books.Reports.Count(report => report.Revision == 1);
        Findings.Supplements = books.Reports.Count(report => report.Revision == 2);
        Findings.Mails = _copies.Count;
    }

    private static bool IsOf(DateTime look, string key) => (look.Hour, key.Split('/')[0]) switch
    {
        (7, "deadline") or (8 or 14, "reminder") => true,
        (8, "report") => key.EndsWith("/2", StringComparison.Ordinal),
        (16, "report") => key.EndsWith("/1", StringComparison.Ordinal),
        _ => false,
    };

    // What is wrong, or was until a moment ago.
    private string? Excuse(State state)
    {
        var reasons = new List<(string What, int Minutes)>();
        if (!state.IsUp || state.WasKilled)
            reasons.Add(("off", 2));
        if (state.IsClockWrong)
            reasons.Add(("clock wrong", 15));
        if (state.Troubles.Contains(Trouble.DatabaseAway))
            reasons.Add(("database away", 3));
        // Tried again every hour at the latest.
        if (state.Troubles.Contains(Trouble.DiskFull))
            reasons.Add(("disk full", 65));
        foreach (var (_, minutes) in reasons)
            _calm = state.At.AddMinutes(minutes) is var calm && calm > _calm ? calm : _calm;
        if (state.Troubles.Contains(Trouble.ServerAway))
            _serverCalm = state.At.AddMinutes(15);
        return reasons.Count > 0 ? string.Join(", ", reasons.Select(reason => reason.What)) : state.At < _calm ? "just back" : null;
    }

    private void CheckOpen(State state, string? excuse)
    {
        var current = _owed.At(state.Wall, books.ReportedAt).ToHashSet();
        foreach (var (key, kept) in _open.ToList())
        {
            if (books.Has(key))
            {
                _open.Remove(key);
            }
            else if (!current.Contains(key))
            {
                Require(kept is not null, $"{key} was owed, nothing was wrong, and it was not issued while it was true");
                Findings.Lapsed[kept ?? ""] = Findings.Lapsed.GetValueOrDefault(kept ?? "") + 1;
                _open.Remove(key);
            }
            else if (excuse is null
                && !(key.StartsWith("deadline", StringComparison.Ordinal)
                    && books.Told.Contains($"{key.Split('/')[3]} {state.Wall:yyyy-MM-dd}")))
            {
                Require(
                    false,
                    $"{key} is owed, nothing is wrong, and it has not been issued by {state.Wall:g} "
                        + $"(until then: {kept ?? "nothing wrong either"})");
                _open.Remove(key);
            }
        }
    }

    private void CheckWaiting(State state, string? excuse, IReadOnlyList<Message> waiting)
    {
        var due = waiting
            .Where(message => message.NotBefore <= state.Wall && message.ExpiresAt > state.Wall)
            .Select(message => message.Id)
            .ToHashSet();
        if (excuse is not null || state.At < _serverCalm)
            due.Clear();
        foreach (var gone in _stuck.Keys.Except(due).ToList())
            _stuck.Remove(gone);
        foreach (var id in due)
        {
            _stuck.TryAdd(id, state.At);
            Require(
                state.At - _stuck[id] < UntilStuck,
                $"{waiting.First(message => message.Id == id)} could have been sent since {_stuck[id]:g}");
        }
    }

    private void CheckAway(Copy copy, State state)
    {
        using var mail = MailOf(copy);
        Require(
            mail.Subject!.EndsWith("Không truy cập được cơ sở dữ liệu", StringComparison.Ordinal),
            $"'{mail.Subject}' was sent and does not stand in the outbox");
        Require(state.Troubles.Contains(Trouble.DatabaseAway) || state.At < _calm, $"the database was said to be away at {state.Wall:g}");
    }

    private void Check(Copy copy, Message message, State state)
    {
        if (!_copies.TryGetValue(copy.MessageId, out var copies))
            _copies[copy.MessageId] = copies = [];
        Require(!_recorded.Contains(copy.MessageId), $"{message.Key} to {message.Recipient} was sent again though it was recorded as sent");
        if (copies is [.., var (before, then)])
        {
            Require(before.Content == copy.Content, $"{message.Key} came twice, and not the same");
            var reason = !before.IsAnswered
                ? "cut"
                : then.WasKilled
                    ? "killed"
                    : then.Troubles.Contains(Trouble.DatabaseAway)
                        ? "database away"
                        : then.Troubles.Contains(Trouble.DiskFull) ? "disk full" : null;
            Require(reason is not null, $"{message.Key} to {message.Recipient} came twice without a reason");
            Findings.Duplicates[reason ?? ""] = Findings.Duplicates.GetValueOrDefault(reason ?? "") + 1;
        }

        copies.Add((copy, state));
        var key = message.Key.Split('/');
        switch (message.Kind)
        {
            case "Reminder":
                Require(
                    !_owed.HasSubmitted(key[2], MondayOf(key[3]), state.Wall),
                    $"{message.Key} left at {state.Wall:g} though the submission had come");
                break;
            case "Deadline":
                using (var mail = MailOf(copy))
                    CheckDigest(mail, message, key[2], state);
                break;
        }

        if (!Owed.Works(DateOnly.FromDateTime(state.Wall)) && message.Kind is "Reminder" or "Deadline")
            Findings.OnDaysOff++;
    }

    // In doubt, a digest is sent again to the byte: then it is enough that something in it is true.
    private void CheckDigest(MimeMessage mail, Message message, string unit, State state)
    {
        var text = mail.TextBody!.ReplaceLineEndings("\n");
        var own = LineOfDigest().Matches(text).Select(line => line.Groups[1].Value).ToList();
        var watched = LineOfOverview().Matches(text).Select(line => line.Groups[1].Value).ToList();
        var lines = own.Concat(watched).ToList();
        var untrue = own.Where(code => !plan.IsOpen(code, unit, state.Wall))
            .Concat(watched.Where(code => !plan.IsOpen(code, state.Wall))).ToList();
        var isAgain = (state.Wall - mail.Date.DateTime).Duration() > UntilStale;
        Require(
            lines.Count > 0 && (isAgain ? untrue.Count < lines.Count : untrue.Count == 0),
            $"{message.Key} left at {state.Wall:g} and was not true of {string.Join(' ', untrue)}");
    }

    private void Check(ReportSnapshot report)
    {
        var monday = MondayOf(report.Week);
        var cutOff = Owed.SubmissionDay(monday)!.Value.ToDateTime(new(16, 0));
        foreach (var unit in report.Units)
        {
            var sent = plan
                .SubmissionsFor(_owed.Covered(monday))
                .Where(each => each.Unit == unit.Code && each.At <= report.AsOf)
                .Select(each => each.At)
                .Order()
                .ToList();
            var state = sent.Count == 0 ? SubmissionState.Missing : sent[0] <= cutOff ? SubmissionState.OnTime : SubmissionState.Late;
            Require(unit.State == state && unit.SubmittedAt == (sent.Count == 0 ? null : sent[^1]),
                $"the report of {report.Week}, as of {report.AsOf:g}, says {unit.State} {unit.SubmittedAt:g} of {unit.Code}, "
                    + $"which was {state} {string.Join(' ', sent)}");
        }
    }

    private void CheckReports()
    {
        var told = books.Reports.SelectMany(report => report.Units.Concat(report.LateForEarlier)).Where(
            unit => unit.SubmittedAt is not null)
            .Select(unit => (unit.Code, unit.Week, unit.SubmittedAt!.Value)).ToHashSet();
        var last = books.Reports.Where(report => report.Revision == 1).Max(report => report.AsOf);
        foreach (var sent in plan.Submissions
            .GroupBy(sent => (sent.Unit, sent.Week))
            .Select(sent => sent.MaxBy(each => each.At)!)
            .Where(sent => sent.At < last))
            Require(
                told.Contains((sent.Unit, sent.Week, sent.At)),
                $"{sent.Unit}'s submission for {sent.Week} of {sent.At:g} stands in no report");
    }

    private void Require(bool isSo, string otherwise)
    {
        if (!isSo)
            Findings.Faults.Add(otherwise);
    }

    private static DateOnly MondayOf(string week) =>
        DateOnly.FromDateTime(
            ISOWeek.ToDateTime(
                int.Parse(week[..4], CultureInfo.InvariantCulture),
                int.Parse(week[6..], CultureInfo.InvariantCulture),
                DayOfWeek.Monday));

    private static MimeMessage MailOf(Copy copy)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(copy.Content));
        return MimeMessage.Load(stream);
    }

    [GeneratedRegex(@"^\* (\S+) - [^\n]*\n  Hạn: ", RegexOptions.Multiline)]
    private static partial Regex LineOfDigest();

    [GeneratedRegex(@"^\* (\S+) - [^\n]*\n  (?:chủ trì|phối hợp), hạn ", RegexOptions.Multiline)]
    private static partial Regex LineOfOverview();
}
