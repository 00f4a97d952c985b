using System.Globalization;
using System.Text.Json.Nodes;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Desk;

/// <summary>
/// What a table in somebody's own form is taken for, as a form: which column is what, which text is which unit and which day. What is
/// sent is read as the file of <c>--map</c> is, by the same code.
/// </summary>
internal static class LayoutForm
{
    private const int LongestTyped = 200;
    private const string LeftOut = "-";
    private const string New = "mới";

    // A list of all units stands at so many texts; more would make the page heavy.
    private const int MostLists = 20;

    // Of units, and of days; a form is read up to 1,024 fields.
    private const int MostTexts = 60;
    private const int MostRows = 60;
    private const int MostShown = 40;
    private static readonly PlanSheet Sheet = PlanSheets.Of("assignments.csv");
    private static readonly string[] Columns = ["code", "title", "lead", "support", "due", "target", "target_unit", "note"];

    /// <summary>The fields, what is asked first.</summary>
    public static Html Fields(PageForm form, GuessedFile guessed)
    {
        var guess = guessed.Reading!.Guess;
        var (asked, settled) = (guess.Units.Where(unit => !unit.IsSettled).ToList(), guess.Units.Where(unit => unit.IsSettled).ToList());
        var (unsure, sure) = (guess.Dues.Where(due => !due.IsSure).ToList(), guess.Dues.Where(due => due.IsSure).ToList());
        var rows = guess.Rows.Where(row => !row.IsSettled).ToList();
        var lists = asked.Count <= MostLists;
        // What does not fit is asked at the next look.
        var (askedNow, unsureNow) = (asked.Take(MostTexts).ToList(), unsure.Take(MostTexts).ToList());
        var (settledNow, sureNow) = (settled.Take(MostTexts - askedNow.Count), sure.Take(MostTexts - unsureNow.Count));
        return Html.Of($"""
            {PageRoutes.Hidden("layout", guess.Layout)}{PageRoutes.Hidden("file", guessed.Map.File)}
            <h2>Cột nào là gì</h2>
            {guess.MissingColumns.Select(column => Asks(LayoutWords.MissingColumn(column)))}
            <div class="order">{guess.Columns.Index().Where(each => each.Item.Heading.Length > 0 || each.Item.Is.Length > 0)
                .Select(each => Column(form, each.Index, each.Item))}</div>
            {(asked.Count == 0 ? default : Html.Of($"""
                <h2>Chữ này là đơn vị nào ({asked.Count})</h2>
                <div class="order">{askedNow.Index().Select(each => Unit(form, each.Index, each.Item, guessed.Plan, lists))}</div>
                """))}
            {(unsure.Count == 0 ? default : Html.Of($"""
                <h2>Thời gian này là ngày nào ({unsure.Count})</h2>
                <div class="order">{unsureNow.Index().Select(each => Due(form, each.Index, each.Item))}</div>
                """))}
            {(rows.Count == 0 ? default : Html.Of($"""
                <h2>Dòng cần hỏi ({rows.Count})</h2>
                <div class="order">{rows.Take(MostRows).Index().Select(each => Row(form, each.Index, each.Item, guessed.Plan))}</div>
                """))}
            {(settled.Count + sure.Count == 0 ? default : Html.Of($"""
                <details><summary>Chỗ máy đã hiểu: {settled.Count} tên đơn vị, {sure.Count} thời gian. Sai thì sửa ở đây</summary>
                <div class="order">
                {settledNow.Index().Select(each => Unit(form, askedNow.Count + each.Index, each.Item, guessed.Plan, false))}
                {sureNow.Index().Select(each => Due(form, unsureNow.Count + each.Index, each.Item))}</div></details>
                """))}
            """);
    }

    /// <summary>The assignments as they would come, and what is left out.</summary>
    public static Html Rows(LayoutReading reading)
    {
        var guess = reading.Guess;
        return Html.Of($"""
            <h2>{guess.Assignments} nhiệm vụ</h2>
            {reading.NotRead.Where(table => table.HasHeadings).Select(table => Asks(LayoutWords.OtherTable(table.Name)))}
            <table><caption>Như máy hiểu bây giờ</caption>
            <thead><tr><th scope="col">Nhiệm vụ</th><th scope="col">Chủ trì, thời hạn</th></tr></thead>
            <tbody>{guess.Rows.Take(MostShown).Select(row => Html.Of($"""
                <tr><td>{(row.Like is null ? row.Code : "?")}{(row.IsNew && row.Like is null ? " (mới)" : "")}:
                {Html.Data(row.Title)}</td>
                <td>{Html.Data(row.Leads.Count == 0 ? "?" : row.Leads.UnitsInBrief(", ", 4))}<br>
                {(row.Due is { } due ? Vietnamese.Date(due) : "?")}</td></tr>
                """))}</tbody></table>
            {(guess.Rows.Count > MostShown ? Html.Of($"<p>Và {guess.Rows.Count - MostShown} nhiệm vụ nữa.</p>") : default)}
            {(guess.LeftOut.Count == 0 ? default : Html.Of($"""
                <details><summary>{guess.LeftOut.Count} dòng không phải nhiệm vụ: tên mục, dòng cộng, chữ ký</summary>
                <ul>{guess.LeftOut.Take(MostShown).Select(row => Html.Of($"<li>{Html.Data($"{row.Where}: {row.Text}")}</li>"))}</ul>
                </details>
                """))}
            """);
    }

