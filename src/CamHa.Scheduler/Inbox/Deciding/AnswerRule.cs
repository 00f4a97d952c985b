using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>
/// From what a mail says to what it changes. What is sure is applied; a difficulty with an assignment and what names none wait for
/// the specialist. Completion is only reported, where it is to be confirmed, and more time is only asked for.
/// </summary>
internal static class AnswerRule
{
    /// <summary>As much of what was said as is told again.</summary>
    public const int LongestQuote = 200;
    /// <summary>How a line ends that says what the specialist is told.</summary>
    public const string Passed = "đã chuyển chuyên trách.";

    private const int LongestReason = 500;

    /// <param name="said">What the mail was understood to say.</param>
    /// <param name="plan">The campaign's plan as it is.</param>
    /// <param name="from">Whose answer it is.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static Answer Decide(Explanation said, PlanData plan, AnswerSource from, CampaignClock clock)
    {
        var (understood, waiting, refused) = (new List<string>(), new List<string>(), new List<string>());
        var edit = new PlanEdit();
        if (Submission(said, plan, from) is { } submission)
        {
            try
            {
                edit = PlanOperations.EnterSubmission(plan, submission, clock);
                understood.AddRange(Lines(submission, said.Points is { IsUnsorted: true } && submission.Results == said.Points.Results));
            }
            catch (ChangeRefusedException e)
            {
                refused.Add(e.Message);
                waiting.Add($"Báo cáo tuần: {e.ForUnit}.");
            }
        }

        var today = DateOnly.FromDateTime(clock.WallClock(from.ReceivedAt));
        var asked = new HashSet<string?>();
        foreach (var statement in OnePerAssignment(said.Statements).OrderBy(each => each.What != StatementKind.Extension))
        {
            // What is in the way is then why more time is asked for.
            if (statement.What == StatementKind.Obstacle && asked.Contains(statement.Assignment))
                continue;
            var (line, isApplied) = statement is { What: StatementKind.Extension, Assignment: { } code }
                ? Ask(statement, code, said.Statements, plan, from, today, ref edit, refused)
                : Apply(statement, plan, from, ref edit, refused);
            if (isApplied && statement.What == StatementKind.Extension)
                asked.Add(statement.Assignment);
            (isApplied ? understood : waiting).Add(line);
        }

        waiting.AddRange(from.Files.Select(file => NotTaken(file, from.Limits)).OfType<string>());
        var taken = Taken(from).ToList();
        var names = string.Join(", ", taken.Select(file => file.Words));
        var isNothing = edit is { Submissions: null, DoneReports: null, Progress: null, Extensions: null };
        if (isNothing && waiting.Count == 0 && said.Text.Length > 0)
            waiting.Add($"{Answer.Unclear} thư nói về việc nào: “{said.Text.Abbreviated(LongestQuote)}”");
        else if (isNothing && waiting.Count == 0 && taken.Count > 0)
            waiting.Add($"{Answer.Unclear} tệp gửi kèm là của việc nào: {names}");
        else if (taken.Count > 0)
            understood.Add($"Tệp gửi kèm đã được lưu: {names}.");
        return new(isNothing ? null : edit, understood, waiting) { Refused = refused };
    }

    private static SubmissionRow? Submission(Explanation said, PlanData plan, AnswerSource from)
    {
        if (from.Week is not { } week)
            return null;
        var reports = Taken(from).Where(file => file.Kind.IsReport).ToList();
        // That a report comes with the mail is none itself.
        var isEnclosed = reports.Count > 0 && said.Points is { IsUnsorted: true } && PointsRule.IsEnclosed(said.Text);
        var own = isEnclosed ? null : said.Points;
        var isWeekly = from.IsWeekly || said.IsWeekly;
        var points = own ?? (isWeekly || isEnclosed ? from.Enclosed : null);
        var isFile = points is null && reports.Count > 0 && (isEnclosed || isWeekly)
            && said.Statements.All(each => each.What == StatementKind.Unsure) && !PointsRule.IsLater(said.Text);
        if (points is null && !isFile)
            return null;
        var named = points is null ? "" : $"{points.Results}\n{points.Difficulties}\n{points.Proposals}";
        return Row(points ?? new() { Results = Sent(reports.Select(file => file.Name)) }, named, week, plan, from) with
        {
            SubmittedAt = Free(from.ReceivedAt, plan.Submissions.FindAll(each => each.Unit == from.Unit && each.Week == week)),
        };
    }

