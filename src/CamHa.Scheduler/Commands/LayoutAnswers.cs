using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Text;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>import</c> says of a table that is not in our form: what it is taken for, and how to confirm that.</summary>
internal static class LayoutAnswers
{
    // Texts of one kind; those that are asked for are all shown.
    private const int Shown = 40;
    private const int ShownRows = 10;

    // In a row; the table of units has them all.
    private const int NamedUnits = 4;
    private const int WidthOfText = 60;
    private static readonly string[] RowColumns = ["code", "title", "lead", "support", "due"];

    public static string OnlyForDrawn(string option) => Language.Say(
        $"{option} chỉ dùng cho bảng không theo mẫu (Excel, Word, văn bản dán); tệp này theo mẫu, nạp không cần {option}.",
        $"{option} is for tables that are not in our form (Excel, Word, pasted text); this is in our form, import it without {option}.");

    public static string NotNamed => Language.Say(
        "--map là ok, hoặc một tên tệp có đuôi .json.",
        "--map is ok, or a file whose name ends in .json.");

    public static string Written(string path) => Language.Say(
        $"Đã ghi cách hiểu vào '{path}'. Mở bằng Notepad, sửa chỗ chưa đúng, rồi chạy lại lệnh này.",
        $"What it is taken for was written to '{path}'. Open it, correct what is wrong, and give the same command again.");

    public static string Extended(string path) => Language.Say(
        $"Đã ghi thêm chỗ chưa rõ vào '{path}' (có hint bắt đầu bằng ?). Mở bằng Notepad, điền vào, rồi chạy lại lệnh này.",
        $"What is not clear was added to '{path}' (its hint begins with ?). Open it, say it there, and give the same command again.");

    public static string Failed(string path, Exception failure) => Language.Say(
        $"Không đọc hoặc ghi được '{path}': {SystemWords.InVietnamese(failure)}",
        $"'{path}' cannot be read or written: {failure.Message}");

    public static string Remembered => Language.Say(
        "Đã nhớ cách hiểu kiểu bảng này; lần sau nạp bảng cùng tiêu đề thì không cần --map.",
        "This layout is remembered: the next table with these headings needs no --map.");

    public static string Confirm(bool isSure) => isSure
        ? Language.Say(
            "Đúng thì chạy lại với --map ok (xem trước: thêm --dry-run); sửa thì chạy lại với --map TEN.json, sửa tệp đó rồi chạy lần nữa.",
            "If that is right, give the command again with --map ok (--dry-run shows first what it does); to correct it, give it with "
            + "--map NAME.json, correct that file, and give it once more.")
        : Language.Say(
            "Còn chỗ chưa rõ (đánh dấu ?): chạy lại với --map TEN.json, ghi rõ trong tệp đó rồi chạy lần nữa.",
            "Some of it is not clear (marked ?): give the command again with --map NAME.json, say it in that file, and give it once more.");

    public static string NewTexts => Language.Say(
        "Kiểu bảng này đã được xác nhận, nhưng lần này có chữ chưa rõ.",
        "This layout was confirmed before, but there are texts in it now that are not clear.");

    public static IEnumerable<Table> Guess(LayoutGuess guess)
    {
        yield return Columns(guess);
        if (guess.Units.Count > 0)
            yield return Units(guess);
        if (guess.Dues.Count > 0)
            yield return Dues(guess);
        if (guess.Rows.Count > 0)
            yield return Assignments(guess);
    }

    /// <summary>What a person has to say before it can be imported.</summary>
    public static IEnumerable<string> Asked(LayoutGuess guess) =>
    [
        .. guess.MissingColumns.Select(LayoutWords.MissingColumn),
        .. guess.Units.Where(unit => !unit.IsSettled).Select(unit => $"{unit.Where}: {LayoutWords.UnsureUnit(unit)}"),
        .. guess.Dues.Where(due => !due.IsSure).Select(due => $"{due.Where}: {LayoutWords.UnsureDue(due)}"),
        .. guess.Rows.Where(row => !row.IsSettled).Select(row => $"{row.Where}: {LayoutWords.Asked(row)}"),
    ];

    public static IEnumerable<string> Rows(LayoutReading reading)
    {
        var guess = reading.Guess;
        yield return Language.Say($"{guess.Assignments} nhiệm vụ.", $"{guess.Assignments} assignments.");
        foreach (var column in guess.MissingColumns)
            yield return $"? {LayoutWords.MissingColumn(column)}";
        foreach (var row in guess.Rows.Where(row => !row.IsSettled))
            yield return $"? {row.Where}: {LayoutWords.Asked(row)}";
        foreach (var table in reading.NotRead.Where(table => table.HasHeadings))
            yield return LayoutWords.OtherTable(table.Name);
        if (reading.NotRead.Where(table => !table.HasHeadings).Select(table => table.Name).ToList() is { Count: > 0 } others)
        {
            var names = string.Join(", ", others.Take(Shown));
            yield return Language.Say(
                $"Không đọc, vì không có tiêu đề của bảng nhiệm vụ: {names}.",
                $"Not read, because they have no headings of assignments: {names}.");
        }

        foreach (var row in guess.LeftOut.Take(Shown))
            yield return $"{row.Where}: {Why(row.Why)}: {row.Text}";
        if (guess.LeftOut.Count > Shown)
        {
            var more = guess.LeftOut.Count - Shown;
            yield return Language.Say($"và {more} dòng nữa không phải nhiệm vụ", $"and {more} more rows that are no assignments");
        }
    }

