using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Alerts.Checks;

public sealed class ExpiryCheckTests
{
    private static readonly DateTime Today = new(2026, 12, 1, 8, 0, 0);

    [Theory]
    [InlineData("2026-12-23", null, 0)] // 22 days ahead
    [InlineData("2026-12-22", "Mật khẩu hộp thư gửi sắp hết hạn ngày 22/12/2026", 7)]
    [InlineData("2026-12-04", "Mật khẩu hộp thư gửi sắp hết hạn ngày 4/12/2026", 1)]
    [InlineData("2026-11-30", "Mật khẩu hộp thư gửi đã hết hạn ngày 30/11/2026", 1)]
    public async Task A_password_is_told_three_weeks_ahead_and_daily_at_the_end(string end, string? title, int repeat)
    {
        var findings = await FindAsync(
            new ServerCertificate(),
            new SmtpOptions { User = "ntm", PasswordExpiresOn = DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal((title, repeat), (findings.SingleOrDefault()?.Problem?.Title, findings.SingleOrDefault()?.Problem?.RepeatDays ?? 0));
    }

    /// <summary>A login that was given up left its day behind, and doctor and page went on complaining.</summary>
    [Fact]
    public async Task A_day_without_a_login_is_nobodys() =>
        Assert.Empty(await FindAsync(new(), new() { PasswordExpiresOn = new(2020, 6, 30) }));

    [Fact]
    public async Task A_mail_servers_certificate_is_known_from_the_last_connection()
    {
        var seen = new ServerCertificate();
        Assert.Empty(await FindAsync(seen, new()));
        using var certificate = UntilTenthOfDecember();
        seen.See(certificate);
        Assert.Contains(
            "Chứng thư của máy chủ thư localhost sắp hết hạn ngày 10/12/2026",
            Assert.Single(await FindAsync(seen, new())).Problem!.Title,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_own_certificate_is_read_from_its_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var certificate = UntilTenthOfDecember();
            await File.WriteAllTextAsync(
                file,
                certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(),
                Service.Token);
            var problem = Assert.Single(await FindAsync(new(), new(), new() { CertificateFile = file })).Problem!;
            Assert.Equal(("Chứng thư của trang theo dõi sắp hết hạn ngày 10/12/2026", 7), (problem.Title, problem.RepeatDays));
            Assert.Empty(await FindAsync(new(), new(), new() { CertificateFile = file, Enabled = false }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static X509Certificate2 UntilTenthOfDecember()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=camha", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 12, 10, 12, 0, 0, TimeSpan.Zero));
    }

    private static Task<IReadOnlyList<Finding>> FindAsync(ServerCertificate certificate, SmtpOptions smtp, WebOptions? web = null)
    {
        var check = new ExpiryCheck(
            [
                new MailExpiryDates(certificate, Options.Create(smtp), Options.Create(new OAuthOptions())),
                new WebCertificate(web ?? new(), NullLogger<WebCertificate>.Instance),
            ],
            Options.Create(new AlertOptions()));
        return check.FindAsync(new(new(Today, TimeSpan.Zero), new(TimeProvider.System, TimeZoneInfo.Utc), null), Service.Token);
    }
}
