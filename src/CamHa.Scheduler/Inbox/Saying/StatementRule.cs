using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// What an answer says of assignments. A sentence speaks of the codes in it, else of the one that the mail asked about, else of
/// one nobody knows. Contradictions within a mail leave no completion.
/// </summary>
internal static partial class StatementRule
{
    /// <param name="text">What is new in the mail, or one point of it.</param>
    /// <param name="context">What is known besides.</param>
    public static IReadOnlyList<Statement> Read(string text, AnswerContext context)
    {
        var statements = new List<Statement>();
        var unsure = new HashSet<string>();
        IReadOnlyList<string> heading = [];
        IReadOnlyList<string> before = [];
        foreach (var sentence in Sentence.Of(text))
        {
            if (sentence.IsAlone)
                heading = [];
            var clauses = ClauseRule.Parts(sentence.Text, context.Codes, context.Others);
            if (clauses is [{ IsOnlyCodes: true } only])
            {
                heading = only.Codes;
                continue;
            }

            var isQuestion = IsQuestion(sentence.Text);
            var isMistake = IsMistake(sentence.Text);
            foreach (var clause in clauses)
            {
                var codes = clause.Codes.Count > 0 ? clause.Codes
                    : heading.Count > 0 ? heading
                    : context.Codes.Count == 1 ? context.Codes
                    : [];
                var isOpen = isQuestion || (isMistake && Completed(clause, context.Day) != Completion.NotDone);
                Add(clause, codes, isOpen, context, statements, unsure);
                // "Đã xong. Còn 5 hộ nữa."
                if (codes.Count > 0)
                    before = codes;
                if (clause.Codes.Count == 0 && clause.Split().Any(CompletionRule.Limits))
                    unsure.UnionWith(before.DefaultIfEmpty(""));
            }
        }

        for (var at = 0; at < statements.Count; at++)
        {
            if (statements[at] is { What: StatementKind.Done } done && unsure.Contains(done.Assignment ?? ""))
                statements[at] = done with { What = StatementKind.Unsure };
        }

        return [.. statements.DistinctBy(each => (each.Assignment, each.What, each.Number, each.Day))];
    }

    private static void Add(
        Clause clause,
        IReadOnlyList<string> codes,
        bool isQuestion,
        AnswerContext context,
        List<Statement> statements,
        HashSet<string> unsure)
    {
        var found = new List<Statement>();
        var completion = isQuestion ? Completion.Unsure : Completed(clause, context.Day);
        var (progress, isLeft) = isQuestion ? default : Progress(clause);
        var extension = ExtensionRule.Find(clause.Text, context.Day);
        if (extension is { What: StatementKind.Extension })
            found.Add(extension);
        else if (progress is not null)
            found.Add(progress);
        if (completion is Completion.Done or Completion.NotDone)
            found.Add(new() { What = completion == Completion.Done ? StatementKind.Done : StatementKind.NotDone });
        if (!isQuestion && IsObstacle(clause))
            found.Add(new() { What = StatementKind.Obstacle });
        // "Còn thiếu 20%" is noted in its words.
        var isGoingOn = (isLeft && completion == Completion.None) || PhraseSet.That("doing").Any(clause.Tokens, 0, clause.Tokens.Count);
        if (found.Count == 0 && !isQuestion && isGoingOn)
            found.Add(new() { What = StatementKind.InProgress });
        // That more time was granted is noted with what is said beside it; alone a person reads it.
        if (found.Count == 0 && (completion == Completion.Unsure || extension is not null))
            found.Add(new() { What = StatementKind.Unsure });
        // A doubt about one is none about the others.
        if (completion is Completion.NotDone or Completion.Unsure)
            unsure.UnionWith(codes.DefaultIfEmpty(""));
        statements.AddRange(
            from statement in found
            from code in codes.Cast<string?>().DefaultIfEmpty(null)
            select statement with { Assignment = code, Quote = clause.Text });
    }

    private static Completion Completed(Clause clause, DateOnly? written)
    {
        var days = DayInTextRule.All(clause.Text, written);
        var day = days.FirstOrDefault(each => each.Day is not null).Day;
        // A day that no calendar has may be one to come.
        var isPast = !days.Any(each => each is { IsImpossible: true, IsMonth: true }) && (day is null || written is null || day <= written);
        var result = CompletionRule.Of(clause.Split(), isPast);
        return result == Completion.Done && ProgressRule.Find(clause.Text) is { } progress && !IsAll(progress.Number, progress.Of)
            ? Completion.Unsure
            : result;
    }

    // What is planned is not what is done, and neither is what is left.
    private static (Statement? Reached, bool IsLeft) Progress(Clause clause)
    {
        var folded = Folded.Of(clause.Text);
        var all = ProgressRule.All(clause.Text).ToList();
        return all.Find(each => !each.IsLeft) is not { Length: > 0 } found ? (null, all.Count > 0)
            : Planned().IsMatch(folded[..found.At]) ? default
            : (new()
            {
                What = StatementKind.Progress,
                Number = found.Number,
                Of = found.Of,
                Unit = found.Unit.Length > 0 ? found.Unit : null,
            }, false);
    }

    private static bool IsAll(decimal number, decimal? of) => of is null ? number == 100 : number == of;

    private static bool IsObstacle(Clause clause) => clause.Split().Any(part =>
    {
        var at = Enumerable.Range(0, part.Count).FirstOrDefault(each => PhraseSet.That("obstacle").Length(part, each) > 0, -1);
        return at >= 0 && !PhraseSet.That("not").Any(part, 0, at);
    });

    // "Báo nhầm, chưa xong" says what is right, "báo xong là nhầm" does not.
    private static bool IsMistake(string sentence)
    {
        var tokens = Token.Of(sentence);
        return PhraseSet.That("mistake").Any(tokens, 0, tokens.Count);
    }

    private static bool IsQuestion(string sentence)
    {
        var tokens = Token.Of(sentence);
        return sentence.EndsWith('?') || PhraseSet.That("ask").Any(tokens, 0, tokens.Count);
    }

    [GeneratedRegex(@"\b(?:phan dau|du kien|ke hoach|chi tieu|muc tieu|se|quyet tam|tuan toi|tuan sau|yeu cau|chua|khong)\b")]
    private static partial Regex Planned();
}
