using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts;

public static class AlertsRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, Settings settings) => services
        .AddSection<AlertOptions>(settings, AlertOptions.Section)
        .AddChecks()
        .AddSingleton<Checkup>()
        .AddSingleton<ProblemLines>()
        .AddSingleton<OutageMail>()
        .AddSingleton<AlertRecipients>()
        .AddSingleton<AlertWriter>()
        .AddSingleton<AlertRound>()
        .AddSingleton(provider => provider.GetRequiredService<AlertRound>().Sweep)
        .AddSingleton(provider => new StandingRecipients(provider.GetRequiredService<IOptions<AlertOptions>>().Value.Recipients))
        .AddSingleton<UndeliveredLook>()
        .AddSingleton<ILook>(provider => provider.GetRequiredService<UndeliveredLook>())
        .AddSingleton<IMailComposer, AlertMail>();

    // Doctor and page show them in this order.
    private static IServiceCollection AddChecks(this IServiceCollection services) => services
        .AddSingleton<ICheck, ArmedCheck>()
        .AddSingleton<ICheck, ZoneCheck>()
        .AddSingleton<ICheck, ClockCheck>()
        .AddSingleton<ICheck, CalendarCheck>()
        .AddSingleton<ICheck, PlanCheck>()
        .AddSingleton<ICheck, CampaignEndCheck>()
        .AddSingleton<ICheck, DatesCheck>()
        .AddSingleton<ICheck, AddressCheck>()
        .AddSingleton<ICheck, LeadCheck>()
        .AddSingleton<ICheck, ReportCheck>()
        .AddSingleton<ICheck, PauseCheck>()
        .AddSingleton<ICheck, HeldCheck>()
        .AddSingleton<ICheck, OutboxCheck>()
        .AddSingleton<ICheck, InboxCheck>()
        .AddSingleton<ICheck, LinkCheck>()
        .AddSingleton<ICheck, ReputationCheck>()
        .AddSingleton<ICheck, TemplateCheck>()
        .AddSingleton<ICheck, LookCheck>()
        .AddSingleton<ICheck, ExpiryCheck>()
        .AddSingleton<ICheck, BackupCheck>()
        .AddSingleton<ICheck>(Disk)
        .AddSingleton<ICheck, EventCheck>();

    private static DiskCheck Disk(IServiceProvider services) => new(
        WrittenFolders.Of(
            Value<StorageOptions>(services),
            Value<ReportOptions>(services),
            Value<MailOptions>(services),
            Value<LogFileOptions>(services)),
        services.GetRequiredService<IOptions<DiskOptions>>());

    private static T Value<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
