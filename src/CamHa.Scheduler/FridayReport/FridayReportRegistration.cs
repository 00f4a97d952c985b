using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// The weekly report. Its folders depend downwards only, from the ground: <c>Snapshot</c> (what a report knows), <c>Wording</c>
/// (the same in words), <c>Documents/Content</c>, <c>Documents/Drawing</c> and <c>Documents/OpenXml</c> (what layouts share),
/// the layouts <c>Documents/Charts</c>, <c>Documents/Word</c>, <c>Documents/Pdf</c> and <c>Documents/Excel</c>, none of which
/// knows another, <c>Documents</c> (what stands in them), and here mail, archive and looks.
/// </summary>
public static class FridayReportRegistration
{
    public static IServiceCollection AddFridayReport(this IServiceCollection services, Settings settings) => services
        .AddSection<LetterheadOptions>(settings, LetterheadOptions.Section)
        .AddSection<ReportOptions>(settings, ReportOptions.Section)
        .AddSingleton<ReportGatherer>()
        .AddSingleton<ReportIssuer>()
        .AddSingleton<NextReport>()
        .AddSingleton<RecentReport>()
        .AddSingleton<ReportArchive>()
        .AddSingleton(provider => provider.GetRequiredService<ReportArchive>().Sweep)
        .AddSingleton(provider => new StandingRecipients([provider.GetRequiredService<IOptions<ReportOptions>>().Value.ArchiveAddress]))
        .AddSingleton<ILook, ReportLook>()
        .AddSingleton<ILook, SupplementLook>()
        .AddSingleton<IMailComposer, ReportMail>();
}
