using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Submissions;

public static class SubmissionsRegistration
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services, Settings settings) => services
        .AddSection<WeeklyOptions>(settings, WeeklyOptions.Section)
        .AddSingleton<ILook, ReminderLook>()
        .AddSingleton<IMailComposer, ReminderMail>();
}
