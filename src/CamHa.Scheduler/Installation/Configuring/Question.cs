using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>A question of <c>camha configure</c>.</summary>
/// <param name="Option">The command-line option with the answer, without its dashes.</param>
/// <param name="Setting">The setting that the answer is written to.</param>
/// <param name="Meaning">The text in <c>--help</c>.</param>
/// <param name="Prompt">The text at the terminal; in Vietnamese, because clerks answer it.</param>
internal sealed record Question(string Option, string Setting, string Meaning, string Prompt)
{
    /// <summary>The answer that Enter gives; empty for none.</summary>
    public string Default { get; init; } = "";

    /// <summary>Whether the answer may be empty.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The possible answers and how they are shown; empty for free text.</summary>
    public IReadOnlyList<(string Value, string Shown)> Choices { get; init; } = [];

    /// <summary>Whether the default answer is a path in the data folder, where the service is installed.</summary>
    public bool IsPath { get; init; }

    /// <summary>The connection string's keyword, where the answer is a part of one.</summary>
    public string? Keyword { get; init; }

    /// <summary>For a secret, the name of its own file beside the settings; otherwise null.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Whether every command needs the secret, and not only the service.</summary>
    public bool IsForEveryVerb { get; init; }

    /// <summary>Whether this question takes the setting openly on the command line, as a password's hash.</summary>
    public bool MayBeShown(string setting) =>
        SecretFile is null && Keyword is null && Setting.Equals(setting, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the question is asked, given the answers so far.</summary>
    public Func<Draft, bool> IsAsked { get; init; } = _ => true;

    /// <summary>What is wrong with the form of an answer, in Vietnamese; null for nothing.</summary>
    public Func<string, string?> Fault { get; init; } = _ => null;
}

/// <summary>Questions that belong together and whose answers are tried together.</summary>
/// <param name="Title">The heading, in Vietnamese.</param>
/// <param name="Sections">The sections of the settings that are checked.</param>
/// <param name="Questions">The questions, in order.</param>
/// <param name="Trial">Tries the answers with the real server; null where there is nothing to try.</param>
internal sealed record Step(
    string Title,
    string[] Sections,
    Question[] Questions,
    Func<Draft, Settings, CancellationToken, Task<Refusal?>>? Trial = null)
{
    public bool IsAbout(string section) => Sections.Contains(section, StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the form of the answers, then tries them.</summary>
    /// <returns>Null where they work.</returns>
    public async Task<Refusal?> TryAsync(Draft draft, CancellationToken token)
    {
        var settings = draft.Settings(IsAbout);
        if (SettingsCheck.Faults(settings) is { Count: > 0 } faults)
            return new("Có câu trả lời chưa đúng. Hãy nhập lại.", string.Join(Environment.NewLine, faults), MayStay: false);
        return Trial is null ? null : await Trial(draft, settings, token);
    }
}

/// <summary>Answers that do not work.</summary>
/// <param name="Vietnamese">What is wrong and what to do, for the person at the terminal.</param>
/// <param name="English">The same with the system's error, for an engineer.</param>
/// <param name="MayStay">Whether the answers may be kept all the same, as for a server that does not exist yet.</param>
internal sealed record Refusal(string Vietnamese, string English, bool MayStay = true);
