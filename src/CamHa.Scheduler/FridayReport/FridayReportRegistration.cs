using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

public static class FridayReportRegistration
{
    public static IServiceCollection AddFridayReport(this IServiceCollection services, Settings settings) => services
        .AddSection<ReportOptions>(settings, ReportOptions.Section)
        .AddSingleton<ReportGatherer>()
        .AddSingleton<ReportMailing>()
        .AddSingleton<RecentReport>()
        .AddSingleton<ReportArchive>()
        .AddSingleton(provider => provider.GetRequiredService<ReportArchive>().Sweep)
        .AddSingleton(provider => new StandingRecipients([provider.GetRequiredService<IOptions<ReportOptions>>().Value.ArchiveAddress]))
        .AddSingleton<ILook, ReportLook>()
        .AddSingleton<ILook, SupplementLook>()
        .AddSingleton<IMailComposer, ReportMail>();
}
