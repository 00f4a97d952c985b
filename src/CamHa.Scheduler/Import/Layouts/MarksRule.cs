using System.Text;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// Whether a text can be a name as far as its marks go: “Xuân Hà” is not “Xuân Hạ”, but what is written without marks may be either.
/// </summary>
internal static class MarksRule
{
    public static bool CanBe(string text, string name)
    {
        var words = Words(name).ToLookup(FoldKey.Of);
        // Words that the name has not are told apart elsewhere.
        return Words(text).All(word => !words[FoldKey.Of(word)].Any() || words[FoldKey.Of(word)].Any(own => CanBeWord(word, own)));
    }

    // One that has fewer marks has lost them, as on a keyboard without them. Where a mark stands does not matter: “uỷ” and “ủy”.
    private static bool CanBeWord(string word, string own)
    {
        var (marks, ownMarks) = (Marks(word), Marks(own));
        return ownMarks.Count == 0 || marks.TrueForAll(ownMarks.Remove);
    }

    private static IEnumerable<string> Words(string text) =>
        CleanText.OneLine(text).ToLowerInvariant().Split([' ', ',', '-', '(', ')', '.', ';', ':'], StringSplitOptions.RemoveEmptyEntries);

    private static List<char> Marks(string word) =>
        [.. word.Normalize(NormalizationForm.FormD).Where(letter => letter is 'đ' or (>= '\u0300' and <= '\u036f'))];
}
