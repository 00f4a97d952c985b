using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Pages;

namespace CamHa.Scheduler.Desk;

/// <summary>What a file would do, as parts of a page.</summary>
internal static class UploadViews
{
    // What nobody reads to its end is counted.
    private const int MostRows = 200;
    private const int MostBoxes = 40;
    private const int MostMails = 60;
    private const int WidthOfValue = 120;

    public static bool IsNothing(IEnumerable<FileChanges> files) => files.All(file => file.Added + file.Changed + file.Removed == 0);

    /// <summary>All that is wrong, by its place; where it is only that both sides have changed a row, both values and the choice.</summary>
    public static Html Faults(IReadOnlyList<ImportError> faults, UploadChoices choices)
    {
        var conflicts = faults.Where(fault => fault.Conflict is not null).ToList();
        var others = faults.Where(fault => fault.Conflict is null).ToList();
        return Html.Of($"""
            {(others.Count == 0 ? default : Html.Of($"""
                <p class="fault" role="alert">Chưa nạp được: {others.Count} chỗ sai. Sửa trong tệp rồi nạp lại.</p>
                <table><caption>Chỗ sai và cách sửa</caption>
                <thead><tr><th scope="col">Chỗ</th><th scope="col">Sai gì, sửa thế nào</th></tr></thead>
                <tbody>{others.Select(fault => Html.Of($"""
                    <tr><th scope="row">{Html.Data(Place(fault))}</th><td>{Html.Data(DeskWords.Of(fault.Message))}</td></tr>
                    """))}</tbody></table>
                """))}
            {(conflicts.Count == 0 ? default : Html.Of($"""
                <p class="fault" role="alert">{conflicts.Count} chỗ vừa được sửa trong tệp, vừa có người sửa trên máy từ khi tải tệp về.
                Chưa ghi gì.</p>
                <table><caption>Hai bên khác nhau</caption>
                <thead><tr><th scope="col">Chỗ</th><th scope="col">Trong tệp</th><th scope="col">Trên máy</th></tr></thead>
                <tbody>{conflicts.Select(fault => Html.Of($"""
                    <tr><th scope="row">{Html.Data(Place(fault))}</th><td>{Value(fault.Conflict!.InFile)}</td>
                    <td>{Value(fault.Conflict.InDatabase)}</td></tr>
                    """))}</tbody></table>
                {(others.Count > 0 ? default : Html.Of($"""
                    <form class="order several"><fieldset><legend>Những chỗ này lấy theo bên nào?</legend>
                    {Side(UploadChoices.Here, "Theo máy: giữ điều người khác đã ghi, nạp phần còn lại của tệp", choices)}
                    {Side(UploadChoices.File, "Theo tệp: ghi đè điều người khác đã ghi", choices)}</fieldset>
                    {choices.Ends.Select(each => PageRoutes.Hidden(UploadChoices.EndsField, each))}
                    <button>Xem lại</button></form>
                    """))}
                """))}
            """);
    }

    public static Html Warnings(IReadOnlyList<ImportError> warnings) => warnings.Count == 0 ? default : Html.Of($"""
        <h2>Cần biết ({warnings.Count})</h2>
        <ul>{warnings.Take(MostRows).Select(each => Html.Of($"<li>{Html.Data(DeskWords.Of($"{each}"))}</li>"))}</ul>
        """);

    public static Html Counts(IReadOnlyList<FileChanges> files, TableNames names)
    {
        var changed = files.Where(file => file.Added + file.Changed + file.Removed > 0).ToList();
        var same = files.Except(changed).Select(file => names.Table(file.File)).ToList();
        return Html.Of($"""
            {(changed.Count == 0 ? default : Counts(changed, names, "Tệp sẽ làm gì"))}
            {(changed.Count == 0 || same.Count == 0 ? default
                : Html.Of($"""<p class="quiet">Như cũ: {Html.Data(string.Join(", ", same))}.</p>"""))}
            """);
    }

