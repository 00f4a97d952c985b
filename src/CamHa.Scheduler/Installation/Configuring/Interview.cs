using CamHa.Scheduler.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Asks the person at the terminal, tries the answers of each step, and asks again until they work.</summary>
internal sealed class Interview(IAnsiConsole screen, Draft draft, IReadOnlySet<Question> answered)
{
    /// <summary>Typed to remove a present answer, because Enter keeps it.</summary>
    private const string None = "-";

    public async Task AskAsync(CancellationToken token)
    {
        var file = Markup.Escape(draft.File);
        screen.MarkupLine(Language.Say(
            $"Sẽ ghi vào [bold]{file}[/]. "
                + "Nhấn Enter để nhận câu trả lời trong ngoặc; Ctrl+C để thôi, khi đó không có gì được ghi.",
            $"This writes [bold]{file}[/]. Enter takes the answer in brackets; Ctrl+C gives up, and then nothing is written."));
        foreach (var step in Questions.Steps)
        {
            screen.WriteLine();
            screen.MarkupLine($"[bold]{Markup.Escape($"{step.Title}")}[/]");
            await AskAsync(step, token);
        }
    }

    private async Task AskAsync(Step step, CancellationToken token)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            foreach (var question in step.Questions)
            {
                if (question.IsAsked(draft) && !(isFirst && answered.Contains(question)))
                    draft.Answer(question, await AskAsync(question, token));
            }

            if (await screen.Status().StartAsync(Language.Say("Đang thử…", "Trying…"), _ => step.TryAsync(draft, token)) is not { } refusal)
            {
                screen.MarkupLine($"[green]{Language.Say("Được.", "It works.")}[/]");
                return;
            }

            var lines = refusal.Words.Split(Environment.NewLine, 2);
            screen.MarkupLine($"[red]{Markup.Escape(lines[0])}[/]");
            if (lines.Length > 1)
                screen.MarkupLine($"[grey]{Markup.Escape(lines[1])}[/]");
            if (refusal.MayStay && await IsKeptAsync(token))
                return;
        }
    }

    private async Task<bool> IsKeptAsync(CancellationToken token)
    {
        var (again, keep) = (Language.Say("Nhập lại", "Answer again"), Language.Say("Vẫn dùng", "Keep it all the same"));
        var next = new SelectionPrompt<string>().Title(Language.Say("Làm gì tiếp?", "And now?")).AddChoices(again, keep);
        return await screen.PromptAsync(next, token) == keep;
    }

    private Task<string> AskAsync(Question question, CancellationToken token) =>
        question.Choices.Count > 0 ? ChooseAsync(question, token)
        : question.SecretFile is not null ? AskSecretAsync(question, token)
        : AskTextAsync(question, token);

    private async Task<string> ChooseAsync(Question question, CancellationToken token)
    {
        var now = draft.Proposed(question);
        // The present answer comes first, so that Enter keeps it.
        var choices = question.Choices.OrderBy(choice => !choice.Value.Equals(now, StringComparison.OrdinalIgnoreCase)).ToList();
        var chosen = await screen.PromptAsync(
            new SelectionPrompt<Choice>()
                .Title($"{Markup.Escape(question.Asked)} [grey]({Language.Say("phím mũi tên, rồi Enter", "arrow keys, then Enter")})[/]")
                .UseConverter(choice => Markup.Escape($"{choice.Words}"))
                .AddChoices(choices),
            token);
        screen.MarkupLine($"{Markup.Escape(question.Asked)} [blue]{Markup.Escape($"{chosen.Words}")}[/]");
        return chosen.Value;
    }

    private async Task<string> AskTextAsync(Question question, CancellationToken token)
    {
        var now = question.Shown(draft.Proposed(question));
        var key = now.Length > 0 ? $"gõ {None}" : "Enter";
        var none = question.WhenEmpty is { Length: > 0 } instead ? $"{key}: {Markup.Escape(instead)}" : $"{key} nếu không có";
        var hint = !question.MayBeEmpty ? ""
            : Language.Say($" [grey]({none})[/]", now.Length > 0 ? $" [grey](type {None} for none)[/]" : " [grey](Enter for none)[/]");
        // With a default value, the prompt adds the value and a colon itself.
        var prompt = new TextPrompt<string>($"{Markup.Escape(question.Asked)}{hint}{(now.Length > 0 ? "" : ":")}")
            .Validate(answer => Fault(question, answer) is { } fault
                ? ValidationResult.Error($"[red]{Markup.Escape(fault)}[/]")
                : ValidationResult.Success());
        if (now.Length > 0)
            prompt.DefaultValue(now);
        else
            prompt.AllowEmpty();
        var answer = (await screen.PromptAsync(prompt, token)).Trim();
        return answer == None && question.MayBeEmpty ? "" : answer;
    }

    private async Task<string> AskSecretAsync(Question question, CancellationToken token)
    {
        var isKept = draft.HasSecret(question);
        var hint = isKept
            ? Language.Say("không hiện khi gõ; Enter để giữ như cũ", "not shown; Enter keeps it as it is")
            : Language.Say("không hiện khi gõ", "not shown");
        var prompt = new TextPrompt<string>($"{Markup.Escape(question.Asked)} [grey]({hint})[/]:")
            .Secret(mask: null)
            .AllowEmpty()
            .Validate(answer => isKept || answer.Length > 0
                ? ValidationResult.Success()
                : ValidationResult.Error($"[red]{Language.Say("Cần có mật khẩu.", "A password is needed.")}[/]"));
        return await screen.PromptAsync(prompt, token);
    }

    private static string? Fault(Question question, string answer) =>
        answer.Trim() is not ("" or None) ? question.Fault(answer.Trim())
        : question.MayBeEmpty ? null
        : Language.Say("Cần có câu trả lời.", "An answer is needed.");
}
