namespace CamHa.Scheduler.FridayReport;

/// <summary>Cuts what is too long for its place, at the end of a sentence, and says where the whole is.</summary>
/// <param name="Longest">In characters.</param>
/// <param name="Whole">Such as <c>toàn văn tại Phụ lục 2</c>.</param>
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

    // Not the dot of a numbered point or of a thousand.
    private static bool EndsSentence(string text, int at) => text[at] is '\n' or ';' || (text[at] == '.' && !char.IsDigit(text[at - 1]));
}