    /// <summary>A weekly report that came by mail.</summary>
    /// <param name="points">What it says.</param>
    /// <param name="named">The text that names the assignments it is about.</param>
    /// <param name="week">Its week.</param>
    /// <param name="plan">The plan, for its codes.</param>
    /// <param name="from">Whose it is, and when it came.</param>
    public static SubmissionRow Row(WeeklyPoints points, string named, string week, PlanData plan, AnswerSource from) => new()
    {
        Unit = from.Unit,
        Week = week,
        SubmittedAt = from.ReceivedAt,
        Assignments = string.Join(
            ' ', AssignmentCodes.In(named, plan.Assignments.ConvertAll(each => each.Code)).Select(each => each.Code).Distinct()),
        Results = points.Results,
        Difficulties = points.Difficulties,
        Proposals = points.Proposals,
        NextWeek = points.NextWeek,
        Channel = from.Channel,
        SpokenBy = from.Sender,
        IsNothing = points.IsNothing,
    };

    /// <summary>What stands as results where the report is a file.</summary>
    public static string Sent(IEnumerable<string> names) => $"Báo cáo gửi kèm: {string.Join(", ", names)}";

    // Mailboxes keep seconds: of two reports in one second the later in the mailbox is the later of the two.
    private static DateTimeOffset Free(DateTimeOffset at, List<SubmissionRow> others)
    {
        while (others.Exists(each => each.SubmittedAt == at))
            at = at.AddMilliseconds(1);
        return at;
    }

    private static IEnumerable<ReceivedFile> Taken(AnswerSource from) => from.Files.Where(file => file.Fault is null);

    private static string? NotTaken(ReceivedFile file, FileLimits limits) => file.Fault switch
    {
        null => null,
        FileFault.TooMany => $"Tệp “{file.Words}” chưa nhận vì một thư có quá {limits.Files} tệp; xin gửi bằng thư khác.",
        FileFault.TooLarge => $"Tệp “{file.Words}” chưa nhận vì các tệp của thư vượt {SizeWords.Of(limits.BytesOfMail)}; "
            + "xin gửi riêng, hoặc gửi bản nhẹ hơn.",
        _ => $"Tệp “{file.Words}” chưa nhận vì các tệp của đơn vị trong tuần vượt {SizeWords.Of(limits.BytesOfWeek)}; "
            + "xin liên hệ chuyên trách.",
    };

    /// <summary>What is told of a submission that was entered, a line each.</summary>
    public static IEnumerable<string> Lines(SubmissionRow submission, bool isUnsorted)
    {
        yield return $"Báo cáo tuần {WeekLabel.Brief(submission.Week)} đã được ghi nhận"
            + (submission.IsNothing ? ": không phát sinh." : isUnsorted ? " (chưa phân mục, ghi tất cả vào kết quả):" : ":");
        foreach (var (name, text) in new[]
                 {
                     ("Kết quả", submission.Results), ("Khó khăn, vướng mắc", submission.Difficulties),
                     ("Đề xuất, kiến nghị", submission.Proposals), ("Nhiệm vụ tuần tới", submission.NextWeek),
                 })
        {
            if (text.Length > 0 && !submission.IsNothing)
                yield return $"{name}: “{CleanText.OneLine(text).Abbreviated(LongestQuote)}”";
        }
    }

    // What is done needs no progress beside it, and more time is asked for once.
    private static IEnumerable<Statement> OnePerAssignment(IReadOnlyList<Statement> statements) =>
        from statement in statements
        let others = statements.Where(other => other.Assignment == statement.Assignment).ToList()
        where statement.What switch
        {
            StatementKind.Progress or StatementKind.InProgress => !others.Exists(other => other.What == StatementKind.Done),
            StatementKind.Extension => statement.Assignment is null || statement == Asked(others)[0],
            _ => true,
        }
        select statement;

