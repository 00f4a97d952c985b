using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What there is to record about an assignment, a form each; those for which there is nothing are not there.</summary>
internal sealed class AssignmentForms(PageRoutes pages, HttpContext context, PageForm form, int campaign, AssignmentStanding standing)
{
    /// <summary>The most characters of a time.</summary>
    public const int LongestTime = 200;

    private const int LongestDay = 40;

    // Of the choices of a unit: the whole assignment, or all units that wait.
    private const string Everybody = "";

    private readonly string _path = AssignmentListPage.PathOf(campaign, standing.Assignment.Code);
    private readonly List<(string Code, string Words)> _units =
        [.. standing.Progress.Select(row => (row.Unit, $"{standing.NameOf(row.Unit)} ({PartOf(standing, row.Unit)})"))];

    private readonly HashSet<string> _open = [.. standing.Progress.Where(row => row.CompletedAt is null).Select(row => row.Unit)];
    private readonly HashSet<string> _waiting = [.. standing.DoneReports.Where(report => report.Waits).Select(report => report.Unit)];

    public static string PartOf(AssignmentStanding standing, string unit) =>
        standing.Parts.First(part => part.Unit == unit).Part == PartKind.Lead ? "chủ trì" : "phối hợp";

    public Html All()
    {
        _waiting.IntersectWith(_open);
        return Html.Of($"""
            <h2>Ghi, sửa</h2>
            {Confirm()}
            {(_waiting.Count > 0 ? Return() : default)}
            {Due()}
            {(_open.Count > 0 ? Complete() : default)}
            {Progress()}
            {(_open.Count < _units.Count || _waiting.Count > 0 ? Reopen() : default)}
            """);
    }

    private Html Confirm() => _waiting.Count == 0 ? default : Html.Of($"""
        <div class="actions">{_waiting.Order(StringComparer.Ordinal).Select(unit => pages.Form(
            context,
            $"{_path}/complete",
            "",
            Html.Of($"""{Hidden()}{PageRoutes.Hidden("done-unit", unit)}"""),
            Html.Of($"Xác nhận {standing.NameOf(unit)} đã hoàn thành")))}</div>
        """);

    private Html Return() => Opened("return", "Trả lại việc đơn vị đã báo…", "Trả lại", Html.Of($"""
        {form.Choice("return-unit", "Của đơn vị nào", Units(_waiting.Contains).Append((Everybody, "Mọi đơn vị đang chờ xác nhận")))}
        {form.Text("return-reason", "Vì sao, đơn vị sẽ đọc", DeskChanges.LongestReason)}
        """));

    // It only leads to the page that shows what would change.
    private Html Due() => Details("due", "Đổi thời hạn…", Html.Of($"""
        <form action="{DueDatesPage.PathOf(campaign)}" class="order">
        {PageRoutes.Hidden("code", standing.Assignment.Code)}
        <div><label for="due">Thời hạn mới, như 15/7/{standing.Assignment.DueOn.Year}</label>
        <input id="due" name="due" maxlength="{LongestDay}" autocomplete="off" required></div><button>Xem trước</button></form>
        """));

    private Html Complete() => Opened("complete", "Ghi đã hoàn thành…", "Ghi đã hoàn thành", Html.Of($"""
        {form.Choice("done-unit", "Phần của ai", Units(_open.Contains).Prepend(Whole))}
        {form.Text(
            "done-at",
            "Hoàn thành lúc",
            LongestTime,
            "Như 17/6/2022 10:42. Để trống là lúc đơn vị báo; đơn vị chưa báo thì là bây giờ.",
            isNeeded: false)}
        {form.Text("done-progress", "Kết quả", DeskChanges.LongestReason, "Như 126/126 hộ; có thể để trống.", isNeeded: false)}
        """));

    private Html Progress() => Opened("progress", "Ghi tiến độ…", "Ghi tiến độ", Html.Of($"""
        {form.Choice("note-unit", "Của đơn vị nào", _units)}
        {form.Text("note-text", "Tiến độ", DeskChanges.LongestReason, "Như 80%, hoặc đã làm 200 m.")}
        {form.Text("note-at", "Báo lúc", LongestTime, "Như 17/6/2022 10:42; để trống là bây giờ.", isNeeded: false)}
        """));

    private Html Reopen() => Opened("reopen", "Mở lại, nhắc tiếp…", "Mở lại", Html.Of($"""
        {form.Choice("reopen-unit", "Phần của ai", Units(unit => !_open.Contains(unit) || _waiting.Contains(unit)).Prepend(Whole))}
        """));

    private static (string, string) Whole => (Everybody, "Cả nhiệm vụ (mọi đơn vị chủ trì)");

    private IEnumerable<(string, string)> Units(Predicate<string> which) => _units.Where(unit => which(unit.Code));

    private Html Opened(string verb, string words, string button, Html fields) =>
        Details(verb, words, pages.Form(context, $"{_path}/{verb}", "order", Html.Of($"{Hidden()}{fields}"), Html.Of($"{button}")));

    // The one that was sent comes back open.
    private Html Details(string verb, string words, Html content) => Html.Of($"""
        <details class="other"{(context.Request.Path.Value!.EndsWith($"/{verb}", StringComparison.Ordinal) ? Html.Of($" open") : default)}>
        <summary>{words}</summary>
        {content}</details>
        """);

    private Html Hidden() => DeskChanges.Hidden(form, standing.Version);
}
