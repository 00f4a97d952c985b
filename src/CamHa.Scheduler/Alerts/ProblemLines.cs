using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Writes what a mail says of problems. The problems are checked again when the mail leaves: one that has passed in the
/// meantime is left out, and so is the end of one that has come back.
/// </summary>
public sealed class ProblemLines(Checkup checkup, MachineIdentity machine, CampaignClock clock)
{
    /// <summary>Begins the key for a report that has not left; the campaign's code follows, and after the last slash the week.</summary>
    internal const string ReportKey = "report/";

    private const string OverMark = "over ";
    private const int LongestSubject = 120;

    /// <summary>The problems as the outbox stores them: their keys, one a line.</summary>
    public static string Body(IEnumerable<AlertStep> steps) =>
        string.Join('\n', steps.Select(step => (step.Tells == Tells.Over ? OverMark : "") + step.Row.ProblemKey));

    /// <returns>The subject, then the lines; empty if there is nothing left to tell.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(DatabaseSession session, string body, CancellationToken token)
    {
        var rows = (await session.QueryAsync<KnownProblem>("alerts/problems", null, token)).ToDictionary(row => row.ProblemKey);
        var found = (await checkup.FindAsync(session, token))
            .Select(finding => finding.Problem)
            .OfType<Problem>()
            .ToLookup(problem => problem.Key);
        var problems = new List<(string Title, string Line)>();
        var over = new List<(string Title, string Line)>();
        foreach (var line in body.Split('\n'))
        {
            var isOver = line.StartsWith(OverMark, StringComparison.Ordinal);
            if (!rows.TryGetValue(isOver ? line[OverMark.Length..] : line, out var row))
                continue;
            if (isOver && row.OverAt is { } end && await HasPassedAsync(session, row, token))
                over.Add((row.Title, $"• {row.Title}: từ {At(row.Since)} đến {At(end)}."));
            else if (!isOver && Now(row, found) is { } now)
                problems.Add((now.Title, Line(now, row.Since)));
        }

        return problems.Count + over.Count == 0 ? [] : [Subject(problems, over), .. Lines(problems, over)];
    }

    /// <summary>The subject and the lines for one problem, without a database to check it against.</summary>
    public IReadOnlyList<string> Write(Problem problem)
    {
        List<(string Title, string Line)> problems = [(problem.Title, Line(problem, problem.Since ?? clock.Now))];
        return [Subject(problems, []), .. Lines(problems, [])];
    }

    private string Line(Problem problem, DateTimeOffset since) =>
        $"• {problem.Title}, từ {At(since)}. Cách xử lý: {problem.Remedy}.";

    // A report that never left is no longer found once the next week's is due; only if it was sent is the problem over.
    private static async Task<bool> HasPassedAsync(DatabaseSession session, KnownProblem row, CancellationToken token)
    {
        if (!row.ProblemKey.StartsWith(ReportKey, StringComparison.Ordinal))
            return true;
        var week = row.ProblemKey[(row.ProblemKey.LastIndexOf('/') + 1)..];
        var states = await session.QueryAsync<string>("alerts/report-states", new { row.CampaignId, Week = week }, token);
        return states.Contains(nameof(OutboxState.Sent));
    }

    // Another machine's problem cannot be seen from here, nor what only an earlier process noticed: the record then counts.
    private Problem? Now(KnownProblem row, ILookup<string, Problem> found)
    {
        var key = row.Machine.Length > 0 ? row.ProblemKey[..^(row.Machine.Length + 1)] : row.ProblemKey;
        var isHere = row.Machine.Length == 0 || row.Machine == machine.Name;
        return isHere && found[key].FirstOrDefault() is { } now ? now
            : Event.IsRemembered(key) || (!isHere && row.GoneSince is null) ? new(row.ProblemKey, row.Title, row.Remedy)
            : null;
    }

    private static string Subject(
        List<(string Title, string Line)> problems,
        List<(string Title, string Line)> over) => (problems.Count, over.Count) switch
        {
            (1, _) => $"Cần xử lý: {Brief(problems[0].Title)}",
            ( > 1, _) => $"Cần xử lý: {problems.Count} việc của hệ thống nhắc việc",
            (_, 1) => $"Đã hết: {Brief(over[0].Title)}",
            _ => $"Đã hết: {over.Count} sự cố của hệ thống nhắc việc",
        };

    // Nobody reads a subject that names twenty units; the mail itself names them.
    private static string Brief(string title) => title.Abbreviated(LongestSubject);

    private static IEnumerable<string> Lines(
        List<(string Title, string Line)> problems,
        List<(string Title, string Line)> over)
    {
        if (problems.Count > 0)
            yield return "Hệ thống nhắc việc không tự xử lý được việc sau đây, đề nghị đồng chí xử lý:";
        foreach (var problem in problems)
            yield return problem.Line;
        if (over.Count > 0)
            yield return "Sự cố sau đây đã hết, không cần làm gì thêm:";
        foreach (var problem in over)
            yield return problem.Line;
        if (problems.Count > 0)
            yield return "Xem tình trạng: camha status. Kiểm tra toàn bộ: camha doctor.";
    }

    private string At(DateTimeOffset instant)
    {
        var at = clock.WallClock(instant);
        return $"{Vietnamese.Time(at)} ngày {Vietnamese.Date(DateOnly.FromDateTime(at))}";
    }
}