    // Those that say until when come first.
    private static List<Statement> Asked(IEnumerable<Statement> statements) =>
    [
        .. statements.Where(each => each.What == StatementKind.Extension).OrderBy(each => each.Day is null && each.Number is null),
    ];

    private static (string Line, bool IsApplied) Ask(
        Statement statement,
        string code,
        IReadOnlyList<Statement> all,
        PlanData plan,
        AnswerSource from,
        DateOnly today,
        ref PlanEdit edit,
        List<string> refused)
    {
        var others = all.Where(each => each.Assignment == code).ToList();
        var due = plan.Assignments.Find(each => each.Code == code)?.DueOn ?? today;
        var days = Asked(others).Select(each => ExtensionRule.Until(each, due)).OfType<DateOnly>().Distinct().ToList();
        if (days.Count > 1)
        {
            var named = string.Join(", ", days.Select(day => Vietnamese.Date(day)));
            return ($"{code}: chưa ghi nhận xin lùi hạn vì thư nêu nhiều ngày khác nhau ({named}).", false);
        }

        if (days.Count == 0 && others.Select(each => each.Impossible).OfType<string>().FirstOrDefault() is { } impossible)
        {
            var example = $"{code} xin lùi hạn đến {Vietnamese.Date((due > today ? due : today).AddDays(7))}";
            return ($"{Answer.Unclear} nên chưa ghi nhận xin lùi hạn {code}: không có ngày “{impossible}”; xin trả lời lại thư này với "
                + $"ngày đúng, ví dụ “{example}”.", false);
        }

        var reasons = others.Where(each => each.What == StatementKind.Obstacle && each.Quote != statement.Quote).Select(each => each.Quote);
        var reason = CleanText.OneLine(string.Join("; ", reasons.DefaultIfEmpty(statement.Quote).Distinct()));
        var asked = new ExtensionRow
        {
            Assignment = code,
            Unit = from.Unit,
            AskedAt = from.ReceivedAt,
            AskedBy = from.Sender,
            AskedFor = days.Count == 0 ? null : days[0],
            Reason = reason.Abbreviated(LongestReason),
            Source = from.Source,
        };
        try
        {
            if (PlanOperations.ExtensionFault(plan, asked, today) is { } fault)
                return ($"Chưa ghi nhận xin lùi hạn: {fault.Vietnamese}", false);
            edit = edit with { Extensions = [.. edit.Extensions ?? [], .. PlanOperations.AskExtension(plan, asked, today).Extensions!] };
            var until = asked.AskedFor is { } day ? $" đến {Vietnamese.Date(day)}" : " (chưa nêu ngày)";
            return ($"{code}: đã ghi nhận đề nghị lùi hạn{until}, chờ chuyên trách quyết định; thời hạn chưa thay đổi. "
                + $"Lý do: “{reason.Abbreviated(LongestQuote)}”", true);
        }
        catch (ChangeRefusedException e)
        {
            refused.Add(e.Message);
            return ($"Chưa ghi nhận xin lùi hạn {code}: {e.ForUnit}.", false);
        }
    }

