using CamHa.Scheduler.FridayReport.Snapshot;

namespace CamHa.Scheduler.FridayReport.Wording;

/// <summary>Shortens a text at the end of a sentence and says where the whole text is.</summary>
/// <param name="Longest">In characters.</param>
/// <param name="Whole">Where the whole text is, such as <c>toàn văn tại Phụ lục 2</c>.</param>
internal sealed record LongText(int Longest, string Whole)
{
    public UnitReport Cut(UnitReport unit) => unit with
    {
        Results = Cut(unit.Results),
        Difficulties = Cut(unit.Difficulties),
        Proposals = Cut(unit.Proposals),
        NextWeek = Cut(unit.NextWeek),
    };

    public string Cut(string text)
    {
        if (text.Length <= Longest)
            return text;
        var end = Longest - 1;
        while (end > Longest / 2 && !EndsSentence(text, end))
            end--;
        if (end == Longest / 2)
            end = Longest - (char.IsHighSurrogate(text[Longest - 1]) ? 2 : 1);
        return $"{text[..(end + 1)].TrimEnd()} […] ({Whole})";
    }

    // A dot after a digit numbers a point or separates thousands.
    private static bool EndsSentence(string text, int at) =>
        text[at] is '\n' or ';' || (text[at] == '.' && !char.IsDigit(text[at - 1]));
}
