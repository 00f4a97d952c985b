using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>Says what a mail is, what is new in it and what that says. It reads the mail and nothing else.</summary>
internal static class MailExplainer
{
    // In letters. In a text of this length a figure without a code is the report's, and not one about an assignment.
    private const int ReportLength = 100;

    /// <param name="bytes">The mail.</param>
    /// <param name="sent">The text of the mail of ours that it answers; null where that is not known.</param>
    /// <param name="known">The codes of the campaign's assignments; empty where they are not known.</param>
    public static Explanation Explain(ReadOnlyMemory<byte> bytes, string? sent = null, IReadOnlyList<string>? known = null) =>
        Explain(MailReader.Read(bytes), sent, known ?? []);

    /// <param name="mail">The mail, taken apart.</param>
    /// <param name="sent">The text of the mail of ours that it answers; null where that is not known.</param>
    /// <param name="known">The codes of the campaign's assignments; empty where they are not known.</param>
    /// <param name="isWeekly">Whether it is known to answer a weekly reminder, whatever its subject says.</param>
    /// <param name="received">When our server received it; null where that is not known.</param>
    /// <param name="others">The plan's other codes, which count only as they are written.</param>
    public static Explanation Explain(
        IncomingMail mail,
        string? sent,
        IReadOnlyList<string> known,
        bool isWeekly = false,
        DateOnly? received = null,
        IReadOnlyList<string>? others = null)
    {
        var sorted = MailKindRule.Sort(mail);
        var cut = CutRule.Cut(mail.Lines);
        var isBare = cut.Text.Length == 0;
        if (sent is not null)
            cut = SentDifferenceRule.Apply(mail.Lines, cut, sent);
        var explanation = new Explanation
        {
            Kind = sorted.Kind,
            Recipients = sorted.Recipients,
            About = sorted.About,
            Text = cut.Text,
            Cut = cut.Cut,
            Attachments = mail.Files,
            Why = [.. mail.Notes.Take(20), sorted.Step, .. cut.Steps],
        };
        return sorted.Kind is MailKind.Answer or MailKind.Foreign
            ? Understood(explanation, mail, cut, isBare, known, isWeekly, Day(mail, received), others ?? [])
            : explanation;
    }

    private static Explanation Understood(
        Explanation explanation,
        IncomingMail mail,
        CutText cut,
        bool isBare,
        IReadOnlyList<string> known,
        bool isWeekly,
        DateOnly? day,
        IReadOnlyList<string> others)
    {
        // A subject that nobody answered with is the sender's own word, unless it has a text besides, such as an untouched form.
        var isReply = mail.AnswersTo.Count > 0 || explanation.Kind == MailKind.Answer;
        var text = !isBare || cut.Text.Length > 0 || isReply || mail.Headers.Has("List-Id") ? cut.Text : AnswerCode.Reduced(mail.Subject);
        var (subject, quoted) = (AnswerCode.Reduced(mail.Subject), AnswerCode.Reduced(cut.Quoted));
        var about = $"{subject}\n{quoted}";
        var asked = Codes(subject, known) is { Count: > 0 } named ? named : Codes(quoted, known);
        var context = new AnswerContext
        {
            Codes = asked.Count > 0 ? asked : known,
            Others = [.. known, .. others],
            Day = day,
            IsWeekly = isWeekly || IsWeekly(about),
        };
        var (said, planned) = PlanNoteRule.Parted(text);
        var points = PointsRule.Read(said, context.IsWeekly, mail.Files.Count > 0);
        var statements = PointsRule.IsBlank(said) ? [] : Statements(said, points, context);
        var why = new List<Bilingual>(explanation.Why);
        if (asked.Count > 0)
            why.Add(new($"Thư hỏi về {string.Join(", ", asked.Take(10))}.", $"It is about {string.Join(", ", asked.Take(10))}."));
        if (points is { IsUnsorted: true })
        {
            why.Add(new(
                "Không tách được bốn mục; ghi tất cả vào kết quả.", "The four points cannot be told apart; all of it stands as results."));
        }

        var isOurs = explanation.Kind == MailKind.Answer || points is not null || statements.Any(each => each.Assignment is not null);
        if (isOurs && explanation.Kind == MailKind.Foreign)
            why.Add(new("Nhưng thư nói về việc của đợt.", "But it speaks of the campaign's matters."));
        return explanation with
        {
            Kind = isOurs && !mail.Headers.Has("List-Id") ? MailKind.Answer : MailKind.Foreign,
            Week = WeekInTextRule.Find(subject, day) ?? WeekInTextRule.Find(quoted, day) ?? WeekInTextRule.Heading(cut.Text, day),
            IsWeekly = context.IsWeekly,
            Points = points is { IsNothing: false } && planned.Length > 0
                ? points with { Results = $"{planned} {points.Results}".Trim() }
                : points,
            Statements = statements,
            Why = why,
        };
    }

    // What is planned for next week is not done, whatever its words; proposals ask for something.
    private static IReadOnlyList<Statement> Statements(string text, WeeklyPoints? points, AnswerContext context)
    {
        if (points is null)
            return StatementRule.Read(text, context);
        // What is not sure in a report is read with it.
        if (points.IsUnsorted && text.Length < ReportLength)
            return [.. StatementRule.Read(text, context).Where(each => each.What != StatementKind.Unsure)];
        var named = context with { Codes = context.Codes.Count == 1 ? [] : context.Codes };
        return
        [
            .. StatementRule.Read(points.Results, named).Where(each => each is { Assignment: not null, What: not StatementKind.Unsure }),
            .. StatementRule.Read($"{points.Difficulties}\n\n{points.Proposals}", named)
                .Where(each => each is { Assignment: not null, What: StatementKind.Extension or StatementKind.Obstacle }),
        ];
    }

    private static IReadOnlyList<string> Codes(string text, IReadOnlyList<string> known) =>
        [.. AssignmentCodes.In(text, known).Select(each => each.Code).Distinct().Take(100)];

    // A phone's clock may be years away; a mail takes a few days at most.
    private static DateOnly? Day(IncomingMail mail, DateOnly? received) =>
        mail.Date is { } date && DateOnly.FromDateTime(date.DateTime) is var written
            && (received is not { } came || Math.Abs(came.DayNumber - written.DayNumber) <= 7) ? written : received;

    private static bool IsWeekly(string about)
    {
        var folded = Folded.Of(about);
        return folded.Contains("bao cao tuan", StringComparison.Ordinal) || folded.Contains("nop bao cao", StringComparison.Ordinal)
            || (folded.Contains("ket qua trong tuan", StringComparison.Ordinal) && folded.Contains("tuan toi", StringComparison.Ordinal));
    }
}
