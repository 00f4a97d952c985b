using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Web.Answers;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web;

public static class WebRegistration
{
    public static IServiceCollection AddWeb(this IServiceCollection services, Settings settings) => services
        .AddSection<WebOptions>(settings, WebOptions.Section)
        .AddSection<AnswerSiteOptions>(settings, AnswerSiteOptions.Section)
        .AddSingleton(provider => new WebCertificate(
            provider.GetRequiredService<IOptions<WebOptions>>().Value, provider.GetRequiredService<ILogger<WebCertificate>>()))
        .AddSingleton<AnswerCertificate>()
        .AddSingleton<ICheck, ProxyCheck>()
        .AddSingleton<IExpiryDates>(provider => provider.GetRequiredService<WebCertificate>())
        .AddSingleton<IExpiryDates>(provider => provider.GetRequiredService<AnswerCertificate>());

    /// <summary>The page, while the service runs.</summary>
    public static IServiceCollection AddPage(this IServiceCollection services) => services
        .AddSingleton<LoginSessions>()
        .AddSingleton<Visitors>()
        .AddSingleton<LoginThrottle>()
        .AddSingleton<Logins>()
        .AddSingleton<Gate>()
        .AddSingleton<ErrorPages>()
        .AddSingleton<OverviewStanding>()
        .AddSingleton<RecordedChanges>()
        .AddSingleton<PageRoutes>()
        .AddSingleton<OutboxLists>()
        .AddSingleton<WeekTables>()
        .AddSingleton<OverviewSections>()
        .AddSingleton<ReportLists>()
        .AddSingleton<IEndpoints, TestMailPage>()
        .AddSingleton<IEndpoints, StyleSheet>()
        .AddSingleton<IEndpoints, LoginPage>()
        .AddSingleton<IEndpoints, FirstAccountPage>()
        .AddSingleton<IEndpoints, AccountPages>()
        .AddSingleton<IEndpoints, OwnAccountPage>()
        .AddSingleton<IEndpoints, OverviewPage>()
        .AddSingleton<IEndpoints, OutboxPages>()
        .AddSingleton<MailboxProbePage>()
        .AddSingleton<IEndpoints>(provider => provider.GetRequiredService<MailboxProbePage>())
        .AddSingleton<IEndpoints, InboxPage>()
        .AddSingleton<IEndpoints, InboxFiles>()
        .AddSingleton<IEndpoints, ExtensionsPage>()
        .AddSingleton<IEndpoints, CampaignPages>()
        .AddSingleton<IEndpoints, UnitWeekPage>()
        .AddSingleton<IEndpoints, EntryPage>()
        .AddSingleton<IEndpoints, UndoPage>()
        .AddSingleton<IEndpoints, ChangePages>()
        .AddSingleton<DeskChanges>()
        .AddSingleton<IEndpoints, AssignmentListPage>()
        .AddSingleton<IEndpoints, AssignmentPage>()
        .AddSingleton<IEndpoints, DueDatesPage>()
        .AddSingleton<UnitMails>()
        .AddSingleton<UnitLinkPart>()
        .AddSingleton<IEndpoints, UnitPages>()
        .AddSingleton<IEndpoints, ReportPages>()
        .AddSingleton<IEndpoints, NextReportPage>()
        .AddSingleton<IEndpoints, ProgressPage>()
        .AddSingleton<IEndpoints, CalendarPage>()
        .AddSingleton<WebServer>()
        .AddHostedService(provider => provider.GetRequiredService<WebServer>())
        .AddSingleton<TokenThrottle>()
        .AddSingleton<AnswerView>()
        .AddSingleton<AnswerErrors>()
        .AddSingleton<AnswerPages>()
        .AddSingleton<AnswerServer>()
        .AddHostedService(provider => provider.GetRequiredService<AnswerServer>());
}
