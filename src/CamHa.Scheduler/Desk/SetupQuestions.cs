using CamHa.Scheduler.Installation.Configuring;
using CamHa.Scheduler.Web.Pages;

namespace CamHa.Scheduler.Desk;

/// <summary>The questions of <c>camha configure</c> as the fields of forms, with the same words, checks and trials.</summary>
internal static class SetupQuestions
{
    public const string OtherServer = "đổi máy chủ hoặc kiểu bảo mật thì gõ lại mật khẩu.";
    private const int Longest = 1_000;
    private const int LongestSecret = 200;

    /// <summary>The letterhead, and who is told of trouble.</summary>
    public static IReadOnlyList<Question> Office { get; } =
        [.. Of("Report"), .. Questions.All.Where(question => question.Setting == "Alerts:To")];

    /// <summary>The server that sends, and its mailbox.</summary>
    public static IReadOnlyList<Question> Mailbox { get; } = [.. Of("Smtp"), .. Of("Mail")];

    /// <summary>The steps whose answers are tried, in their order.</summary>
    public static IReadOnlyList<Step> Trials { get; } =
        [.. Questions.Steps.Where(step => step.Trial is not null && step.Questions.Any(Mailbox.Contains))];

    public static IEnumerable<Html> Fields(PageForm form, IEnumerable<Question> questions, Draft draft) =>
        questions.Select(question => Field(form, question, draft));

    /// <summary>Takes what was typed into the settings; what is wrong is told beside its field.</summary>
    public static void Take(PageForm form, IEnumerable<Question> questions, Draft draft)
    {
        foreach (var question in questions)
        {
            if (!question.IsAsked(draft))
                continue;
            var answer = question.SecretFile is null ? form[question.Option].Trim() : form[question.Option];
            if (answer.Length > Longest)
                form.Refuse(question.Option, $"nhiều nhất {Longest} ký tự.");
            else if (question.SecretFile is not null ? answer.Length == 0 && !draft.HasSecret(question)
                : answer.Length == 0 && !question.MayBeEmpty)
                form.Refuse(question.Option, "ghi mục này.");
            else if (answer.Length > 0 && question.SecretFile is null && question.Fault(answer) is { } fault)
                form.Refuse(question.Option, fault);
            else
                draft.Answer(question, answer);
        }
    }

    /// <summary>
    /// Takes the mailbox. A password that is kept goes to the server it was typed for and to no other; one that is typed for another
    /// takes its place even where that asks for no login.
    /// </summary>
    public static void TakeMailbox(PageForm form, Draft draft)
    {
        var secret = Mailbox.First(question => question.SecretFile is not null);
        var (isKept, before) = (draft.HasSecret(secret), ServerOf(draft));
        Take(form, Mailbox, draft);
        if (!isKept || before.Equals(ServerOf(draft), StringComparison.OrdinalIgnoreCase))
            return;
        if (form[secret.Option].Length == 0)
            form.Refuse(secret.Option, OtherServer);
        else
            draft.Answer(secret, form[secret.Option]);
    }

    /// <summary>What was typed, by its settings; a password that was not typed is not among them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Answers(IEnumerable<Question> questions, Draft draft)
    {
        foreach (var question in questions.Where(question => question.SecretFile is null))
            yield return new(question.Setting, question.IsAsked(draft) ? draft[question] : "");
        foreach (var (question, secret) in draft.Secrets)
            yield return new(question.Setting, secret);
    }

    private static string ServerOf(Draft draft) => string.Join(' ', Mailbox
        .Where(question => question.Setting is "Smtp:Host" or "Smtp:Port" or "Smtp:Security").Select(draft.Proposed));

    private static IEnumerable<Question> Of(string section) =>
        Questions.All.Where(question => question.Setting.StartsWith($"{section}:", StringComparison.Ordinal));

    private static Html Field(PageForm form, Question question, Draft draft)
    {
        var hint = question.WhenEmpty.Length > 0 ? $"Để trống: {question.WhenEmpty}." : question.MayBeEmpty ? "Có thể để trống." : "";
        if (question.SecretFile is not null)
            return Secret(form, question.Option, question.Prompt, draft.HasSecret(question), "Máy chủ không hỏi đăng nhập thì để trống.");
        form.At(question.Option, question.Shown(draft.Proposed(question)));
        return question.Choices.Count > 0
            ? form.Choice(question.Option, question.Prompt, question.Choices.Select(each => (each.Value, each.Words.Vietnamese)), hint)
            : form.Text(question.Option, question.Prompt, Longest, hint, isNeeded: false);
    }

    /// <summary>A password: typed, kept where nothing is typed, and never shown.</summary>
    public static Html Secret(PageForm form, string name, string label, bool isThere, string hint) =>
        form.Secret(
            name, label, LongestSecret,
            isThere ? "Đã có mật khẩu. Để trống thì giữ nguyên; đổi máy chủ thì gõ lại. Trang không cho xem lại." : hint);
}
