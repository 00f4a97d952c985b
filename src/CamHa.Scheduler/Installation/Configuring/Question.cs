using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>A question of <c>camha configure</c>.</summary>
/// <param name="Option">The command-line option with the answer, without its dashes.</param>
/// <param name="Setting">The setting that the answer is written to.</param>
/// <param name="Meaning">The text in <c>--help</c>, and at an English terminal.</param>
/// <param name="Prompt">The text at a Vietnamese terminal.</param>
internal sealed record Question(string Option, string Setting, string Meaning, string Prompt)
{
    /// <summary>The answer that Enter gives; empty for none.</summary>
    public string Default { get; init; } = "";

    /// <summary>Whether the answer may be empty.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>What an empty answer stands for, in Vietnamese; empty where it stands for none.</summary>
    public string WhenEmpty { get; init; } = "";

    /// <summary>The possible answers; empty for free text.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Whether the default answer is a path in the data folder, where the service is installed.</summary>
    public bool IsPath { get; init; }

    /// <summary>The connection string's keyword, where the answer is a part of one.</summary>
    public string? Keyword { get; init; }

    /// <summary>For a secret, the name of its own file beside the settings; otherwise null.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Whether an earlier answer is taken away where the question is not asked any more, as without the login.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Whether every command needs the secret, and not only the service.</summary>
    public bool IsForEveryVerb { get; init; }

    /// <summary>Whether this question takes the setting openly on the command line, as a password's hash.</summary>
    public bool MayBeShown(string setting) =>
        SecretFile is null && Keyword is null && Setting.Equals(setting, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the question is asked, given the answers so far.</summary>
    public Func<Draft, bool> IsAsked { get; init; } = _ => true;

    /// <summary>What is wrong with the form of an answer; null for nothing.</summary>
    public Func<string, string?> Fault { get; init; } = _ => null;

    /// <summary>An answer as the settings hold it.</summary>
    public Func<string, string> Written { get; init; } = answer => answer;

    /// <summary>A value of the settings as the person at the terminal writes it.</summary>
    public Func<string, string> Shown { get; init; } = value => value;

    /// <summary>Whether a fault, which begins with the setting's name, is one that another answer may put right.</summary>
    public bool Answers(string fault) =>
        fault.Split([' ', ':'], 3) is [var section, var key, ..] && Setting.Split(':') is [var ownSection, var ownKey]
        && section.Equals(ownSection, StringComparison.OrdinalIgnoreCase)
        && (SecretFile is null ? [""] : Secret.Ways).Any(way => key.Equals(ownKey + way, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text in <c>--help</c> in Vietnamese: what is asked at the terminal, and what may be answered.</summary>
    public string MeaningInVietnamese =>
        Prompt.TrimEnd('?')
        + (Choices.Count > 0 ? $": {string.Join("; ", Choices.Select(choice => $"{choice.Value} = {choice.Words.Vietnamese}"))}" : "")
        + (WhenEmpty.Length > 0 ? $"; để trống thì dùng {WhenEmpty.Replace("dùng ", "", StringComparison.Ordinal)}" : "")
        + ".";

    /// <summary>What the person at the terminal is asked.</summary>
    public string Asked => Language.Say(Prompt, Meaning.TrimEnd('.'));
}

/// <summary>One of the possible answers.</summary>
/// <param name="Value">As the settings hold it.</param>
/// <param name="Words">As it is shown.</param>
internal sealed record Choice(string Value, Bilingual Words);

/// <summary>Questions that belong together and whose answers are tried together.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Sections">The sections of the settings that are checked.</param>
/// <param name="Questions">The questions, in order.</param>
/// <param name="Trial">Tries the answers with the real server; null where there is nothing to try.</param>
internal sealed record Step(
    Bilingual Title,
    string[] Sections,
    Question[] Questions,
    Func<Draft, Settings, CancellationToken, Task<Refusal?>>? Trial = null)
{
    /// <summary>The settings of these sections that a later step asks for.</summary>
    public string[] Later { get; init; } = [];

    public bool IsAbout(string section) => Sections.Contains(section, StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the form of the answers, then tries them.</summary>
    /// <returns>Null where they work.</returns>
    /// <exception cref="SettingsException">No other answer would put them right.</exception>
    public async Task<Refusal?> TryAsync(Draft draft, CancellationToken token)
    {
        var settings = draft.Settings(IsAbout, Later);
        if (SettingsCheck.Faults(settings) is { Count: > 0 } faults)
        {
            var asked = Questions.Where(question => question.IsAsked(draft)).ToList();
            if (!faults.Any(fault => asked.Exists(question => question.Answers(fault.English))))
                throw new SettingsException([.. faults, new("Chưa ghi gì.", "Nothing was written.")]);
            return new("Có câu trả lời chưa đúng. Hãy nhập lại.", string.Join(Environment.NewLine, faults), MayStay: false);
        }

        return Trial is null ? null : await Trial(draft, settings, token);
    }
}

/// <summary>Answers that do not work.</summary>
/// <param name="Vietnamese">What is wrong and what to do, for the person at the terminal.</param>
/// <param name="English">The same with the system's error, for an engineer.</param>
/// <param name="MayStay">Whether the answers may be kept all the same, as for a server that does not exist yet.</param>
internal sealed record Refusal(string Vietnamese, string English, bool MayStay = true)
{
    /// <summary>For whoever typed the command; an engineer reads the details in any language.</summary>
    public string Words => Language.Say($"{Vietnamese}{Environment.NewLine}Chi tiết cho người cài đặt: {English}", English);
}
