using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>How much of a report its mail shows.</summary>
/// <param name="Longest">How many characters a unit's text has at most.</param>
/// <param name="Lines">How many lines a list has at most.</param>
internal sealed record ReportForm(int Longest, int Lines)
{
    private const int All = int.MaxValue;

    // A unit's name, and what stands around it.
    private const int ShortestLine = 10;

    // More lines than this do not fit into the HTML text, however short they are.
    private const int MostInHtml = 2_000;

    private static readonly int[] LongestInHtml = [1_200, 600, 300, 150];

    /// <summary>From the whole to what is small whatever the campaign: texts are cut first, then lists end.</summary>
    public static IReadOnlyList<ReportForm> BySize { get; } =
        [new(All, All), new(1_200, All), new(300, All), new(600, 60), new(300, 20), new(150, 5)];

    /// <summary>
    /// Less than its texts have, in characters: what is far too long need not be written to be measured, which takes seconds for
    /// thousands of units.
    /// </summary>
    public long AtLeast(ReportSnapshot report)
    {
        var after = report.Revision > 1 ? report.PreviousAsOf : DateTime.MinValue;
        return report.Units.Where(unit => unit.SubmittedAt > after).Take(Lines).Sum(unit =>
            ShortestLine + Cut(unit.Results) + Cut(unit.Difficulties) + Cut(unit.Proposals) + Cut(unit.NextWeek));
    }

    /// <summary>This form and shorter ones for the HTML text, which mail programs cut off.</summary>
    public IEnumerable<ReportForm> InHtml(ReportSnapshot report)
    {
        List<ReportForm> forms =
        [
            .. LongestInHtml.Where(longest => longest < Longest).Prepend(Longest)
                .Select(longest => new ReportForm(longest, Math.Min(Lines, MostInHtml))),
            // What is not in the text either needs no file that has it.
            .. BySize.Where(form => Lines < All && form.Lines < Lines),
        ];
        return forms.Where(form => form == forms[^1] || form.AtLeast(report) <= MailLength.LongestHtml);
    }

    /// <summary>The report in this form.</summary>
    /// <param name="report">The frozen report.</param>
    /// <param name="whole">Where the whole of a text that is cut is.</param>
    public ReportMailModel Of(ReportSnapshot report, string whole)
    {
        var model = new ReportMailModel(ReportModel.Of(report, cut: new(Longest, whole)));
        return Lines == All ? model : model.Summary(Lines, Longest);
    }

    /// <summary>What a reader must know of it.</summary>
    /// <param name="whole">Where the whole report is.</param>
    public IEnumerable<string> Remarks(string whole)
    {
        if (Lines < MostInHtml)
        {
            yield return $"Báo cáo quá dài để gửi cả qua thư: mỗi mục dưới đây chỉ nêu nhiều nhất {Lines} dòng đầu, số trong ngoặc là "
                + $"tổng số, ý kiến dài được rút gọn; {whole}.";
        }
        else if (Longest < All)
        {
            yield return $"Ý kiến dài của các đơn vị được rút gọn trong thư này; {whole}.";
        }
    }

    // A text is cut at the end of a sentence in its second half.
    private long Cut(string text) => text.Length <= Longest ? text.Length : Longest / 2;
}
