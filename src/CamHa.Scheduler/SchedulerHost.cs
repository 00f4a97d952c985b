using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Observability;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CamHa.Scheduler;

/// <summary>The contents page: every part of the service, folder by folder from the ground up.</summary>
public static class SchedulerHost
{
    /// <summary>What every command works with.</summary>
    /// <exception cref="SettingsException">The configuration has faults; all of them are named.</exception>
    public static IServiceCollection AddScheduler(this IServiceCollection services, Settings settings, TimeProvider time)
    {
        SettingsCheck.ThrowIfInvalid(settings);
        services.TryAddSingleton(time);
        // Now, before the service's own log begins.
        services.TryAddSingleton(TraceFinder.Find(settings));
        return services.AddFolders(settings);
    }

    /// <summary>What only the running service has beside that: its loops, its page, its probes.</summary>
    public static IServiceCollection AddService(this IServiceCollection services, Settings settings, TimeProvider time) => services
        .AddScheduler(settings, time)
        .AddSchedule(settings, time)
        .AddProbes(settings)
        .AddLoops()
        .AddPage();

    /// <summary>Every section of the configuration, in the order in which its faults are told.</summary>
    internal static List<BoundSection> Sections(Settings settings) =>
        [.. new ServiceCollection().AddFolders(settings).Select(part => part.ImplementationInstance).OfType<BoundSection>()];

    private static IServiceCollection AddFolders(this IServiceCollection services, Settings settings) => services
        .AddDiagnostics(settings)
        .AddStorage(settings)
        .AddClock(settings)
        .AddChanges()
        .AddNodes(settings)
        .AddMail(settings)
        .AddOutbox(settings)
        .AddScheduling(settings)
        .AddLinks(settings)
        .AddDeadlines(settings)
        .AddSubmissions(settings)
        .AddFridayReport(settings)
        .AddImport()
        .AddInbox(settings)
        .AddAccounts()
        .AddBackup()
        .AddAlerts(settings)
        .AddStatus()
        .AddWeb(settings)
        .AddObservability(settings);
}
