using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Inbox.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Inbox;

public static class InboxRegistration
{
    public static IServiceCollection AddInbox(this IServiceCollection services, Settings settings) => services
        .AddSection<InboxOptions>(settings, InboxOptions.Section)
        .AddSingleton<IMailboxSource, ServerMailbox>()
        .AddSingleton<InboxStore>()
        .AddSingleton<InboxLook>()
        .AddSingleton<InboxWatch>()
        .AddSingleton<InboxPurge>()
        .AddSingleton(provider => provider.GetRequiredService<InboxPurge>().Sweep);
}
