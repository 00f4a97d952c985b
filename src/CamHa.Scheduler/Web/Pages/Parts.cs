using System.Globalization;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What several pages are made of.</summary>
internal static class Parts
{
    public enum Tone
    {
        Good,
        Warning,
        Bad,
        Quiet,
    }

    /// <summary>A state: by its sign and its word, and by its colour only besides.</summary>
    public static Html Badge(Tone tone, string word)
    {
        var (css, sign) = tone switch
        {
            Tone.Good => ("good", "✓"),
            Tone.Warning => ("warning", "!"),
            Tone.Bad => ("bad", "✕"),
            _ => ("plain", "–"),
        };
        return Html.Of($"""<span class="badge {css}"><span aria-hidden="true">{sign}</span> {word}</span>""");
    }

    public static Html Badge(SubmissionState state) => Badge(
        state switch
        {
            SubmissionState.OnTime => Tone.Good,
            SubmissionState.Late => Tone.Warning,
            SubmissionState.Missing => Tone.Bad,
            _ => Tone.Quiet,
        },
        state.Word());

    public static Html OutboxBadge(string state) => Badge(
        state switch
        {
            nameof(OutboxState.Sent) => Tone.Good,
            nameof(OutboxState.Dead) => Tone.Bad,
            nameof(OutboxState.Expired) or nameof(OutboxState.Held) => Tone.Warning,
            _ => Tone.Quiet,
        },
        OutboxWords.OfState(state));

    /// <summary><c>16h30, 17/6/2022</c></summary>
    public static Html Time(DateTime wallClock) => Time(wallClock, Vietnamese.Date(DateOnly.FromDateTime(wallClock)));

    /// <summary><c>16h30, 17/6</c>, where nobody asks for the year and a phone has no room for it.</summary>
    public static Html BriefTime(DateTime wallClock) => Time(wallClock, Vietnamese.DayMonth(DateOnly.FromDateTime(wallClock)));

    private static Html Time(DateTime wallClock, string day) => Html.Of(
        $"""<time datetime="{wallClock.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)}">{Vietnamese.Time(wallClock)}, {day}</time>""");

    /// <summary>The way back from a page below another.</summary>
    public static Html Back(string path, string name) => Html.Of($"""<p class="back"><a href="{path}"><span aria-hidden="true">←</span> {name}</a></p>""");

    /// <summary>What a program said, in the language programs speak.</summary>
    public static Html English(string text) => text.Length == 0 ? default : Html.Of($"""<span lang="en">{Html.Data(text)}</span>""");

    public static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Part of an address that the route has checked to be a number.</summary>
    public static long Route(HttpContext context, string name) => long.Parse((string)context.Request.RouteValues[name]!, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
