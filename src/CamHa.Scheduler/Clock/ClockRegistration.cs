using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Clock;

public static class ClockRegistration
{
    public static IServiceCollection AddClock(this IServiceCollection services, Settings settings) => services
        .AddSection<ClockOptions>(settings, ClockOptions.Section)
        .AddSingleton(provider => new CampaignClock(
            provider.GetRequiredService<TimeProvider>(),
            CampaignClock.FindZone(provider.GetRequiredService<IOptions<ClockOptions>>().Value.TimeZone)))
        .AddSingleton<ClockWatch>();
}
