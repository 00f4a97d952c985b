using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

public static class OutboxRegistration
{
    public static IServiceCollection AddOutbox(this IServiceCollection services, Settings settings)
    {
        // A demo and a rehearsal bring one of their own: their files are named after their Message-IDs, and are the same each time.
        services.TryAddSingleton<MailKey>();
        return services.AddParts(settings).AddSweeps();
    }

    private static IServiceCollection AddParts(this IServiceCollection services, Settings settings) => services
        .AddSection<OutboxOptions>(settings, OutboxOptions.Section)
        .AddSingleton<OutboxSignal>()
        .AddSingleton<Brake>()
        .AddSingleton<OutboxWriter>()
        .AddSingleton<AnswerJournal>()
        .AddSingleton<OutboxStore>()
        .AddSingleton<ClosedAddresses>()
        .AddSingleton<OutboxDecisions>()
        .AddSingleton<SendingPause>()
        .AddSingleton<SendingLimits>()
        .AddSingleton<SmtpSessionPool>()
        .AddSingleton<CircuitBreaker>()
        .AddSingleton<MessageRenderer>()
        .AddSingleton<MailSender>()
        .AddSingleton<FaultDisplay>()
        .AddSingleton<TestMailPermit>()
        .AddSingleton<TestMail>()
        .AddSingleton(provider => new Liveness(
            provider.GetRequiredService<IOptions<SmtpOptions>>().Value.LongestMail, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<DispatchLoop>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<Retention>();

    private static IServiceCollection AddSweeps(this IServiceCollection services) => services
        .AddSingleton<OutboxSweeps>()
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().ReleaseStale)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().Expire)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().CloseIdleSessions)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeMessages)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeBodies)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeLedger)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeChanges)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeCalls)
        .AddSingleton(provider => provider.GetRequiredService<OutboxSweeps>().PurgeRuns);
}
