using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
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
        .AddSingleton<ICheck, CampaignEndCheck>()
        .AddSingleton<ICheck, AddressCheck>()
        .AddSingleton<ICheck, ReportCheck>()
        .AddSingleton<ICheck, OutboxCheck>()
        .AddSingleton<ICheck, LookCheck>()
        .AddSingleton<ICheck, ExpiryCheck>()
        .AddSingleton<ICheck, BackupCheck>()
        .AddSingleton<ICheck, DiskCheck>()
        .AddSingleton<ICheck, EventCheck>();
}