    private static string Why(string why) => why switch
    {
        LeftOutRow.Section => Language.Say(
            "tên mục, ghi vào ghi chú của các nhiệm vụ dưới nó", "a section, put into the notes of what is below it"),
        LeftOutRow.Sum => Language.Say("dòng cộng, bỏ qua", "a sum, left out"),
        LeftOutRow.Said => Language.Say("bỏ qua theo tệp --map", "left out, as the map says"),
        _ => Language.Say("dưới bảng, bỏ qua", "below the table, left out"),
    };

    private static Table Columns(LayoutGuess guess)
    {
        var table = Plain(Language.Say("Cột", "Column"), Language.Say("Tiêu đề", "Heading"), Language.Say("Hiểu là", "Taken for"));
        var sheet = PlanSheets.Of("assignments.csv");
        foreach (var column in guess.Columns.Where(column => column.Heading.Length > 0 || column.Is.Length > 0))
        {
            var taken = column.Is.Length == 0 ? Language.Say("(không đọc)", "(not read)") : sheet.Heading(column.Is);
            table.AddRow(Cells(column.Column, column.Heading.Abbreviated(WidthOfText), column.IsSure ? taken : $"{taken} ?"));
        }

        return table;
    }

    private static Table Units(LayoutGuess guess)
    {
        var table = Plain(Language.Say("Chữ trong bảng", "Text"), Language.Say("Đơn vị", "Units"), Language.Say("Chỗ đầu", "First place"));
        var asked = guess.Units.Where(unit => !unit.IsSettled).ToList();
        foreach (var unit in asked.Concat(guess.Units.Except(asked).Take(Shown)))
        {
            var reading = unit.Reading;
            table.AddRow(Cells(
                unit.Text.Abbreviated(WidthOfText),
                reading.IsLeftOut ? Language.Say("(bỏ qua)", "(left out)")
                    : reading.IsSure ? string.Join(", ", reading.Units)
                    : $"? {string.Join(", ", reading.Units.Count > 0 ? reading.Units : reading.Near)}".Trim(),
                unit.Where));
        }

        return More(table, guess.Units.Count - asked.Count);
    }

    private static Table Dues(LayoutGuess guess)
    {
        var table = Plain(Language.Say("Thời gian", "Time"), Language.Say("Hạn", "Due"), Language.Say("Hiểu là", "Taken for"));
        var asked = guess.Dues.Where(due => !due.IsSure).ToList();
        foreach (var due in asked.Concat(guess.Dues.Except(asked).Take(Shown)))
        {
            table.AddRow(Cells(
                due.Text.Abbreviated(WidthOfText),
                due.Reading is not { } reading ? "?" : (due.IsSure ? "" : "? ") + Language.Say(reading.Day),
                due.Reading is { } how ? $"{how.How}{(how.Note.Length > 0 ? $"; {how.Note}" : "")}" : due.Where));
        }

        return More(table, guess.Dues.Count - asked.Count);
    }

    // Who does what by when, as it would be imported.
    private static Table Assignments(LayoutGuess guess)
    {
        var sheet = PlanSheets.Of("assignments.csv");
        var table = Plain([.. RowColumns.Select(sheet.Heading)]);
        foreach (var row in guess.Rows.Take(ShownRows))
        {
            table.AddRow(Cells(
                row.Like is not null ? "?" : row.IsNew ? Language.Say($"{row.Code} (mới)", $"{row.Code} (new)") : row.Code,
                row.Title.Abbreviated(WidthOfText),
                row.Leads.Count == 0 ? "?" : row.Leads.UnitsInBrief(", ", NamedUnits),
                row.Supports.UnitsInBrief(", ", NamedUnits),
                row.Due is { } due ? Language.Say(due) : "?"));
        }

        if (guess.Rows.Count > ShownRows)
        {
            var more = guess.Rows.Count - ShownRows;
            table.AddRow(Cells("", Language.Say($"và {more} nhiệm vụ nữa", $"and {more} more"), "", "", ""));
        }

        return table;
    }

    private static Table Plain(params string[] headings) => new Table().Border(TableBorder.Simple).AddColumns(headings);

    private static Table More(Table table, int settled)
    {
        if (settled > Shown)
            table.AddRow(Cells(Language.Say($"và {settled - Shown} nữa", $"and {settled - Shown} more"), "", ""));
        return table;
    }

    private static Markup[] Cells(params string[] texts) =>
        [.. texts.Select(text => new Markup(Markup.Escape(CleanText.OneLine(text))))];
}
