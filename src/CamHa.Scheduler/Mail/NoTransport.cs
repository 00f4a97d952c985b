using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>No way out yet: mails wait until somebody has named a mailbox.</summary>
public sealed class NoTransport : IMailTransport
{
    internal const string Reason = "No mailbox is set up yet: name one on the page, under 'Cài đặt', or with 'camha configure'.";

    public Bilingual Description { get; } = new("chưa có hộp thư gửi", "no mailbox yet");

    public int Sessions => 1;

    public Task<IMailSession> OpenAsync(CancellationToken token) => throw new TransportUnavailableException(Reason);
}
