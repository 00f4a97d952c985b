using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Nodes;

public static class NodesRegistration
{
    public static IServiceCollection AddNodes(this IServiceCollection services, Settings settings) => services
        .AddSection<NodeOptions>(settings, NodeOptions.Section)
        .AddSingleton(MachineIdentity.Current)
        .AddSingleton(LeaseOwner.New())
        .AddSingleton<CloneGuard>();
}