    private static Html Counts(IEnumerable<FileChanges> files, TableNames names, string caption) => Html.Of($"""
        <table><caption>{caption}</caption>
        <thead><tr><th scope="col">Trang</th><th scope="col">Mới</th><th scope="col">Đổi</th><th scope="col">Như cũ</th>
        <th scope="col">Kết thúc</th></tr></thead>
        <tbody>{files.Select(file => Html.Of($"""
            <tr><th scope="row">{Html.Data(names.Table(file.File))}</th><td>{file.Added}</td><td>{file.Changed}</td>
            <td>{file.Unchanged}</td><td>{file.Removed}</td></tr>
            """))}</tbody></table>
        """);

    /// <summary>Row by row: what is new, what changes field by field, what ends.</summary>
    public static Html Rows(IEnumerable<FileChanges> files, TableNames names) =>
        Html.Of($"{files.Where(file => file.Rows.Any()).Select(file => Rows(file, names))}");

    /// <summary>What the file leaves out, each with the choice whether it ends.</summary>
    public static Html Missing(IReadOnlyList<FileChanges> files, TableNames names, UploadChoices choices)
    {
        var missing = files.Where(file => file.Missing.Count > 0).ToList();
        var count = missing.Sum(file => file.Missing.Count);
        if (count == 0 && choices.Ends.Count == 0)
            return default;
        return Html.Of($"""
            <h2>Có trên máy, không có trong tệp{(count > 0 ? $" ({count})" : "")}</h2>
            <form class="order">
            <fieldset><legend>Đánh dấu những gì cần kết thúc; không đánh dấu thì giữ nguyên</legend>
            {(count > MostBoxes || choices.Ends.Contains(UploadChoices.All)
                ? [Box(UploadChoices.All, $"Kết thúc tất cả{(count > 0 ? $" {count} dòng" : "")}", choices)]
                : missing.SelectMany(file => file.Missing.Zip(file.MissingThings, (words, thing) =>
                    Box(MissingRows.IdOf(thing), $"{names.Table(file.File)}: {names.Row(words)}", choices))))}
            {choices.Ends.Where(each => each != UploadChoices.All && count <= MostBoxes).Select(each => Box(each, Ended(each), choices))}
            </fieldset>
            {(count > MostBoxes ? Html.Of($"""
                <details><summary>Xem các dòng</summary><ul>{missing.SelectMany(file => file.Missing.Take(MostRows).Select(words =>
                    Html.Of($"<li>{Html.Data($"{names.Table(file.File)}: {names.Row(words)}")}</li>")))}</ul></details>
                """) : default)}
            {PageRoutes.Hidden(UploadChoices.SideField, choices.Side)}
            <button class="second">Xem lại với lựa chọn này</button></form>
            """);
    }

    /// <param name="mails">What comes, changes and goes.</param>
    /// <param name="isForAll">Whether the reader may know how many mails all campaigns have together.</param>
    public static Html Mails(MailChanges mails, bool isForAll)
    {
        var ahead = $"Thư trong {MailsOfChange.DaysAhead} ngày tới";
        if (mails.Scope == MailScope.None)
            return Html.Of($"<p>{ahead}: kế hoạch lớn mà thay đổi nhiều, nên không thử trước được.</p>");
        return Html.Of($"""
            {(mails.Scope == MailScope.All ? default : Html.Of($"""
                <p>Kế hoạch lớn, nên chỉ thử trước với những gì được sửa. Thư thật còn nêu các nhiệm vụ khác.</p>
                """))}
            <p>{ahead}: {(mails is { Added.Count: 0, Changed.Count: 0, Removed.Count: 0 }
                ? $"không đổi{(isForAll ? $" ({mails.Before} thư)" : "")}."
                : isForAll ? $"đang là {mails.Before}, sau khi ghi là {mails.After}."
                : $"thêm {mails.Added.Count}, đổi {mails.Changed.Count}, bớt {mails.Removed.Count}.")}</p>
            {List("Thêm", mails.Added)}{List("Đổi nội dung", mails.Changed)}{List("Không còn", mails.Removed)}
            """);
    }

