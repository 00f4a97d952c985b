using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Inbox;

public static class InboxRegistration
{
    public static IServiceCollection AddInbox(this IServiceCollection services, Settings settings) => services
        .AddSection<InboxOptions>(settings, InboxOptions.Section)
        .AddSection<AnswerOptions>(settings, AnswerOptions.Section)
        .PostConfigure<MailOptions>(mail => InboxOptions.TellMails(mail, settings))
        .AddSingleton<IMailboxSource, ServerMailbox>()
        .AddSingleton<InboxStore>()
        .AddSingleton<InboxLook>()
        .AddSingleton<BounceRecord>()
        .AddSingleton<Acknowledging>()
        .AddSingleton<IMailComposer, AcknowledgementMail>()
        .AddSingleton<LinkAnswering>()
        .AddSingleton<InboxDecider>()
        .AddSingleton<InboxDesk>()
        .AddSingleton<InboxWatch>()
        .AddSingleton<MailboxProbe>()
        .AddSingleton<ProbeRun>()
        .AddSingleton<InboxPurge>()
        .AddSingleton(provider => provider.GetRequiredService<InboxPurge>().Sweep);
}