    private static (string Line, bool IsApplied) Apply(
        Statement statement, PlanData plan, AnswerSource from, ref PlanEdit edit, List<string> refused)
    {
        var quote = CleanText.OneLine(statement.Quote).Abbreviated(from.LongestQuote);
        if (statement.Assignment is not { } code)
            return ($"{Answer.Unclear} là nhiệm vụ nào: “{quote}”", false);
        if (statement.What == StatementKind.Unsure)
            return ($"{Answer.Unclear} nên chưa ghi gì về {code}: “{quote}”", false);
        try
        {
            switch (statement.What)
            {
                case StatementKind.Done when from.ConfirmsCompletion:
                    var reported = PlanOperations.ReportDone(plan, code, from.Unit, from.ReceivedAt, from.Sender, quote);
                    edit = edit with { DoneReports = [.. edit.DoneReports ?? [], .. reported.DoneReports!] };
                    return ($"{code}: đơn vị báo hoàn thành; chờ chuyên trách xác nhận, trong lúc chờ không nhắc nữa.", true);
                case StatementKind.Done:
                    var done = PlanOperations.CompleteAssignment(plan, code, from.Unit, from.ReceivedAt, quote);
                    edit = edit with { Progress = [.. edit.Progress ?? [], .. done.Progress!] };
                    return ($"{code}: phần của đơn vị đã hoàn thành.", true);
                case StatementKind.Obstacle:
                    Note(plan, code, from, quote, ref edit);
                    return ($"{code}: vướng mắc “{quote}” {Passed}", false);
                default:
                    Note(plan, code, from, quote, ref edit);
                    if (Contradicts(statement) && Contradicted(plan, code, from, ref edit) is { } told)
                        return told;
                    return ($"{code}: đã ghi tiến độ “{quote}”; thời hạn giữ nguyên.", true);
            }
        }
        catch (ChangeRefusedException e)
        {
            refused.Add(e.Message);
            return ($"{code}: {e.ForUnit}.", false);
        }
    }

    private static bool Contradicts(Statement statement) => statement.What == StatementKind.NotDone
        || (statement is { What: StatementKind.Progress, Number: { } number } && number < (statement.Of ?? 100));

    // Who says later that it is not done takes back that it is, where nobody has confirmed it yet.
    private static (string Line, bool IsApplied)? Contradicted(PlanData plan, string code, AnswerSource from, ref PlanEdit edit)
    {
        var part = plan.Progress.Find(row => row.Assignment == plan.Assignment(code).Code && row.Unit == from.Unit);
        if (part?.CompletedAt <= from.ReceivedAt)
            return ($"{code}: đang được ghi là đã hoàn thành; chuyên trách sẽ xem lại.", false);
        if (part is null || plan.WaitingReportOf(part) is not { } report || report.ReportedAt > from.ReceivedAt
            || edit.DoneReports?.Any(each => (each.Assignment, each.Unit) == (report.Assignment, report.Unit)) == true)
            return null;
        edit = edit with { DoneReports = [.. edit.DoneReports ?? [], report with { IsActive = false }] };
        return ($"{code}: đã bỏ báo hoàn thành trước đó của đơn vị và ghi tiến độ mới; thời hạn giữ nguyên.", true);
    }

    /// <summary>Notes how far a unit is, in words.</summary>
    public static void Note(PlanData plan, string code, AnswerSource from, string text, ref PlanEdit edit)
    {
        var noted = PlanOperations.NoteProgress(plan, code, from.Unit, from.ReceivedAt, text).Progress!.Single();
        var others = (edit.Progress ?? []).Where(row => (row.Assignment, row.Unit) != (noted.Assignment, noted.Unit));
        edit = edit with { Progress = [.. others, noted] };
    }
}

/// <summary>Whose answer it is, and to what.</summary>
internal sealed record AnswerSource
{
    /// <summary>The unit's code.</summary>
    public required string Unit { get; init; }

    /// <summary>The address that it came from.</summary>
    public required string Sender { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The reporting week that a submission in it is for, such as <c>2022-W24</c>; null where there is none.</summary>
    public string? Week { get; init; }

    /// <summary>The mail, for whoever asks later where something came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>What came with it, each once, with what does not count marked.</summary>
    public IReadOnlyList<ReceivedFile> Files { get; init; } = [];

    /// <summary>How much of such is taken.</summary>
    public FileLimits Limits { get; init; } = new(0, 0, 0);

    /// <summary>The weekly report that a document among them is; null for none.</summary>
    public WeeklyPoints? Enclosed { get; init; }

    /// <summary>Whether it answers a weekly reminder.</summary>
    public bool IsWeekly { get; init; }

    public bool ConfirmsCompletion { get; init; } = true;

    /// <summary>How it came.</summary>
    public SubmissionChannel Channel { get; init; } = SubmissionChannel.Mail;

    /// <summary>As much as is kept of what was said of an assignment: of a mail the sentence, of a form what was typed for it.</summary>
    public int LongestQuote { get; init; } = AnswerRule.LongestQuote;
}
