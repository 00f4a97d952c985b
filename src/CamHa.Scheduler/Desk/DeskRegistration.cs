using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Desk;

internal static class DeskRegistration
{
    /// <summary>The pages that do what commands do, while the service runs.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton<WaitingUploads>()
        .AddSingleton(provider => provider.GetRequiredService<WaitingUploads>().Sweep)
        .AddSingleton<UploadLook>()
        .AddSingleton<UploadMails>()
        .AddSingleton<IEndpoints, ExportPages>()
        .AddSingleton<IEndpoints, ListPages>()
        .AddSingleton<IEndpoints, UploadPages>()
        .AddSingleton<SetupSettings>()
        .AddSingleton<SetupState>()
        .AddSingleton<SetupStart>()
        .AddSingleton<FirstWeeks>()
        .AddSingleton<SetupPages>()
        .AddSingleton<IEndpoints>(provider => provider.GetRequiredService<SetupPages>())
        .AddSingleton<IOverviewCard>(provider => provider.GetRequiredService<SetupPages>());
}
