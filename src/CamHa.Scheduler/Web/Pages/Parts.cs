using System.Globalization;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The pieces of HTML that several pages share.</summary>
internal static class Parts
{
    public enum Tone
    {
        Good,
        Warning,
        Bad,
        Quiet,
    }

    /// <summary>Shows a state by a sign, a word and a colour; sign and word suffice for whoever cannot see the colour.</summary>
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

    /// <summary><c>16h30, 17/6</c>: without the year, for which a phone has no room.</summary>
    public static Html BriefTime(DateTime wallClock) => Time(wallClock, Vietnamese.DayMonth(DateOnly.FromDateTime(wallClock)));

    private static Html Time(DateTime wallClock, string day)
    {
        var machine = wallClock.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        return Html.Of($"""<time datetime="{machine}">{Vietnamese.Time(wallClock)}, {day}</time>""");
    }

    /// <summary>The link back to the page above.</summary>
    public static Html Back(string path, string name) =>
        Html.Of($"""<p class="back"><a href="{path}"><span aria-hidden="true">←</span> {name}</a></p>""");

    /// <summary>The link to a list as a workbook.</summary>
    public static Html Download(string path) =>
        Html.Of($"""<p><a href="{path}" download>Tải danh sách này (Excel)</a></p>""");

    /// <summary>A program's words, which are in English.</summary>
    public static Html English(string text) => text.Length == 0 ? default : Html.Of($"""<span lang="en">{Html.Data(text)}</span>""");

    /// <summary>Why a mail is where it is: in Vietnamese, and what a server said as it said it.</summary>
    public static Html Reason(string reason) => reason.Length == 0 ? default
        : ReasonWords.OfOwn(reason) is { } own ? Html.Of($"{own}")
        : Answer(ReasonWords.OfAnswered(reason), null, reason);

    /// <summary>A server's answer with what it means.</summary>
    public static Html Answer(string? means, int? code, string reply)
    {
        var said = Html.Of($"{(code is { } number ? Html.Of($"{number} ") : default)}{English(reply)}");
        return means is null ? said : Html.Of($"""{means} <span class="quiet">{said}</span>""");
    }

    /// <summary>The program's own words for a fault, which are an engineer's, behind a word that opens them.</summary>
    public static Html ForEngineers(string text) => text.Length == 0 ? default : Html.Of($"""
        <details class="more"><summary>Chi tiết cho người cài đặt</summary>{English(text)}</details>
        """);

    /// <summary>A number of the query; null if it is missing or not a number.</summary>
    public static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number of the path; the route has checked that it is one.</summary>
    public static long Route(HttpContext context, string name) =>
        long.Parse((string)context.Request.RouteValues[name]!, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
