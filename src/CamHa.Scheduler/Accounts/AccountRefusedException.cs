using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Accounts;

/// <summary>An account that would be wrong.</summary>
/// <param name="words">What is wrong, and the remedy.</param>
/// <param name="about">The field of the form that is wrong; empty for the whole.</param>
public sealed class AccountRefusedException(Bilingual words, string about = "") : Exception(words.English)
{
    public Bilingual Words => words;

    /// <summary>The field that is wrong, as <c>name</c>, <c>password</c> or <c>code</c>.</summary>
    public string Field => about;
}
