using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Deadlines;

public static class DeadlinesRegistration
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services, Settings settings) => services
        .AddSection<DeadlineOptions>(settings, DeadlineOptions.Section)
        .AddSingleton(provider => new OwedAfterEnd(provider.GetRequiredService<IOptions<DeadlineOptions>>().Value.KeepDaysAfterEnd))
        .AddSingleton<ILook, DeadlineLook>()
        .AddSingleton<IMailComposer, DigestMail>();
}
