using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Outbox;

public static class OutboxRegistration
{
    public static IServiceCollection AddOutbox(this IServiceCollection services, Settings settings) => services
        .AddSection<OutboxOptions>(settings, OutboxOptions.Section)
        .AddSingleton<OutboxSignal>()
        .AddSingleton<OutboxWriter>()
        .AddSingleton<OutboxStore>()
        .AddSingleton<OutboxDecisions>()
        .AddSingleton<SendingLimits>()
        .AddSingleton<SmtpSessionPool>()
        .AddSingleton<CircuitBreaker>()
        .AddSingleton<MessageRenderer>()
        .AddSingleton<MailSender>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<Retention>()
        .AddSingleton<OutboxSweeps>();
}
