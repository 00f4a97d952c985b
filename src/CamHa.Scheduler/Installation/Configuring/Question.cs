using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Something that <c>camha configure</c> wants to know.</summary>
/// <param name="Option">The option that answers it, without its dashes.</param>
/// <param name="Setting">Where the answer goes.</param>
/// <param name="Meaning">For <c>--help</c>.</param>
/// <param name="Prompt">For the person at the terminal, who may be a clerk: in Vietnamese.</param>
internal sealed record Question(string Option, string Setting, string Meaning, string Prompt)
{
    /// <summary>The answer for which Enter is enough; empty for none.</summary>
    public string Default { get; init; } = "";

    /// <summary>Whether no answer is an answer.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The answers there are, and how they are shown; none for a free text.</summary>
    public IReadOnlyList<(string Value, string Shown)> Choices { get; init; } = [];

    /// <summary>Whether it is a path, which for an installed service starts at its data.</summary>
    public bool IsPath { get; init; }

    /// <summary>The keyword, where the answer is a part of a connection string.</summary>
    public string? Keyword { get; init; }

    /// <summary>For a secret: the file of its own beside the settings.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Whether every verb needs the secret, and not the service alone.</summary>
    public bool IsForEveryVerb { get; init; }

    /// <summary>Whether it asks for this setting and takes it openly, as a password's hash: it is in the file all the same.</summary>
    public bool MayBeShown(string setting) => SecretFile is null && Keyword is null && Setting.Equals(setting, StringComparison.OrdinalIgnoreCase);

    public Func<Draft, bool> IsAsked { get; init; } = _ => true;

    /// <summary>What is wrong with an answer as it stands, in Vietnamese; null for nothing.</summary>
    public Func<string, string?> Fault { get; init; } = _ => null;
}

/// <summary>Questions that belong together, and are tried out together.</summary>
/// <param name="Title">In Vietnamese.</param>
/// <param name="Sections">The settings the trial looks at.</param>
/// <param name="Questions">In this order.</param>
/// <param name="Trial">Tries the answers for real; null where there is nothing to try.</param>
internal sealed record Step(string Title, string[] Sections, Question[] Questions, Func<Draft, Settings, CancellationToken, Task<Refusal?>>? Trial = null)
{
    public bool IsAbout(string section) => Sections.Contains(section, StringComparer.OrdinalIgnoreCase);

    /// <summary>The answers first as they stand, then for real.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    public async Task<Refusal?> TryAsync(Draft draft, CancellationToken token)
    {
        var settings = draft.Settings(IsAbout);
        if (SettingsCheck.Faults(settings) is { Count: > 0 } faults)
            return new("Có câu trả lời chưa đúng. Hãy nhập lại.", string.Join(Environment.NewLine, faults), MayStay: false);
        return Trial is null ? null : await Trial(draft, settings, token);
    }
}

/// <param name="Vietnamese">What is wrong and what to do, for the person at the terminal.</param>
/// <param name="English">The same with the system's words, for whoever helps.</param>
/// <param name="MayStay">Whether it may be written all the same, as for a server that is not there yet.</param>
internal sealed record Refusal(string Vietnamese, string English, bool MayStay = true);
