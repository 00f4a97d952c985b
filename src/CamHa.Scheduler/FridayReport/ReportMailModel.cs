using System.Diagnostics.CodeAnalysis;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport;

/// <summary>What the <c>report</c> templates refer to: the report in words, and what only its mail has.</summary>
internal sealed record ReportMailModel : ReportModel
{
    [SetsRequiredMembers]
    public ReportMailModel(ReportModel report)
        : base(report) => Total = new(
            report.MissingUnits.Count,
            report.OverdueLines.Count,
            report.SoonLines.Count,
            report.WaitingLines.Count,
            report.ReturnedLines.Count,
            report.AskedLines.Count,
            report.Difficulties.Count,
            report.Proposals.Count,
            report.Reports.Count,
            report.LateForEarlier.Count,
            report.NextWeek.Count,
            report.HandedFiles.Count);

    /// <summary>Which files the mail carries and which it does not; empty where no files are made.</summary>
    public string Files { get; init; } = "";

    /// <summary>Whom a reader may ask; empty for nobody.</summary>
    public string Specialist { get; init; } = "";

    /// <summary>The charts within the mail's text.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];

    /// <summary>How many each list has, of which a long report's mail shows the first.</summary>
    public ReportTotals Total { get; }

    /// <summary>The beginning of each list, in short lines.</summary>
    public ReportMailModel Summary(int lines, int longest)
    {
        return this with
        {
            Remarks = Short(Remarks),
            MissingUnits = Short(MissingUnits),
            ExemptUnits = Short(ExemptUnits),
            OverdueLines = [.. OverdueLines.Take(lines).Select(line => line with { Title = line.Title.Abbreviated(longest) })],
            SoonLines = [.. SoonLines.Take(lines).Select(line => line with { Title = line.Title.Abbreviated(longest) })],
            WaitingLines = [.. WaitingLines.Take(lines).Select(line => line with { Title = line.Title.Abbreviated(longest) })],
            ReturnedLines = Short(ReturnedLines),
            AskedLines = Short(AskedLines),
            Reports = [.. Reports.Take(lines)],
            LateForEarlier = [.. LateForEarlier.Take(lines)],
            Notes = [.. Notes.Take(lines)],
            Difficulties = [.. Difficulties.Take(lines)],
            Proposals = [.. Proposals.Take(lines)],
            NextWeek = [.. NextWeek.Take(lines)],
            HandedFiles = [.. HandedFiles.Take(lines)],
            Changes = Short(Changes),
            Audit = Short(Audit),
        };

        string[] Short(IReadOnlyList<string> all) => [.. all.Take(lines).Select(line => line.Abbreviated(longest))];
    }
}

/// <summary>How many each list of the report has.</summary>
internal sealed record ReportTotals(
    int MissingUnits,
    int OverdueLines,
    int SoonLines,
    int WaitingLines,
    int ReturnedLines,
    int AskedLines,
    int Difficulties,
    int Proposals,
    int Reports,
    int LateForEarlier,
    int NextWeek,
    int HandedFiles);
