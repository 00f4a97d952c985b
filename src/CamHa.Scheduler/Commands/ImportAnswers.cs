using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>import</c> says besides the faults of the files.</summary>
internal static class ImportAnswers
{
    // Lines of one kind; what nobody reads to its end is counted.
    private const int Shown = 40;
    private const int WidthOfValue = 60;
    private const int NamedTogether = 3;

    public static string NoPlan(string path, bool isFile)
    {
        var what = Language.Say(
            "Ghi tên tệp Excel (.xlsx), Word (.docx) hay văn bản dán (.txt), hoặc tên thư mục có các tệp csv.",
            "write a workbook (.xlsx), a Word document (.docx) or pasted text (.txt), or the folder that has the csv files.");
        return !isFile
            ? Language.Say(
                $"TỆP = '{path}': không có tệp hay thư mục này. {what}",
                $"PATH = '{path}': there is no such file or folder; {what}")
            : Path.GetExtension(path).ToLowerInvariant() is ".odt" or ".rtf" or ".html" or ".htm" or ".wps"
                ? Language.Say(
                    $"TỆP = '{path}': tệp kiểu này không được đọc. Mở bằng Word, chọn Tệp (File), Lưu thành (Save As), kiểu “Word Document "
                    + "(*.docx)”, rồi nạp tệp .docx đó.",
                    $"PATH = '{path}': this kind of file is not read; open it in Word, choose File, Save As, type "
                    + "'Word Document (*.docx)', and import that.")
                : Language.Say(
                    $"TỆP = '{path}': đây không phải là tệp Excel, Word hay văn bản. {what}",
                    $"PATH = '{path}': this is no workbook, Word file or text; {what}");
    }

    /// <param name="isApplied">Whether there was no fault.</param>
    /// <param name="isDryRun">Whether it was only shown.</param>
    /// <param name="change">Its number in the record of changes; null where nothing changed.</param>
    /// <param name="isFirst">Whether it made the campaign, which no undo takes back.</param>
    public static string Ended(bool isApplied, bool isDryRun, long? change = null, bool isFirst = false) =>
        !isApplied ? Language.Say("Chưa nạp gì.", "Nothing was imported.")
        : isDryRun ? Language.Say("Chỉ xem trước: chưa nạp gì.", "This was a dry run: nothing was imported.")
        : change is null ? Language.Say("Đã nạp: không có gì thay đổi.", "Imported: nothing changed.")
        : isFirst ? Language.Say($"Đã nạp, lần sửa số {change}.", $"Imported, as change {change}.")
        : Language.Say(
            $"Đã nạp, lần sửa số {change}. Muốn trở lại như cũ: camha change undo {change}",
            $"Imported, as change {change}. To take it back: camha change undo {change}");

    public static string OnlyForWorkbooks => Language.Say(
        "chỉ ghi lỗi được vào tệp Excel (.xlsx, .xlsm); với tệp khác thì xem lỗi trên màn hình.",
        "faults are written into workbooks (.xlsx, .xlsm) only; those of other files are on the screen.");

    public static string PlanItself => Language.Say(
        "đây chính là tệp kế hoạch; chọn tên khác.", "this is the plan itself; choose another name.");

    public static string NotConfirmed => Language.Say(
        "bảng chưa được xác nhận bằng --map.", "the table is not confirmed by --map yet.");

    public static string OfNoCell => Language.Say("lỗi không nằm ở ô nào.", "what is wrong is in no cell.");

    public static string NoFaults(string path, bool isThere) => Language.Say(
        $"Không có lỗi, nên không ghi {path}{(isThere ? "; tệp đang có là của lần trước" : "")}.",
        $"There are no faults, so {path} is not written{(isThere ? "; the one that is there is an earlier one" : "")}.");

    public static string FaultsWritten(string path) => Language.Say(
        $"Đã ghi các lỗi vào {path}: ô đỏ, có ghi chú. Sửa trong tệp đó rồi nạp tệp đó.",
        $"The faults are in {path}: red cells with notes. Correct them there, and import that file.");

