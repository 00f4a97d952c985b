using System.Collections.Concurrent;
using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using Answer = CamHa.Scheduler.Mail.Delivery;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>Takes every mail at once, and remembers its Message-ID: each recipient's mail has one of its own.</summary>
internal sealed class FreeTransport : IMailTransport, IMailSession
{
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("Message-Id: <");

    public ConcurrentQueue<string> MessageIds { get; } = new();

    public Bilingual Description => new("không đâu cả", "nowhere");

    // As many as the service opens where nothing is configured.
    public int Sessions => new SmtpOptions().Sessions;

    public bool IsOpen => true;

    public Task<IMailSession> OpenAsync(CancellationToken token) => Task.FromResult<IMailSession>(this);

    public async Task<Answer> SendAsync(byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token)
    {
        await mayBeGiven();
        MessageIds.Enqueue(MessageIdOf(mime));
        return new(DeliveryOutcome.Delivered, "DATA", 250, "2.0.0 taken");
    }

    private static string MessageIdOf(ReadOnlySpan<byte> mime)
    {
        var id = mime[(mime.IndexOf(Header) + Header.Length)..];
        return Encoding.ASCII.GetString(id[..id.IndexOf((byte)'>')]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
