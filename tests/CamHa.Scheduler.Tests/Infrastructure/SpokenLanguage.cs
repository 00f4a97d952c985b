using System.Runtime.CompilerServices;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>Tests read the same words on every machine.</summary>
internal static class SpokenLanguage
{
    [ModuleInitializer]
    public static void Use() => Language.Use(Language.Vietnamese);

    /// <summary>Whether there are letters in it that only Vietnamese has.</summary>
    public static bool IsVietnamese(string text) => text.ToLowerInvariant()
        .Any(letter => letter is (>= 'ạ' and <= 'ỹ') || "àáãâèéêìíòóôõùúýăđĩũơư".Contains(letter, StringComparison.Ordinal));
}
