using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler;

/// <summary>The contents page: every part of the service, in the order in which it is best read.</summary>
public static class SchedulerHost
{
    /// <exception cref="SettingsException">The configuration has faults; all of them are named.</exception>
    public static IServiceCollection AddScheduler(this IServiceCollection services, Settings settings, TimeProvider time)
    {
        SettingsCheck.ThrowIfInvalid(settings);
        services.TryAddSingleton(time);
        return services
            .AddStorage(settings)
            .AddScheduling(settings)
            .AddImport()
            .AddDeadlines(settings)
            .AddSubmissions(settings)
            .AddFridayReport(settings)
            .AddOutbox(settings)
            .AddMail(settings)
            .AddAlerts(settings)
            .AddStatus()
            .AddWeb(settings);
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, Settings settings)
    {
        services.Configure<StorageOptions>(settings.Values.GetSection(StorageOptions.Section));
        services.PostConfigure<StorageOptions>(options => options.Locate(settings));
        services.AddSingleton<Database>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value is var options
            && options.IsSqlServer ? new SqlServerDatabase(options) : new SqliteDatabase(options));
        return services
            .AddSingleton<SchemaMigration>()
            .AddSingleton<SchemaScript>()
            .AddSingleton<DatabaseOutage>()
            .AddSingleton<DatabaseInUse>()
            .AddSingleton<SqliteBackup>()
            .AddSingleton<NightlyBackup>()
            .AddSingleton(provider => provider.GetRequiredService<NightlyBackup>().Sweep)
            .AddSingleton<SqliteRestore>();
    }

    private static IServiceCollection AddScheduling(this IServiceCollection services, Settings settings)
    {
        services.Configure<SchedulingOptions>(settings.Values.GetSection(SchedulingOptions.Section));
        services.AddSingleton(provider => new CampaignClock(
            provider.GetRequiredService<TimeProvider>(),
            CampaignClock.FindZone(provider.GetRequiredService<IOptions<SchedulingOptions>>().Value.TimeZone)));
        return services.AddSingleton<LookRunner>().AddSingleton<QuartzSchema>().AddSingleton<SchedulerRestarts>()
            .AddSingleton(provider => new Liveness(
                provider.GetRequiredService<IOptions<SmtpOptions>>().Value.LongestMail, provider.GetRequiredService<TimeProvider>()));
    }

    private static IServiceCollection AddImport(this IServiceCollection services) => services.AddSingleton<Importer>();

    // Looks run in this order where several are due at one moment: the report is owed at a minute, a digest within a day.
    private static IServiceCollection AddFridayReport(this IServiceCollection services, Settings settings) => services
        .Configure<ReportOptions>(settings.Values.GetSection(ReportOptions.Section))
        .PostConfigure<ReportOptions>(options => options.ArchiveFolder = settings.Resolve(options.ArchiveFolder))
        .AddSingleton<ReportGatherer>()
        .AddSingleton<ReportMailing>()
        .AddSingleton<RecentReport>()
        .AddSingleton<ReportArchive>()
        .AddSingleton(provider => provider.GetRequiredService<ReportArchive>().Sweep)
        .AddSingleton(provider => new StandingRecipients([provider.GetRequiredService<IOptions<ReportOptions>>().Value.ArchiveAddress]))
        .AddSingleton<ILook, ReportLook>()
        .AddSingleton<ILook, SupplementLook>()
        .AddSingleton<IMailComposer, ReportMail>();

    private static IServiceCollection AddSubmissions(this IServiceCollection services, Settings settings) => services
        .Configure<WeeklyOptions>(settings.Values.GetSection(WeeklyOptions.Section))
        .AddSingleton<ILook, ReminderLook>()
        .AddSingleton<IMailComposer, ReminderMail>();

    private static IServiceCollection AddDeadlines(this IServiceCollection services, Settings settings) => services
        .Configure<DeadlineOptions>(settings.Values.GetSection(DeadlineOptions.Section))
        .AddSingleton(provider => new OwedAfterEnd(provider.GetRequiredService<IOptions<DeadlineOptions>>().Value.KeepDaysAfterEnd))
        .AddSingleton<ILook, DeadlineLook>()
        .AddSingleton<IMailComposer, DigestMail>();

    private static IServiceCollection AddOutbox(this IServiceCollection services, Settings settings) => services
        .Configure<OutboxOptions>(settings.Values.GetSection(OutboxOptions.Section))
        .AddSingleton(MachineIdentity.Current)
        .AddSingleton(LeaseOwner.New())
        .AddSingleton<CloneGuard>()
        .AddSingleton<OutboxSignal>()
        .AddSingleton<Brake>()
        .AddSingleton<OutboxWriter>()
        .AddSingleton<OutboxStore>()
        .AddSingleton<OutboxDecisions>()
        .AddSingleton<SendingLimits>()
        .AddSingleton<SmtpSessionPool>()
        .AddSingleton<CircuitBreaker>()
        .AddSingleton<MessageRenderer>()
        .AddSingleton<MailSender>()
        .AddSingleton<FaultDisplay>()
        .AddSingleton<DispatchLoop>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<ClockWatch>()
        .AddSingleton<Retention>()
        .AddSingleton<OutboxSweeps>()
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().ReleaseStale)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().Expire)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().CloseIdleSessions)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeMessages)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeBodies)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeLedger)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeRuns)
        .AddSingleton<UndeliveredLook>()
        .AddSingleton<ILook>(provider => provider.GetRequiredService<UndeliveredLook>())
        .AddSingleton<IMailComposer, AlertMail>();

    private static IServiceCollection AddMail(this IServiceCollection services, Settings settings)
    {
        services.Configure<MailOptions>(settings.Values.GetSection(MailOptions.Section));
        services.PostConfigure<MailOptions>(options =>
        {
            options.PickupFolder = settings.Resolve(options.PickupFolder);
            options.TemplateFolder = settings.Resolve(options.TemplateFolder);
        });
        services.Configure<SmtpOptions>(settings.Values.GetSection(SmtpOptions.Section));
        services.PostConfigure<SmtpOptions>(options =>
        {
            options.CaFile = settings.Resolve(options.CaFile);
            options.PasswordFile = Secret.Locate(options.PasswordFile, settings);
        });
        services.Configure<OAuthOptions>(settings.Values.GetSection(OAuthOptions.Section));
        services.PostConfigure<OAuthOptions>(options => options.Locate(settings));
        services.Configure<DkimOptions>(settings.Values.GetSection(DkimOptions.Section));
        services.PostConfigure<DkimOptions>(options => options.KeyFile = settings.Resolve(options.KeyFile));
        services.AddSingleton<AccessTokens>().AddSingleton<ServerCertificate>();
        services.AddSingleton<SmtpTransport>().AddSingleton<PickupTransport>();
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.UsesSmtp
            ? provider.GetRequiredService<SmtpTransport>()
            : provider.GetRequiredService<PickupTransport>());
        return services.AddSingleton<Templates>().AddSingleton<MailSigner>().AddSingleton<MimeWriter>();
    }

    // The order in which doctor and page show them.
    private static IServiceCollection AddAlerts(this IServiceCollection services, Settings settings) => services
        .Configure<AlertOptions>(settings.Values.GetSection(AlertOptions.Section))
        .Configure<HeartbeatOptions>(settings.Values.GetSection(HeartbeatOptions.Section))
        .AddSingleton(provider => new StandingRecipients(provider.GetRequiredService<IOptions<AlertOptions>>().Value.Recipients))
        .AddSingleton<Heartbeat>()
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
        .AddSingleton(LogFiles.Options(settings))
        .AddSingleton<ICheck, DiskCheck>()
        .AddSingleton<ICheck, EventCheck>()
        .AddSingleton<Checkup>()
        .AddSingleton<ProblemLines>();

    private static IServiceCollection AddStatus(this IServiceCollection services) => services.AddSingleton<StatusReader>().AddSingleton<WeekReader>();

    // Started by 'run' alone.
    private static IServiceCollection AddWeb(this IServiceCollection services, Settings settings) => services
        .Configure<WebOptions>(settings.Values.GetSection(WebOptions.Section))
        .PostConfigure<WebOptions>(options => options.Locate(settings))
        .AddSingleton<LoginSessions>()
        .AddSingleton<Visitors>()
        .AddSingleton<LoginThrottle>()
        .AddSingleton<Gate>()
        .AddSingleton<ErrorPages>()
        .AddSingleton<WebCertificate>()
        .AddSingleton<PageRoutes>()
        .AddSingleton<OutboxLists>()
        .AddSingleton<WeekTables>()
        .AddSingleton<ReportLists>()
        .AddSingleton<IEndpoints, StyleSheet>()
        .AddSingleton<IEndpoints, LoginPage>()
        .AddSingleton<IEndpoints, OverviewPage>()
        .AddSingleton<IEndpoints, OutboxPages>()
        .AddSingleton<IEndpoints, CampaignPages>()
        .AddSingleton<IEndpoints, ReportPages>()
        .AddSingleton<IEndpoints, CalendarPage>()
        .AddSingleton<WebServer>();
}
