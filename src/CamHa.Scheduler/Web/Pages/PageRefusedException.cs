namespace CamHa.Scheduler.Web.Pages;

/// <summary>A field of a form that is wrong.</summary>
/// <param name="about">Its name.</param>
/// <param name="words">What is wrong with it, and the remedy, in Vietnamese.</param>
internal sealed class PageRefusedException(string about, string words) : Exception(words)
{
    public string Field => about;
}
