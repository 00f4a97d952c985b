using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Configuration;

/// <summary>What is wrong with a setting or an option.</summary>
public static class SettingFault
{
    /// <param name="name">The setting, such as <c>Smtp:Host</c>, or the option; the same in both languages.</param>
    /// <param name="value">The value as it may be shown; <c>***</c> for a secret.</param>
    /// <param name="vietnamese">The reason and the remedy.</param>
    /// <param name="english">The same.</param>
    public static Bilingual Of(string name, object? value, string vietnamese, string english) =>
        new($"{name} = '{value}': {vietnamese}", $"{name} = '{value}': {english}");

    /// <inheritdoc cref="Of(string, object, string, string)"/>
    public static Bilingual Of(string name, object? value, Bilingual says) => Of(name, value, says.Vietnamese, says.English);
}
