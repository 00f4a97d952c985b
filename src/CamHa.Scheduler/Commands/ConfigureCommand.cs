using System.CommandLine;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation.Configuring;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Asks for what the service needs to know, and writes its settings.</summary>
internal static class ConfigureCommand
{
    private const string StandardInput = "-";

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = Language.Say(
            "Không hỏi gì: mục nào không ghi thì giữ như trong tệp, hoặc lấy giá trị thường dùng.",
            "Never asks: answers that are not given stay as they are in the file, or are the usual ones."),
    };

    private static readonly Option<bool> NoTrial = new("--no-trial")
    {
        Description = Language.Say(
            "Không thử các câu trả lời; dùng khi chưa có máy chủ thư hoặc cơ sở dữ liệu.",
            "Does not try the answers out; for a mail server or a database that is not there yet."),
    };

    private static readonly Option<bool> Begin = new("--begin")
    {
        Description = Language.Say(
            "Không hỏi gì: chỉ ghi chỗ để dữ liệu, đủ cho dịch vụ chạy và mở trang; các bước còn lại làm trên trang, mục Cài đặt. Đã có "
            + "thiết lập thì không đổi gì.",
            "Asks nothing: writes where the data lie, enough for the service to start with its page, where all else is set. Settings that "
            + "are there stay as they are."),
    };

    private static readonly IReadOnlyDictionary<Question, Option<string?>> Answers =
        Questions.All.ToDictionary(question => question, OptionFor);

    private static bool IsAtTerminal =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    public static Command Create()
    {
        var command = new Command(
            "configure", Language.Say(
                "Hỏi nơi lưu dữ liệu và cách gửi thư, thử các câu trả lời, rồi ghi thiết lập.",
                "Asks where the data lie and how mail leaves, tries the answers, and writes the settings."))
        {
            Yes,
            NoTrial,
            Begin,
        };
        foreach (var option in Answers.Values)
            command.Options.Add(option);
        command.SetAction(ConfigureAsync);
        return command;
    }

    private static async Task<int> ConfigureAsync(ParseResult parsed, CancellationToken token)
    {
        var file = Target(parsed.GetValue(CommandLine.Config));
        var places = Places.OfThisSystem.IsConfig(file) ? Places.OfThisSystem : null;
        if (places is not null)
            await SettingsFile.PrepareAsync(places, token);
        var draft = new Draft(file, places);
        // Checked before the first question: answers cannot correct settings that nobody is asked for.
        SettingsCheck.ThrowIfInvalid(draft.Settings(section => !Questions.Steps.Any(step => step.IsAbout(section))));
        if (parsed.GetValue(Begin) && draft.Before is not null)
        {
            Console.WriteLine(Language.Say($"Đã có {file}; giữ nguyên.", $"{file} is there already, and stays."));
            return CommandLine.Done;
        }

        SettingsFile.EnsureWritable(draft);
        draft.AnswerUsual();
        if (parsed.GetValue(Begin))
            return await BeginAsync(draft, token);
        foreach (var (setting, value) in Others(parsed.GetValue(CommandLine.Set) ?? []))
            draft.Set(setting, value);
        var given = await GivenAsync(parsed, token);
        foreach (var (question, answer) in given)
            draft.Answer(question, answer);

        var isAsking = !parsed.GetValue(Yes) && IsAtTerminal;
        var isTried = !parsed.GetValue(NoTrial);
        if (isAsking)
        {
            var faults = SettingsCheck.Faults(draft.Settings());
            if (faults.Where(fault => !Questions.All.Any(question => question.Answers(fault.English))).ToList() is { Count: > 0 } others)
                throw new SettingsException(others);
            // A list hides the cursor, and Ctrl+C ends the program in the middle of it.
            Console.CancelKeyPress += (_, _) => AnsiConsole.Cursor.Show();
            await new Interview(AnsiConsole.Console, draft, given.Keys.ToHashSet()).AskAsync(token);
        }
        else
        {
            await CompleteAsync(draft, given, isTried, token);
        }

        var forgotten = draft.Forget(Questions.All);
        SettingsCheck.ThrowIfInvalid(draft.Settings());

        var backup = await SettingsFile.WriteAsync(draft, TimeProvider.System, token);
        Tell(draft, backup);
        foreach (var secret in forgotten)
        {
            File.Delete(secret);
            Console.WriteLine(Language.Say(
                $"Đã xóa mật khẩu không còn dùng: {secret}", $"Deleted a password that is not used any more: {secret}"));
        }

        var isRunning = draft.Places is not null && await ServiceCommand.Control().RestartAsync(token);
        if (isRunning)
        {
            Console.WriteLine(Language.Say(
                "Dịch vụ đã khởi động lại với cài đặt mới.", "The service was started anew with these settings."));
        }

        if (isAsking)
            await OfferTestMailAsync(draft, token);
        var next = await NextStep.AfterAsync(draft, isAsking || isTried, isRunning, token);
        if (next.Length > 0)
            Console.WriteLine(UpkeepAnswers.Next($"{next}{ConfigOption(draft)}"));
        return CommandLine.Done;
    }

    // Mails wait until somebody has named a mailbox on the page.
    private static async Task<int> BeginAsync(Draft draft, CancellationToken token)
    {
        var file = Questions.All.First(question => question.Setting == "Storage:File");
        draft.Answer(file, draft.Proposed(file));
        draft.Set("Mail:Transport", "none");
        await using (var services = ServiceFactory.Create(draft.Settings()))
        {
            // What an earlier installation has left is a person's to decide about.
            await services.GetRequiredService<EarlierDatabase>().EnsureNothingLeftAsync(token);
            await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
        }

        await SettingsFile.WriteAsync(draft, TimeProvider.System, token);
        Tell(draft, backup: null);
        Console.WriteLine(Language.Say(
            "Cho dịch vụ chạy rồi làm tiếp trên trang, http://127.0.0.1:8480, mục Cài đặt.",
            "Start the service, and go on at its page, http://127.0.0.1:8480, under Cài đặt."));
        return CommandLine.Done;
    }

    // Where the next command would not find the file by itself.
    private static string ConfigOption(Draft draft) =>
        draft.Places is null && draft.File != Path.GetFullPath(Settings.DefaultFile) ? $" --config {Invocation.Quoted(draft.File)}" : "";

    private static async Task OfferTestMailAsync(Draft draft, CancellationToken token)
    {
        var question = Language.Say(
            "Gửi một thư thử đến địa chỉ nào? [grey](Enter nếu không cần)[/]:",
            "Send a test mail to which address? [grey](Enter for none)[/]:");
        var address = (await AnsiConsole.Console.PromptAsync(
            new TextPrompt<string>(question).AllowEmpty().Validate(answer => answer.Trim().Length == 0 || MailAddress.IsValid(answer.Trim())
                ? ValidationResult.Success()
                : ValidationResult.Error($"[red]{Markup.Escape($"{MailAddress.Fault(answer)}")}[/]")),
            token)).Trim();
        if (address.Length == 0)
            return;
        await using var services = ServiceFactory.Create(draft.Settings());
        await MailCommand.SendAsync(services, address, token);
    }

    // The file in the current folder, if there is one or this user may not write the service's.
    private static string Target(string? file)
    {
        var isOwn = File.Exists(Settings.DefaultFile) || !Environment.IsPrivilegedProcess;
        return Path.GetFullPath(file ?? (isOwn ? Settings.DefaultFile : Places.OfThisSystem.ConfigFile));
    }

    private static async Task CompleteAsync(Draft draft, Dictionary<Question, string> given, bool isTried, CancellationToken token)
    {
        var missing = new List<Question>();
        foreach (var question in Questions.All.Where(question => !given.ContainsKey(question) && question.IsAsked(draft)))
        {
            if (question.SecretFile is not null ? !draft.HasSecret(question) : draft.Proposed(question).Length == 0 && !question.MayBeEmpty)
                missing.Add(question);
            else if (question.SecretFile is null)
                draft.Answer(question, draft.Proposed(question));
        }

        if (missing.Count > 0)
        {
            throw new SettingsException([
                new(
                    "Không có cửa sổ lệnh để hỏi, hoặc có --yes, mà còn thiếu các câu trả lời sau:",
                    "There is no terminal to ask in, or --yes was given, and these answers are missing:"),
                .. missing.Select(question =>
                {
                    var says = MeaningOf(question);
                    var option = Answers[question].Name;
                    return new Bilingual($"  {option}: {says.Vietnamese}", $"  {option}: {says.English}");
                }),
                new("Chưa ghi gì.", "Nothing was written.")]);
        }

        SettingsCheck.ThrowIfInvalid(draft.Settings());
        if (!isTried)
            return;
        var refusals = new List<string>();
        foreach (var step in Questions.Steps)
        {
            if (await step.TryAsync(draft, token) is { } refusal)
                refusals.Add(refusal.Words);
        }

        if (refusals.Count > 0)
        {
            refusals.Add(Language.Say(
                "Chưa ghi gì. Vẫn muốn ghi thì thêm --no-trial.", "Nothing was written. To write it all the same: --no-trial."));
            // The mailbox cannot be tried either where the server is not there.
            throw new ActionRequiredException(string.Join(Environment.NewLine, refusals.Distinct()));
        }
    }

    private static async Task<Dictionary<Question, string>> GivenAsync(ParseResult parsed, CancellationToken token)
    {
        var given = new Dictionary<Question, string>();
        foreach (var (question, option) in Answers)
        {
            if (parsed.GetValue(option) is { } answer)
                given[question] = question.SecretFile is null ? answer : await SecretAsync(option.Name, answer, token);
        }

        return given;
    }

    private static async Task<string> SecretAsync(string option, string file, CancellationToken token)
    {
        if (file == StandardInput)
            return await SecretInput.ReadAsync(Language.Say("Mật khẩu:", "Secret:"), token);
        try
        {
            return new Secret(option, "", Path.GetFullPath(file), "").Read();
        }
        catch (SecretException e)
        {
            throw new SettingsException([e.Says]);
        }
    }

    // Takes any other setting, but no secret, which would be visible in the file and in the list of processes.
    private static IEnumerable<(string Setting, string Value)> Others(string[] assignments)
    {
        foreach (var assignment in assignments)
        {
            var (setting, value) = Settings.Split(assignment);
            if (Secret.IsHidden(setting) && !Questions.All.Any(question => question.MayBeShown(setting)))
            {
                throw new SettingsException([new(
                    $"--set = '{setting}=***': mật khẩu không được ghi vào cài đặt. "
                        + "Hãy dùng lựa chọn dành cho nó, như --smtp-password-file.",
                    $"--set = '{setting}=***': a secret is not written into the settings. "
                        + "Give it with the option for it, as in --smtp-password-file.")]);
            }

            yield return (setting, value!);
        }
    }

    private static void Tell(Draft draft, string? backup)
    {
        Console.WriteLine(Language.Say($"Đã ghi {draft.File}.", $"Wrote {draft.File}."));
        if (backup is not null)
            Console.WriteLine(Language.Say($"Bản cũ còn ở {backup}.", $"What it held before is in {backup}."));
        foreach (var file in draft.Secrets.Keys.Select(secret => SettingsFile.PathOf(draft, secret)))
            Console.WriteLine(Language.Say($"Mật khẩu nằm riêng trong {file}.", $"The password is in a file of its own, {file}."));
    }

    private static Bilingual MeaningOf(Question question) => question.SecretFile is null
        ? new(question.MeaningInVietnamese, question.Meaning)
        : new(
            $"{question.Prompt}, ghi trong một tệp, hoặc {StandardInput} để gõ vào: không ghi thẳng vào lệnh vì người khác thấy được.",
            $"{question.Meaning}, in a file, or {StandardInput} for standard input: never on the command line, where others see it.");

    private static Option<string?> OptionFor(Question question) => new($"--{question.Option}{(question.SecretFile is null ? "" : "-file")}")
    {
        Description = $"{MeaningOf(question)}",
        HelpName = question.SecretFile is null ? question.Option.Split('-')[^1].ToUpperInvariant() : Language.Say("TỆP", "FILE"),
    };
}
