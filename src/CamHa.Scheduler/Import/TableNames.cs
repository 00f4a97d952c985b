using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>
/// What tables, columns and choices are called where they come from: CSV files have English names, a workbook has sheets,
/// headings and words. What is said of a plan is said of files; a workbook gets its own words for theirs.
/// </summary>
public abstract class TableNames
{
    public static TableNames OfFiles { get; } = new Files();

    public static TableNames OfSheets { get; } = new Sheets();

    /// <summary>Those of one table of assignments that is not in our form.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="titles">The titles of assignments, by their codes.</param>
    public static TableNames OfTable(string name, IReadOnlyDictionary<string, string> titles) => new OneTable(name, titles);

    /// <summary>What the table of a file such as <c>units.csv</c> is called.</summary>
    public abstract string Table(string file);

    /// <summary>How a row is named that is found by a code.</summary>
    public virtual string Row(string code) => code;

    /// <summary>Whether each change is said when it is made, and not only before.</summary>
    public virtual bool SaysChanges => false;

    /// <summary>How one row ends, where not all that are missing should.</summary>
    public virtual string EndOne => Say(Language.Say(
        "Chỉ kết thúc một dòng: ghi dòng đó vào tệp, cột active là 0.",
        "To end one, write its row into the file with 0 in the column active."));

    /// <summary>What a column of it is called; empty for none.</summary>
    public abstract string Column(string file, string column);

    /// <summary>The word for a value.</summary>
    public abstract string Choice(Enum value);

    /// <summary>How a value of a column is written, which a file writes as <paramref name="value"/>.</summary>
    public abstract string Value(string file, string column, string value);

    /// <summary>A sentence that was made for files.</summary>
    public abstract string Say(string sentence);

    private sealed class Files : TableNames
    {
        public override string Table(string file) => file;

        public override string Column(string file, string column) => column;

        public override string Choice(Enum value) => $"{value}".ToLowerInvariant();

        public override string Value(string file, string column, string value) => value;

        public override string Say(string sentence) => sentence;
    }

    private class Sheets : TableNames
    {
        public override string Table(string file) => PlanSheets.Of(file).Name;

        public override string Column(string file, string column) =>
            PlanSheets.All.FirstOrDefault(sheet => sheet.File == file)?.Columns.FirstOrDefault(each => each.Name == column)?.Heading
            ?? column;

        public override string Choice(Enum value) => PlanSheets.WordsOf(value)[0];

        public override string Value(string file, string column, string value) => (file, column) switch
        {
            ("units.csv", "role") => Word<UnitRole>(value),
            ("contacts.csv", "role") => Word<RecipientRole>(value),
            ("calendar.csv", "kind") => Word<DayKind>(value),
            (_, "active" or "owes_weekly") => value is "1" ? "Có" : "Không",
            _ => value,
        };

        public override string Say(string sentence) =>
            Phrases.Aggregate(sentence, (said, phrase) => said.Replace(phrase.OfFiles, phrase.OfSheets, StringComparison.Ordinal));

        private static string Word<T>(string value)
            where T : struct, Enum =>
            Enum.TryParse<T>(value, ignoreCase: true, out var parsed) ? PlanSheets.WordsOf(parsed)[0] : value;

        private static IEnumerable<(string OfFiles, string OfSheets)> Phrases =>
        [
            (Language.Say("có tệp này", "such file"), Language.Say("có trang này", "such sheet")),
            (Language.Say("bỏ tệp này ra khỏi thư mục", "take this file out of the folder"),
                Language.Say("bỏ trang này ra khỏi tệp Excel", "take this sheet out of the workbook")),
            (Language.Say("mỗi thư mục", "a folder"), Language.Say("mỗi tệp Excel", "a workbook")),
            .. Written(UnitRole.Specialist),
            .. Written(UnitRole.Committee),
            .. Written(DayKind.Worked),
            (Language.Say("cột active là 0", "0 in the column active"),
                Language.Say("cột Đang dùng là Không", "Không in the column Đang dùng")),
            (Language.Say("cột note", "the column note"),
                Language.Say("cột", "the column") + $" {PlanSheets.Of("assignments.csv").Heading("note")}"),
            .. from sheet in PlanSheets.All
               from file in new[] { Language.Say($"tệp {sheet.File}", $"the file {sheet.File}"), sheet.File }
               select (file, Language.Say($"trang “{sheet.Name}”", $"the sheet '{sheet.Name}'")),
        ];

        // As a remedy writes it: “ghi specialist cho…”, “worked chỉ ghi cho…”.
        private static IEnumerable<(string OfFiles, string OfSheets)> Written(Enum value)
        {
            var (word, ours) = ($"{value}".ToLowerInvariant(), PlanSheets.WordsOf(value)[0]);
            return
            [
                (Language.Say($"ghi {word} ", $"write {word} "), Language.Say($"ghi “{ours}” ", $"write '{ours}' ")),
                (Language.Say($"; {word} chỉ ghi ", $"; write {word} "), Language.Say($"; “{ours}” chỉ ghi ", $"; write '{ours}' ")),
            ];
        }
    }

    private sealed class OneTable(string name, IReadOnlyDictionary<string, string> titles) : Sheets
    {
        public override string Table(string file) => name;

        public override string Row(string code) =>
            titles.TryGetValue(code, out var title) ? $"{code} ({title.Abbreviated(60)})" : code;

        // Which row is which assignment was decided here, not in the file.
        public override bool SaysChanges => true;

        // Such a table has no column for it.
        public override string EndOne => Language.Say(
            "Chỉ kết thúc một nhiệm vụ: camha export KE-HOACH.xlsx, ghi Không vào cột Đang dùng của nó, rồi nạp tệp đó.",
            "To end one, camha export PLAN.xlsx, write Không into its column Đang dùng, and import that file.");

        public override string Say(string sentence) =>
            base.Say(sentence.Replace("assignments.csv", $"'{name}'", StringComparison.Ordinal));
    }
}
