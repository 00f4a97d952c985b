using CamHa.Scheduler.Changes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The fields of a form: what was typed stays in them where the form is refused, and what is wrong stands beside its field. A password
/// is typed again.
/// </summary>
public sealed class PageForm
{
    private readonly IFormCollection? _typed;
    private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _put = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);

    private PageForm(IFormCollection? typed) => _typed = typed;

    /// <summary>Whether the form was sent, and comes back with faults.</summary>
    public bool IsRefused => _faults.Count > 0;

    public static PageForm Empty() => new(null);

    public static async Task<PageForm> TypedAsync(HttpContext context) => new(await context.Request.ReadFormAsync(context.RequestAborted));

    /// <summary>What was typed into a field, or stands in it at first.</summary>
    public string this[string name] => _put.TryGetValue(name, out var put) ? put
        : _typed is null ? _first.GetValueOrDefault(name, "") : _typed[name].ToString();

    /// <summary>The key in a field, by which a form that is sent twice does what it does once; a new one where there is none.</summary>
    public string Key(string name) =>
        this[name] is { Length: 32 } key && key.All(char.IsAsciiHexDigitLower) ? key : Gesture.NewKey();

    /// <summary>The values of boxes that are ticked.</summary>
    public IReadOnlyList<string> Ticked(string name) =>
        [.. (_typed is null ? new StringValues(this[name].Split(' ')) : _typed[name]).OfType<string>().Where(each => each.Length > 0)];

    /// <summary>The same faults above the fields as they were, for a form that has no fields.</summary>
    public PageForm WithoutTyped()
    {
        var form = Empty();
        foreach (var (field, why) in _faults)
            form._faults[field] = why;
        return form;
    }

    /// <summary>What stands in a field before anybody types.</summary>
    public PageForm At(string name, string value)
    {
        _first[name] = value;
        return this;
    }

    /// <summary>Fills a field in, whatever was typed there.</summary>
    public void Put(string name, string value) => _put[name] = value;

    /// <param name="field">The field that is wrong; empty for the form as a whole.</param>
    /// <param name="why">What is wrong with it, and the remedy.</param>
    public void Refuse(string field, string why) => _faults.TryAdd(field, why);

    /// <summary>What the form is told that is no fault; empty for nothing.</summary>
    public Html Told(string name) => _faults.TryGetValue(name, out var what)
        ? Html.Of($"""<p class="said" role="status">{what}</p>""") : default;

    /// <summary>What is wrong with the form as a whole.</summary>
    public Html Fault() => FaultOf("");

    /// <param name="name">The field's name, also of its element.</param>
    /// <param name="label">What it is for.</param>
    /// <param name="longest">The most characters.</param>
    /// <param name="hint">What may be typed; empty for nothing that needs saying.</param>
    /// <param name="fills">What the browser may fill in, as <c>username</c>.</param>
    /// <param name="isNeeded">Whether it must not be empty.</param>
    public Html Text(string name, string label, int longest, string hint = "", string fills = "off", bool isNeeded = true) =>
        Around(name, label, hint, Html.Of($"""
            <input id="{name}" name="{name}" value="{this[name]}" maxlength="{longest}"
            autocomplete="{fills}"{Needed(isNeeded)}{About(name, hint)}>
            """));

    /// <summary>The same for several lines, which may stay empty.</summary>
    /// <param name="name">The field's name, also of its element.</param>
    /// <param name="label">What it is for.</param>
    /// <param name="rows">How many lines are shown.</param>
    /// <param name="hint">What may be typed; empty for nothing that needs saying.</param>
    public Html Lines(string name, string label, int rows, string hint = "") => Around(name, label, hint, Html.Of(
        // A browser passes over a line feed that comes first.
        $"<textarea id=\"{name}\" name=\"{name}\" rows=\"{rows}\" autocomplete=\"off\"{About(name, hint)}>\n{this[name]}</textarea>"));

    /// <param name="name">The field's name, also of its element.</param>
    /// <param name="label">What it is for.</param>
    /// <param name="choices">Their values and words.</param>
    /// <param name="hint">What may be chosen; empty for nothing that needs saying.</param>
    public Html Choice(string name, string label, IEnumerable<(string Value, string Words)> choices, string hint = "") =>
        Around(name, label, hint, Html.Of($"""
            <select id="{name}" name="{name}"{About(name, hint)}>{choices.Select(each => Html.Of($"""
                <option value="{each.Value}"{(each.Value == this[name] ? Html.Of($" selected") : default)}>{each.Words}</option>
                """))}</select>
            """));

    /// <summary>The same for what must not be seen.</summary>
    public Html Password(string name, string label, string hint, string fills) => Around(name, label, hint, Html.Of(
        $"""<input id="{name}" name="{name}" type="password" maxlength="200" autocomplete="{fills}" required{About(name, hint)}>"""));

    /// <summary>The same where nothing typed keeps what is there; what is there is never shown.</summary>
    public Html Secret(string name, string label, int longest, string hint) => Around(name, label, hint, Html.Of(
        $"""<input id="{name}" name="{name}" type="password" maxlength="{longest}" autocomplete="new-password"{About(name, hint)}>"""));

    /// <param name="name">The name of all the boxes.</param>
    /// <param name="label">What they are for.</param>
    /// <param name="choices">Their values and words.</param>
    public Html Boxes(string name, string label, IEnumerable<(string Value, Html Words)> choices)
    {
        var ticked = Ticked(name);
        return Html.Of($"""
            <fieldset{About(name, "")}><legend>{label}</legend>{FaultOf(name)}
            {choices.Select(each => Box(name, each.Value, each.Words, ticked.Contains(each.Value)))}</fieldset>
            """);
    }

    private static Html Box(string name, string value, Html words, bool isTicked) => Html.Of($"""
        <label class="box"><input type="checkbox" name="{name}" value="{value}"{(isTicked ? Html.Of($" checked") : default)}>
        <span>{words}</span></label>
        """);

    private static Html Needed(bool isNeeded) => isNeeded ? Html.Of($" required") : default;

    private Html Around(string name, string label, string hint, Html input) => Html.Of($"""
        <div><label for="{name}">{label}</label>
        {(hint.Length > 0 ? Html.Of($"""<p class="quiet" id="{name}-hint">{hint}</p>""") : default)}
        {FaultOf(name)}
        {input}</div>
        """);

    /// <summary>What is wrong with a field that a page shows in its own way.</summary>
    public Html FaultOf(string name) => _faults.TryGetValue(name, out var why)
        ? Html.Of($"""<p class="fault" role="alert" id="{name}-fault">{Html.Data(why)}</p>""") : default;

    private Html About(string name, string hint)
    {
        var isWrong = _faults.ContainsKey(name);
        var ids = (hint.Length > 0 ? $"{name}-hint " : "") + (isWrong ? $"{name}-fault" : "");
        var described = ids.Length > 0 ? Html.Of($" aria-describedby=\"{ids.Trim()}\"") : default;
        return Html.Of($"{described}{(isWrong ? Html.Of($" aria-invalid=\"true\"") : default)}");
    }
}
