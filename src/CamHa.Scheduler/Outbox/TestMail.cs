using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Sends one real mail now, past ledger and brake, so that people see whether mails arrive and how they look. It says that it is
/// a test.
/// </summary>
public sealed partial class TestMail(
    TestMailPermit permit,
    IMailTransport transport,
    Templates templates,
    MimeWriter writer,
    IOptions<MailOptions> mail,
    MachineIdentity machine,
    CampaignClock clock,
    ILogger<TestMail> logger)
{
    /// <summary>How long somebody waits for the server; a scanner may keep a real mail longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // As its reader's program shows it.
    private string Sender => mail.Value.FromName.Length > 0 ? mail.Value.FromName : mail.Value.From;

    /// <param name="address">A mail address.</param>
    /// <param name="account">Who typed the command; null for a click on the page.</param>
    /// <param name="token">Cancels it.</param>
    public async Task<TestMailAnswer> SendAsync(string address, string? account, CancellationToken token)
    {
        if (await permit.RefusalAsync(isOnPage: account is null, token) is { } refusal)
            return new(false, refusal, []);
        var answer = await TryAsync(address, account, token);
        Log.Tried(logger, MaskedAddress.Of(address), answer.IsAccepted);
        return answer;
    }

    private async Task<TestMailAnswer> TryAsync(string address, string? account, CancellationToken token)
    {
        var mime = await WriteAsync(address, account);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
        try
        {
            return AnswerOf(address, await DeliverAsync(mime, address, either.Token));
        }
        catch (TransportUnavailableException e)
        {
            return new(false, new(TransportWords.Vietnamese(e.Message), e.Message), []) { Detail = e.Message };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !token.IsCancellationRequested)
        {
            return new(
                false,
                new(
                    "Máy chủ thư chưa trả lời sau hai phút, nên không rõ thư thử có đến hay không.",
                    "The mail server has not answered within two minutes, so nobody knows whether the test mail arrives."),
                []);
        }
    }

    private async Task<Delivery> DeliverAsync(byte[] mime, string address, CancellationToken token)
    {
        while (true)
        {
            await using var session = await transport.OpenAsync(token);
            var delivery = await session.SendAsync(mime, mail.Value.From, address, token);
            // A greeting is refused once at the most; another is left to try.
            if (delivery is not { Outcome: DeliveryOutcome.SessionEnded, Stage: SmtpSession.Greeting })
                return delivery;
        }
    }

    private async Task<byte[]> WriteAsync(string address, string? account)
    {
        var now = clock.Now;
        var wallClock = clock.WallClock(now);
        var day = Vietnamese.Date(DateOnly.FromDateTime(wallClock));
        var subject = $"Thư thử của phần mềm nhắc việc, {Vietnamese.Time(wallClock)} ngày {day}";
        var model = new
        {
            To = address,
            Machine = machine.Name,
            Sender,
            mail.Value.From,
            At = Vietnamese.Moment(wallClock),
            Way = account is null ? "nút gửi thử trên trang theo dõi" : $"lệnh camha mail test (tài khoản {account})",
        };
        var (html, text) = await templates.RenderAsync("test-mail", subject, model);
        return writer.Write(
            $"thu-thu.{Guid.CreateVersion7(now):N}@{mail.Value.Domain}",
            [new Addressee(address, "", RecipientRole.To)],
            new() { Subject = subject, Html = html, Text = text },
            TimeZoneInfo.ConvertTime(now, clock.Zone));
    }

    private TestMailAnswer AnswerOf(string address, Delivery delivery)
    {
        var said = $"{delivery.Code} {delivery.Reply}".Trim();
        return delivery.Outcome switch
        {
            DeliveryOutcome.Delivered when delivery.Stage == "FILE" => new(
                true,
                new(
                    $"Thư thử nằm trong thư mục {mail.Value.PickupFolder}, tệp {delivery.Reply}; không máy chủ thư nào được hỏi.",
                    $"The test mail lies in the folder {mail.Value.PickupFolder} as {delivery.Reply}; no mail server was asked."),
                []),
            DeliveryOutcome.Delivered => new(
                true,
                new(
                    $"Máy chủ thư đã nhận thư thử gửi đến {address}, và trả lời: {said}",
                    $"The mail server took the test mail to {address}, and said: {said}"),
                LookFor(address)),
            DeliveryOutcome.AddressRefused => new(
                false,
                new(
                    $"Máy chủ thư không nhận địa chỉ {address}: {said}. Hãy kiểm tra lại địa chỉ, từng chữ một.",
                    $"The mail server refuses the address {address}: {said}. Check it letter by letter."),
                []),
            DeliveryOutcome.Refused or DeliveryOutcome.TooLarge => new(
                false,
                new(
                    $"Máy chủ thư từ chối thư thử: {said}. Hãy hỏi người quản trị máy chủ thư.",
                    $"The mail server refuses the test mail: {said}. Ask who runs it."),
                []),
            DeliveryOutcome.Retry => new(
                false,
                new(
                    $"Máy chủ thư lúc này chưa nhận, hẹn lại: {said}. Thư thử không tự gửi lại; hãy thử lại sau mười phút.",
                    $"The mail server does not take it now: {said}. A test mail is not sent again by itself; try again in ten minutes."),
                []),
            DeliveryOutcome.SessionEnded => new(
                false,
                new(
                    $"Máy chủ thư ngắt kết nối trước khi nhận thư thử: {said}. Hãy thử lại; vẫn vậy thì hỏi người quản trị máy chủ thư.",
                    $"The mail server cut the connection before it took the test mail: {said}. Try again; if that does not pass, ask who "
                    + "runs it."),
                []),
            _ => new(
                false,
                new(
                    $"Kết nối với máy chủ thư bị ngắt giữa chừng, nên không rõ thư thử có đến hay không: {said}. Hãy thử lại.",
                    $"The connection to the mail server was cut, so nobody knows whether the test mail arrives: {said}. Try again."),
                []),
        };
    }

    private IReadOnlyList<Bilingual> LookFor(string address)
    {
        var sender = $"“{Sender}” <{mail.Value.From}>";
        return
        [
            new(
                $"Hãy mở hộp thư {address}, tìm thư có tiêu đề bắt đầu bằng “Thư thử”.",
                $"Open the mailbox {address}, and look for a mail whose subject begins with “Thư thử”."),
            new(
                $"Người đọc phải thấy người gửi là {sender}; không đúng thì sửa bằng lệnh camha configure.",
                $"Its reader must see {sender} as the sender; if not, change it with camha configure."),
            new(
                "Không thấy thư thì xem mục Thư rác (Spam). Thư nằm ở đó thì báo người quản trị máy chủ thư: có thể tên miền còn thiếu "
                    + "SPF hoặc DKIM.",
                "If it is not there, look among the spam. If it is there, tell whoever runs the mail server: the domain may lack SPF or "
                    + "DKIM."),
        ];
    }

    private static partial class Log
    {
        [LoggerMessage(308, LogLevel.Information, "A test mail to {Recipient}; accepted: {IsAccepted}")]
        public static partial void Tried(ILogger logger, string recipient, bool isAccepted);
    }
}

/// <summary>What became of a test mail.</summary>
/// <param name="IsAccepted">Whether the server took it.</param>
/// <param name="Words">What happened and, where it failed, what to do.</param>
/// <param name="LookFor">What to look for now.</param>
public sealed record TestMailAnswer(bool IsAccepted, Bilingual Words, IReadOnlyList<Bilingual> LookFor)
{
    /// <summary>The program's own words for a fault, for an engineer; empty for none.</summary>
    public string Detail { get; init; } = "";
}
