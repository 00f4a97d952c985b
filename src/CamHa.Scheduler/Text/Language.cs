using System.Globalization;

namespace CamHa.Scheduler.Text;

/// <summary>
/// The language in which commands speak to whoever typed them: Vietnamese, or English where it is asked for or the machine
/// speaks it. Mails, reports and pages are Vietnamese everywhere; logs and JSON are English.
/// </summary>
public static class Language
{
    public const string Vietnamese = "vi";
    public const string English = "en";

    private static readonly AsyncLocal<bool> OnPage = new();

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English;

    /// <summary>Chooses the language, and takes the machine's own way of writing days and numbers out of the program.</summary>
    /// <param name="asked"><see cref="Vietnamese"/> or <see cref="English"/>; null for the machine's.</param>
    public static void Use(string? asked)
    {
        // On a Thai or Persian machine a year would be read and written as 2569 or 1405.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.GetCultureInfo(asked ?? (IsEnglish ? English : Vietnamese));
    }

    /// <summary>The one of two texts that is in the language in use.</summary>
    public static string Say(string vietnamese, string english) => IsEnglish ? english : vietnamese;

    /// <summary>The same where the remedy is a command: who is at the page has none, and is told what to press there.</summary>
    public static string Say(string vietnamese, string english, string onPage) => OnPage.Value ? onPage : Say(vietnamese, english);

    /// <summary>What stands in a document, which is Vietnamese everywhere, in whatever language it is asked for.</summary>
    public static T InVietnamese<T>(Func<T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Vietnamese);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>
    /// From here on, in the async method that calls it and in what that calls, everything is said in Vietnamese: it is kept for the
    /// office, whoever's machine writes it.
    /// </summary>
    public static void SayForTheOffice() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Vietnamese);

    /// <summary>From here on the same is said for whoever is at the page.</summary>
    public static void SayOnPage()
    {
        SayForTheOffice();
        OnPage.Value = true;
    }

    /// <summary>A day as commands print it: <c>17/06/2022</c>, in English <c>2022-06-17</c>.</summary>
    public static string Say(DateOnly day) => Say($"{day:dd/MM/yyyy}", $"{day:yyyy-MM-dd}");

    /// <summary>A wall clock's time as commands print it: <c>17/06/2022 16:30</c>, in English <c>2022-06-17 16:30</c>.</summary>
    public static string Say(DateTime time) => $"{Say(DateOnly.FromDateTime(time))} {time:HH:mm}";
}
