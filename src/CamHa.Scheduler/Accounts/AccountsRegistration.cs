using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Accounts;

public static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountStore>()
        .AddSingleton<FirstCodeFile>()
        .AddSingleton<AccountSessions>();
}