    private static Html List(string title, IReadOnlyList<MailOfChange> all) => all.Count == 0 ? default : Html.Of($"""
        <h2>{title} ({all.Count})</h2>
        <table><caption>Lúc gửi, người nhận, tiêu đề</caption>
        <thead><tr><th scope="col">Lúc</th><th scope="col">Thư</th></tr></thead>
        <tbody>{all.Take(MostMails).Select(mail => Html.Of($"""
            <tr><td>{Parts.BriefTime(mail.At)}</td>
            <td>{Html.Data(mail.Subject)}<br><span class="quiet">{Html.Data(mail.Recipient)}</span></td></tr>
            """))}</tbody></table>
        {(all.Count > MostMails ? Html.Of($"<p>Và {all.Count - MostMails} thư nữa.</p>") : default)}
        """);

    private static Html Rows(FileChanges file, TableNames names)
    {
        var rows = file.Rows.GroupBy(change => change.Row).Take(MostRows + 1).Select(row => (row.Key, Changes: row.ToList())).ToList();
        return Html.Of($"""
            <h2>{Html.Data(names.Table(file.File))}</h2>
            <table><caption>Từng dòng sẽ đổi</caption>
            <thead><tr><th scope="col">Dòng</th><th scope="col">Đổi gì</th></tr></thead>
            <tbody>{rows.Take(MostRows).Select(row => Html.Of($"""
                <tr><th scope="row">{Html.Data(names.Row(row.Key))}</th>
                <td>{row.Changes.Select(change => Change(file, names, change))}</td></tr>
                """))}</tbody></table>
            {(rows.Count > MostRows ? Html.Of($"<p>Và nhiều dòng nữa; bảng ở trên đếm tất cả.</p>") : default)}
            """);
    }

    private static Html Change(FileChanges file, TableNames names, RowChange change)
    {
        if (change.Column.Length == 0)
        {
            return Html.Of($"<div>{(change.Before.Length == 0
                ? Parts.Badge(Parts.Tone.Good, "Mới") : Parts.Badge(Parts.Tone.Warning, "Kết thúc"))}</div>");
        }

        var (before, after) = (names.Value(file.File, change.Column, change.Before), names.Value(file.File, change.Column, change.After));
        return Html.Of($"""
            <div>{Html.Data(names.Column(file.File, change.Column))}: <del>{Value(before)}</del> <span aria-hidden="true">→</span>
            <ins>{Value(after)}</ins></div>
            """);
    }

    private static Html Value(string text) =>
        text.Length == 0 ? Html.Of($"(trống)") : Html.Data(CleanText.OneLine(text).Abbreviated(WidthOfValue));

    private static string Place(ImportError fault) => fault switch
    {
        { Cell: null } => ImportWords.Place(fault.File, fault.Line, fault.Column),
        { Cell: "" } => fault.File,
        _ => $"{fault.File}!{fault.Cell}",
    };

    private static string Ended(string id) => $"{id.Split(':', 2)[^1]} (sẽ kết thúc)";

    private static Html Box(string value, string words, UploadChoices choices) => Html.Of($"""
        <label class="box"><input type="checkbox" name="{UploadChoices.EndsField}" value="{value}"{(choices.Ends.Contains(value)
            ? Html.Of($" checked") : default)}>
        <span>{Html.Data(words)}</span></label>
        """);

    private static Html Side(string value, string words, UploadChoices choices) => Html.Of($"""
        <label class="box"><input type="radio" name="{UploadChoices.SideField}" value="{value}" required{(choices.Side == value
            ? Html.Of($" checked") : default)}>
        <span>{words}</span></label>
        """);
}
