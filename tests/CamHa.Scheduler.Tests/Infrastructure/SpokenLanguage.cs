using System.Runtime.CompilerServices;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>Tests read the same words on every machine.</summary>
internal static class SpokenLanguage
{
    [ModuleInitializer]
    public static void Use() => Language.Use(Language.Vietnamese);
}
