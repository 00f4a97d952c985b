using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

public static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings) => services
        .AddSection<MailOptions>(settings, MailOptions.Section)
        .AddSection<SmtpOptions>(settings, SmtpOptions.Section)
        .AddSection<OAuthOptions>(settings, OAuthOptions.Section)
        .AddSection<DkimOptions>(settings, DkimOptions.Section)
        .AddSingleton<AccessTokens>()
        .AddSingleton<ServerCertificate>()
        .AddSingleton<IExpiryDates, MailExpiryDates>()
        .AddSingleton<SmtpGreeting>()
        .AddSingleton<SmtpTransport>()
        .AddSingleton<PickupTransport>()
        .AddSingleton<NoTransport>()
        .AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value switch
        {
            { UsesSmtp: true } => provider.GetRequiredService<SmtpTransport>(),
            { HasNone: true } => provider.GetRequiredService<NoTransport>(),
            _ => provider.GetRequiredService<PickupTransport>(),
        })
        .AddSingleton<Templates>()
        .AddSingleton<MailSigner>()
        .AddSingleton<MimeWriter>();
}
