using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// When the mailbox's password, the client secret and the mail server's certificate expire. The first two cannot be asked
/// for their last day: somebody writes it into the settings.
/// </summary>
public sealed class MailExpiryDates(ServerCertificate certificate, IOptions<SmtpOptions> smtp, IOptions<OAuthOptions> oauth) : IExpiryDates
{
    public IEnumerable<ExpiryDate> Dates =>
    [
        new(
            "expiry/password",
            $"the password of Smtp:User = '{smtp.Value.User}'",
            "Mật khẩu hộp thư gửi",
            "Đổi mật khẩu ở nhà cung cấp thư, rồi gõ: camha configure và nhập mật khẩu mới cùng ngày hết hạn mới; "
                + "dịch vụ tự khởi động lại với mật khẩu mới",
            // A day that was left behind by a login given up is nobody's.
            smtp.Value.User.Length > 0 ? smtp.Value.PasswordExpiresOn : null),
        new(
            "expiry/client-secret",
            "OAuth:ClientSecret",
            "Khóa ứng dụng gửi thư (OAuth)",
            "Tạo khóa mới ở trang quản trị của nhà cung cấp, ghi vào tệp OAuth:ClientSecretFile và ngày hết hạn mới vào "
                + "OAuth:ClientSecretExpiresOn, rồi gõ: camha service install",
            oauth.Value.ClientSecretExpiresOn),
        new(
            ServerCertificate.ExpiryKey,
            $"the certificate of {smtp.Value.Host}",
            $"Chứng thư của máy chủ thư {smtp.Value.Host}",
            "Báo người quản trị máy chủ thư gia hạn chứng thư; khi hết hạn thì không gửi được thư",
            certificate.EndsOn)
        {
            IsOfMachine = true,
            // After a restart no certificate is known until the next connection, which does not mean that it was renewed.
            TellsOver = false,
        },
    ];
}