    /// <summary>What was chosen, as a map's file.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="before">What was chosen before; what the form has no more is kept.</param>
    public static string Said(IFormCollection form, string before)
    {
        string Of(string name) => form[name].ToString().Truncated(LongestTyped * 5).Trim();
        IEnumerable<string> Each(string kind) => Enumerable.Range(0, form.Count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{kind}{i}"))
            .TakeWhile(name => form.ContainsKey($"{name}t") || kind == "c")
            .Where(name => form.ContainsKey($"{name}t"));
        var said = new JsonObject
        {
            ["layout"] = Of("layout"),
            ["file"] = Of("file"),
            ["columns"] = Array(Each("c").Select(name => new JsonObject
            {
                ["heading"] = Of($"{name}t"),
                ["column"] = Of($"{name}p"),
                ["is"] = Of(name),
            })),
            ["units"] = Array(Each("u").Select(name => new JsonObject
            {
                ["text"] = Of($"{name}t"),
                ["units"] = Codes(Of, name),
                ["leaveOut"] = IsLeftOut(Of, name),
            })),
            ["dues"] = Array(Each("d").Select(name => new JsonObject
            {
                ["text"] = Of($"{name}t"),
                ["day"] = Of(name),
                ["note"] = Of($"{name}n"),
            })),
            ["rows"] = Array(Each("r").Select(name => new JsonObject
            {
                ["where"] = Of($"{name}t"),
                ["code"] = Of(name) is var code && code == LeftOut ? "" : code,
                ["leaveOut"] = Of(name) == LeftOut,
                ["units"] = Codes(Of, $"{name}u"),
                ["day"] = Of($"{name}d"),
            })),
        };
        var earlier = before.Length > 0 ? JsonNode.Parse(before)!.AsObject() : [];
        foreach (var (list, key) in new[] { ("units", "text"), ("dues", "text"), ("rows", "where") })
        {
            var named = said[list]!.AsArray().Select(item => (string?)item![key]).ToHashSet();
            foreach (var item in (earlier[list] as JsonArray ?? []).Where(item => !named.Contains((string?)item![key])))
                said[list]!.AsArray().Add(item!.DeepClone());
        }

        return said.ToJsonString(JsonFormat.Options);
    }

    private static bool IsLeftOut(Func<string, string> of, string name) => of(name) == LeftOut && of($"{name}x").Length == 0;

    // What was typed goes before what was chosen.
    private static string Codes(Func<string, string> of, string name) => of($"{name}x") is { Length: > 0 } typed ? typed
        : of(name) is var chosen && chosen == LeftOut ? "" : chosen;

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);

    private static Html Asks(string words) =>
        Html.Of($"<p>{Parts.Badge(Parts.Tone.Warning, "Hỏi")} {Html.Data(DeskWords.Of(words))}</p>");

    private static Html Column(PageForm form, int i, ColumnGuess column)
    {
        var name = Name("c", i);
        form.At(name, column.Is.Length == 0 ? "" : Sheet.Heading(column.Is));
        var what = column.Heading.Length > 0 ? CleanText.OneLine(column.Heading).Abbreviated(80) : "không có tiêu đề";
        return Html.Of($"""
            {PageRoutes.Hidden($"{name}t", column.Heading)}{PageRoutes.Hidden($"{name}p", column.Column)}
            {form.Choice(name, $"Cột {column.Column}: {what}{(column.IsSure ? "" : " – chưa chắc")}", [
                ("", "(không đọc)"),
                .. Columns.Select(each => (Sheet.Heading(each), Sheet.Heading(each))),
            ])}
            """);
    }

