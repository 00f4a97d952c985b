using Spectre.Console;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Asks the person at the terminal, tries the answers of each step, and asks again until they work.</summary>
internal sealed class Interview(IAnsiConsole screen, Draft draft, IReadOnlySet<Question> answered)
{
    private const string Again = "Nhập lại";
    private const string Keep = "Vẫn dùng";

    /// <summary>Typed to remove a present answer, because Enter keeps it.</summary>
    private const string None = "-";

    public async Task AskAsync(CancellationToken token)
    {
        screen.MarkupLine($"Sẽ ghi vào [bold]{Markup.Escape(draft.File)}[/]. "
            + "Nhấn Enter để nhận câu trả lời trong ngoặc; Ctrl+C để thôi, khi đó không có gì được ghi.");
        foreach (var step in Questions.Steps)
        {
            screen.WriteLine();
            screen.MarkupLine($"[bold]{Markup.Escape(step.Title)}[/]");
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

            if (await screen.Status().StartAsync("Đang thử…", _ => step.TryAsync(draft, token)) is not { } refusal)
            {
                screen.MarkupLine("[green]Được.[/]");
                return;
            }

            screen.MarkupLine($"[red]{Markup.Escape(refusal.Vietnamese)}[/]");
            screen.MarkupLine($"[grey]{Markup.Escape(refusal.English)}[/]");
            var next = new SelectionPrompt<string>().Title("Làm gì tiếp?").AddChoices(Again, Keep);
            if (refusal.MayStay && await screen.PromptAsync(next, token) == Keep)
                return;
        }
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
            new SelectionPrompt<(string Value, string Shown)>()
                .Title($"{Markup.Escape(question.Prompt)} [grey](phím mũi tên, rồi Enter)[/]")
                .UseConverter(choice => Markup.Escape(choice.Shown))
                .AddChoices(choices),
            token);
        screen.MarkupLine($"{Markup.Escape(question.Prompt)} [blue]{Markup.Escape(chosen.Shown)}[/]");
        return chosen.Value;
    }

    private async Task<string> AskTextAsync(Question question, CancellationToken token)
    {
        var now = draft.Proposed(question);
        var hint = question.MayBeEmpty ? now.Length > 0 ? $" [grey](gõ {None} nếu không có)[/]" : " [grey](Enter nếu không có)[/]" : "";
        // With a default value, the prompt adds the value and a colon itself.
        var prompt = new TextPrompt<string>($"{Markup.Escape(question.Prompt)}{hint}{(now.Length > 0 ? "" : ":")}")
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
        var hint = isKept ? "không hiện khi gõ; Enter để giữ như cũ" : "không hiện khi gõ";
        var prompt = new TextPrompt<string>($"{Markup.Escape(question.Prompt)} [grey]({hint})[/]:")
            .Secret(mask: null)
            .AllowEmpty()
            .Validate(answer => isKept || answer.Length > 0
                ? ValidationResult.Success()
                : ValidationResult.Error("[red]Cần có mật khẩu.[/]"));
        return await screen.PromptAsync(prompt, token);
    }

    private static string? Fault(Question question, string answer) =>
        answer.Trim() is "" or None ? question.MayBeEmpty ? null : "Cần có câu trả lời." : question.Fault(answer.Trim());
}