    public static string FaultsNotWritten(string path, string why) => Language.Say(
        $"Không ghi được {path}: {why}", $"{path} is not written: {why}");

    public static string Large => Language.Say(
        "Lần sửa này thay đổi nhiều, nên các thư nhắc tiếp theo được giữ lại chờ người xem. Hãy xem bằng "
        + "'camha preview deadlines', rồi cho gửi trên trang theo dõi hoặc bằng 'camha outbox release --all'.",
        "This changes much, so the next reminders are held until somebody has seen them. See them with "
        + "'camha preview deadlines', then let them go on the page or with 'camha outbox release --all'.");

    public static Table Counts(IEnumerable<FileChanges> files, TableNames names)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            names == TableNames.OfSheets ? Language.Say("Trang", "Sheet") : Language.Say("Tệp", "File"),
            Language.Say("Mới", "New"),
            Language.Say("Đổi", "Changed"),
            Language.Say("Như cũ", "Unchanged"),
            Language.Say("Kết thúc", "Ended"));
        foreach (var file in files)
            table.AddRow(names.Table(file.File), $"{file.Added}", $"{file.Changed}", $"{file.Unchanged}", $"{file.Removed}");
        return table;
    }

    public static IEnumerable<string> PassedOver(IEnumerable<FileChanges> files, TableNames names) =>
        from file in files
        where file.PassedOver > 0
        let table = names.Table(file.File)
        select Language.Say(
            $"{table}: bỏ qua {file.PassedOver} dòng không có giờ nộp và nội dung (đơn vị chưa nộp).",
            $"{table}: {file.PassedOver} rows with neither time nor text were passed over (nothing came).");

    public static IEnumerable<string> Wildcards(IEnumerable<WildcardCatch> wildcards, TableNames names) => List(
        names.Say(Language.Say("Dấu * trong assignments.csv là các đơn vị:", "In assignments.csv * stands for these units:")),
        [
            .. from each in wildcards
               group each by each.Pattern.ToUpperInvariant() into same
               let units = $"{same.First().Pattern} = {string.Join(", ", same.First().Units)}"
               let lines = string.Join(", ", same.Select(each => each.Line).Distinct())
               select Language.Say($"{units} (dòng {lines})", $"{units} (line {lines})"),
        ]);

    /// <summary>Each change of a file; nothing where there is none.</summary>
    public static IEnumerable<string> Changes(FileChanges file, TableNames names)
    {
        if (!file.Rows.Any())
            return [];
        var added = RowsWith(file, names, change => change.Before.Length == 0);
        var ended = RowsWith(file, names, change => change.After.Length == 0);
        return
        [
            names.Say(Language.Say($"Thay đổi trong {file.File}:", $"Changes in {file.File}:")),
            .. added.Count == 0 ? [] : new[] { Language.Say($"  mới: {Together(added)}", $"  new: {Together(added)}") },
            .. ended.Count == 0 ? [] : new[] { Language.Say($"  kết thúc: {Together(ended)}", $"  ended: {Together(ended)}") },
            .. Lines([
                .. from change in file.Rows
                   where change.Column.Length > 0
                   let before = Value(names.Value(file.File, change.Column, change.Before))
                   let after = Value(names.Value(file.File, change.Column, change.After))
                   group $"{names.Column(file.File, change.Column)}: {before} → {after}" by change.Row into ofRow
                   select $"{names.Row(ofRow.Key)}, {string.Join("; ", ofRow)}",
            ]),
        ];
    }

    /// <summary>What the files leave out, and how it ends; nothing where they leave out nothing.</summary>
    public static IEnumerable<string> Missing(IEnumerable<FileChanges> files, TableNames names)
    {
        string[] missing =
        [
            .. from file in files
               where file.Missing.Count > 0
               let rows = Together([.. file.Missing.Select(names.Row)])
               select names.Say(Language.Say(
                   $"Có trong cơ sở dữ liệu, không có trong {file.File}, vẫn giữ nguyên: {rows}.",
                   $"In the database, not in {file.File}, and kept: {rows}.")),
        ];
        return missing.Length == 0 ? [] :
        [
            .. missing,
            Language.Say(
                $"Kết thúc tất cả những gì vừa kể: chạy lại với --end-missing. {names.EndOne}",
                $"To end all of these, run it again with --end-missing. {names.EndOne}"),
        ];
    }

    public static IEnumerable<string> Mails(MailChanges mails) => mails.Scope == MailScope.None
        ? [Language.Say(
            $"Thư trong {MailsOfChange.DaysAhead} ngày tới: kế hoạch lớn mà thay đổi nhiều, nên không thử trước. "
            + "Sửa xong, xem bằng: camha preview deadlines.",
            $"Mails of the next {MailsOfChange.DaysAhead} days: this changes too much of a large plan to be tried out. "
            + "See them after the change with 'camha preview deadlines'.")]
        :
    [
        .. mails.Scope == MailScope.All ? [] : new[]
        {
            Language.Say(
                "Kế hoạch lớn, nên chỉ thử trước với những gì được sửa, như thể kế hoạch không có gì khác. "
                + "Thư thật còn nêu các nhiệm vụ khác.",
                "The plan is large, so only what is changed was tried out, as if the plan held nothing else. "
                + "Real mails tell of other assignments, too."),
        },
        mails is { Added.Count: 0, Changed.Count: 0, Removed.Count: 0 }
            ? Language.Say(
                $"Thư trong {MailsOfChange.DaysAhead} ngày tới: không đổi ({mails.Before} thư).",
                $"Mails of the next {MailsOfChange.DaysAhead} days: unchanged ({mails.Before}).")
            : Language.Say(
                $"Thư trong {MailsOfChange.DaysAhead} ngày tới: đang là {mails.Before}, sau thay đổi là {mails.After}.",
                $"Mails of the next {MailsOfChange.DaysAhead} days: {mails.Before} now, {mails.After} after the change."),
        .. List(Language.Say("Thêm:", "New:"), MailLines(mails.Added)),
        .. List(Language.Say("Đổi nội dung:", "Changed:"), MailLines(mails.Changed)),
        .. List(Language.Say("Không còn:", "No more:"), MailLines(mails.Removed)),
    ];

    private static List<string> RowsWith(FileChanges file, TableNames names, Func<RowChange, bool> which) =>
        [.. file.Rows.Where(change => change.Column.Length == 0 && which(change)).Select(change => names.Row(change.Row))];

    private static string Together(IReadOnlyList<string> rows) =>
        string.Join(", ", rows.Take(Shown)) + (rows.Count > Shown ? $" {More(rows.Count - Shown)}" : "");

    private static string Value(string text) =>
        text.Length == 0 ? Language.Say("(trống)", "(empty)") : CleanText.OneLine(text).Abbreviated(WidthOfValue);

    // One line for all who get the same at the same time: a reminder of the week goes to every unit.
    private static List<string> MailLines(IReadOnlyList<MailOfChange> mails) =>
    [
        .. from mail in mails
           group mail.Recipient by (mail.At, mail.Subject) into same
           let at = Language.Say($"{same.Key.At:dd/MM HH'h'mm}", $"{same.Key.At:yyyy-MM-dd HH:mm}")
           select $"{at} {Recipients([.. same])}: {same.Key.Subject}",
    ];

    private static string Recipients(List<string> all) =>
        string.Join(", ", all.Take(NamedTogether)) + (all.Count <= NamedTogether ? "" : Language.Say(
            $" và {all.Count - NamedTogether} địa chỉ nữa", $" and {all.Count - NamedTogether} more"));

    private static IEnumerable<string> List(string title, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? [] : [title, .. Lines(lines)];

    private static IEnumerable<string> Lines(IReadOnlyList<string> lines) =>
    [
        .. lines.Take(Shown).Select(line => $"  {line}"),
        .. lines.Count > Shown ? new[] { $"  {More(lines.Count - Shown)}" } : [],
    ];

    private static string More(int count) => Language.Say($"và {count} dòng nữa", $"and {count} more");
}
