using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>Why nothing can be sent, as the page and configure tell it.</summary>
public sealed class TransportWordsTests
{
    // The beginnings of every sentence that a transport gives; a placeholder stands for what differs.
    [Theory]
    [InlineData("Smtp:Host = 'm' cannot log anybody in for now: 4.7.0 busy. If that does not pass, ask who runs it.", "chưa cho đăng nhập")]
    [InlineData("Smtp:User = 'u' was refused by m: 5.7.8. Check Smtp:User and Smtp:Password.", "không nhận tên đăng nhập")]
    [InlineData("m asks for a login: 530 5.7.0. Set Smtp:User and its password.", "không nhận tên đăng nhập")]
    [InlineData("Smtp:User = 'u': m offers no login on port 25. Check Smtp:Port and Smtp:Security", "không cho đăng nhập ở cổng này")]
    [InlineData("Smtp:Password = '': Smtp:User = 'u' needs one. Give it", "Chưa có mật khẩu")]
    [InlineData("Smtp:PasswordFile = '/x': there is no such file. Create it", "Không đọc được mật khẩu")]
    [InlineData("OAuth:ClientId = 'c' was refused by https://x: no. Check OAuth:Tenant", "Không lấy được quyền gửi thư")]
    [InlineData("OAuth:TokenUrl = 'u' cannot be reached: no. Check OAuth:TokenUrl and the network.", "Không lấy được quyền gửi thư")]
    [InlineData("Smtp:Host = 'm' port 587: no safe connection: bad. Check the name", "kết nối an toàn")]
    [InlineData("Smtp:Security = 'tls' is not offered by m: no. Check Smtp:Port", "kiểu bảo mật này")]
    [InlineData("Smtp:Host = 'm' refuses the greeting 'vm': 504. Set Smtp:HeloName", "Smtp:HeloName")]
    [InlineData("m refuses the greeting 'vm': 504. Set Smtp:HeloName", "Smtp:HeloName")]
    [InlineData("Smtp:Host = 'm' port 587 answers, and takes nothing from here: 554. If", "không nhận thư từ máy này")]
    [InlineData("m takes nothing from this machine's address: 554. Ask", "không nhận thư từ máy này")]
    [InlineData("m ends its sessions before any mail: 421", "không nhận thư từ máy này")]
    [InlineData("m takes no more for now: 452. Set Smtp:PerDay", "Đã hết số thư")]
    [InlineData("Mail:From was refused by m: 553. Set Mail:From", "địa chỉ người gửi")]
    [InlineData("Smtp:Host = 'm': there is no such host: no. Check Smtp:Host", "Không tìm thấy máy chủ")]
    [InlineData("Smtp:Host = 'm' port 587 did not answer within 30 s. Check", "không trả lời")]
    [InlineData("Smtp:Host = 'm' port 587 cannot be reached: refused. Check", "Không kết nối được")]
    [InlineData("Mail:PickupFolder = '/x' cannot be written: full. Free", "Không ghi được vào thư mục")]
    [InlineData("Smtp:Host = 'm' says that it is 2026-11-28 01:00Z, and this machine's clock shows another day. Set", "đồng hồ máy này")]
    [InlineData("something else", "camha doctor")]
    public void A_fault_is_told_in_vietnamese_with_what_to_do(string reason, string words) =>
        Assert.Contains(words, TransportWords.Vietnamese(reason), StringComparison.Ordinal);

    /// <summary>A sentence that was changed, or added, falls through to the last words.</summary>
    [Fact]
    public void Every_sentence_in_the_code_is_known()
    {
        var sources = new[] { "Mail/SmtpTransport.cs", "Mail/SmtpSession.cs", "Mail/SmtpLogin.cs", "Outbox/MailSender.cs" }
            .Select(file => File.ReadAllText(Path.Combine(Repository.Root, "src/CamHa.Scheduler", file)));
        foreach (var words in new[]
        {
            "cannot log anybody in for now", "was refused by", "asks for a login", "offers no login", "no safe connection",
            "is not offered by", "refuses the greeting", "takes nothing from here", "takes nothing from this machine's address",
            "ends its sessions before any mail", "takes no more for now", "there is no such host", "did not answer within",
            "cannot be reached", "Mail:From was refused", "says that it is",
        })
        {
            Assert.Contains(sources, source => source.Contains(words, StringComparison.Ordinal));
        }
    }
}
