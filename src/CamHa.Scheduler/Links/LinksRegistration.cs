using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Links;

public static class LinksRegistration
{
    public static IServiceCollection AddLinks(this IServiceCollection services, Settings settings) => services
        .AddSection<UnitLinkOptions>(settings, UnitLinkOptions.Section)
        .AddSingleton<LinkKey>()
        .AddSingleton<AddressProof>()
        .AddSingleton<UnitLinks>()
        .AddSingleton(provider => provider.GetRequiredService<UnitLinks>().Issue)
        .AddSingleton(provider => provider.GetRequiredService<AddressProof>().Again);
}
