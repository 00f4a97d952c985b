using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Whether a password, a client secret, the mail server's certificate or the page's ends soon. The first two cannot be
/// asked: somebody writes down their day.
/// </summary>
public sealed class ExpiryCheck(
    ServerCertificate certificate, WebCertificate page, IOptions<AlertOptions> options, IOptions<SmtpOptions> smtp, IOptions<OAuthOptions> oauth) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var findings = new List<Finding>();
        Add("expiry/password", $"the password of Smtp:User = '{smtp.Value.User}'", smtp.Value.PasswordExpiresOn, "Mật khẩu hộp thư gửi",
            "Đổi mật khẩu ở nhà cung cấp thư, rồi gõ: camha configure và nhập mật khẩu mới cùng ngày hết hạn mới; dịch vụ tự khởi động lại với mật khẩu mới");
        Add("expiry/client-secret", "OAuth:ClientSecret", oauth.Value.ClientSecretExpiresOn, "Khóa ứng dụng gửi thư (OAuth)",
            "Tạo khóa mới ở trang quản trị của nhà cung cấp, ghi vào tệp OAuth:ClientSecretFile và ngày hết hạn mới vào OAuth:ClientSecretExpiresOn, rồi gõ: camha service install");
        Add(Event.CertificateSeen, $"the certificate of {smtp.Value.Host}", certificate.EndsOn, $"Chứng thư của máy chủ thư {smtp.Value.Host}",
            "Báo người quản trị máy chủ thư gia hạn chứng thư; khi hết hạn thì không gửi được thư", isOfMachine: true);
        Add("expiry/page-certificate", "the certificate in Web:CertificateFile", page.EndsOn, "Chứng thư của trang theo dõi",
            "Xin chứng thư mới và ghi đè lên tệp Web:CertificateFile, không cần khởi động lại; khi hết hạn thì trình duyệt không mở trang", isOfMachine: true);
        return Task.FromResult<IReadOnlyList<Finding>>(findings);

        void Add(string key, string what, DateOnly? end, string title, string remedy, bool isOfMachine = false)
        {
            if (end is not { } day || round.Today.AddDays(options.Value.ExpiryDays) < day)
                return;
            var days = day.DayNumber - round.Today.DayNumber;
            findings.Add(new("expiry", days >= 0, $"{what} {(days < 0 ? "ended" : "ends")} on {day:yyyy-MM-dd}; renew it", IsWarning: days >= 0)
            {
                Problem = new(key, $"{title} {(days < 0 ? "đã hết hạn" : "sắp hết hạn")} ngày {Vietnamese.Date(day)}", remedy)
                {
                    RepeatDays = days > 3 ? 7 : 1,
                    TellsOver = key != Event.CertificateSeen,
                    IsOfMachine = isOfMachine,
                },
            });
        }
    }
}