    private static Html Unit(PageForm form, int i, UnitGuess unit, LayoutPlan plan, bool hasList)
    {
        var name = Name("u", i);
        var label = $"“{CleanText.OneLine(unit.Text).Abbreviated(80)}” ({unit.Where}{(unit.Count > 1 ? $", {unit.Count} ô" : "")})";
        var codes = string.Join(' ', unit.Reading.Units);
        if (!hasList)
        {
            form.At($"{name}x", unit.Reading.IsLeftOut ? "" : codes);
            form.At(name, unit.Reading.IsLeftOut ? LeftOut : "");
            return Html.Of($"""
                {PageRoutes.Hidden($"{name}t", unit.Text)}
                {form.Text($"{name}x", label, LongestTyped, Hint(unit), isNeeded: false)}
                {form.Choice(name, $"Hoặc “{CleanText.OneLine(unit.Text).Abbreviated(40)}”", [
                    ("", "như trên"),
                    (LeftOut, "không phải đơn vị nào"),
                ])}
                """);
        }

        form.At(name, codes);
        return Html.Of($"""
            {PageRoutes.Hidden($"{name}t", unit.Text)}
            {form.Choice(name, label, Units(unit, plan))}
            {form.Text($"{name}x", "Hoặc ghi các mã, cách nhau bằng dấu cách", LongestTyped, "Như BPT-TT BPT-TX, hoặc BPT-* cho cả loại.",
                isNeeded: false)}
            """);
    }

    private static string Hint(UnitGuess unit) =>
        LayoutWords.Near(unit.Reading) is { Length: > 0 } near && !unit.IsSettled ? $"Ghi mã đơn vị; {near}." : "Ghi mã đơn vị.";

    private static IEnumerable<(string, string)> Units(UnitGuess unit, LayoutPlan plan)
    {
        var names = plan.Units.ToDictionary(each => each.Code, each => each.Name, StringComparer.OrdinalIgnoreCase);
        string Said(string code) => $"{code} – {names.GetValueOrDefault(code, "")}";
        yield return ("", "(chưa chọn)");
        if (unit.Reading.Units.Count > 0)
            yield return (string.Join(' ', unit.Reading.Units), string.Join("; ", unit.Reading.Units.Take(4).Select(Said)));
        foreach (var near in unit.Reading.Near.Where(near => unit.Reading.Units is not [var only] || only != near))
            yield return (near, $"{Said(near)} (gần giống)");
        yield return (LeftOut, "(không phải đơn vị nào)");
        foreach (var other in plan.Units.Where(other => other.IsActive && !unit.Reading.Near.Contains(other.Code)))
            yield return (other.Code, Said(other.Code));
    }

    private static Html Due(PageForm form, int i, DueGuess due)
    {
        var name = Name("d", i);
        form.At(name, due.Reading is { IsOffered: true } reading ? Vietnamese.Date(reading.Day) : "");
        var how = due.Reading is { } read ? $" – hiểu là {read.How.Vietnamese}" : "";
        return Html.Of($"""
            {PageRoutes.Hidden($"{name}t", due.Text)}{PageRoutes.Hidden($"{name}n", due.Reading?.Note ?? "")}
            {form.Text(name, $"“{CleanText.OneLine(due.Text).Abbreviated(80)}” ({due.Where}){how}", LongestTyped,
                "Ngày hạn, như 30/6/2026.", isNeeded: false)}
            """);
    }

    private static Html Row(PageForm form, int i, RowGuess row, LayoutPlan plan)
    {
        var name = Name("r", i);
        var choices = new List<(string, string)>();
        if (row.Like is { } like)
            choices.AddRange([("", "(chưa chọn)"), (row.Code, $"Chính là {row.Code}: {like.Abbreviated(60)}"), (New, "Việc mới")]);
        else
            choices.Add(("", "Nạp"));
        choices.Add((LeftOut, "Bỏ dòng này"));
        return Html.Of($"""
            {PageRoutes.Hidden($"{name}t", row.Where)}
            <div>{Asks($"{row.Where}: {LayoutWords.Asked(row)}")}
            {form.Choice(name, row.Title.Length > 0 ? row.Title.Abbreviated(120) : row.Where, choices)}
            {(row.Lacks.Contains("lead") ? form.Choice($"{name}u", "Ai chủ trì", Leads(plan)) : default)}
            {(row.Lacks.Contains("due")
                ? form.Text($"{name}d", "Thời hạn", LongestTyped, "Như 30/6/2026.", isNeeded: false) : default)}</div>
            """);
    }

    private static IEnumerable<(string, string)> Leads(LayoutPlan plan) =>
        plan.Units.Where(unit => unit.IsActive).Select(unit => (unit.Code, $"{unit.Code} – {unit.Name}")).Prepend(("", "(chưa chọn)"));

    private static string Name(string kind, int i) => string.Create(CultureInfo.InvariantCulture, $"{kind}{i}");
}
