using System.Diagnostics.CodeAnalysis;
using CamHa.Scheduler.FridayReport.Wording;

namespace CamHa.Scheduler.FridayReport;

/// <summary>What the <c>report</c> templates refer to: the report in words, and what only its mail has.</summary>
internal sealed record ReportMailModel : ReportModel
{
    [SetsRequiredMembers]
    public ReportMailModel(ReportModel report)
        : base(report)
    {
    }

    /// <summary>Which files the mail carries and which it does not; empty where no files are made.</summary>
    public string Files { get; init; } = "";

    /// <summary>Whom a reader may ask; empty for nobody.</summary>
    public string Specialist { get; init; } = "";

    /// <summary>The charts within the mail's text.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];
}
