using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>A way out that knows whether an answer from its other end is awaited.</summary>
internal sealed class CountedTransport(IMailTransport inner) : IMailTransport
{
    private int _awaited;

    public bool IsAwaited => Volatile.Read(ref _awaited) > 0;

    public Bilingual Description => inner.Description;

    public int Sessions => inner.Sessions;

    public bool Replaces => inner.Replaces;

    public Task<IMailSession> OpenAsync(CancellationToken token) =>
        AwaitAsync<IMailSession>(async () => new Session(this, await inner.OpenAsync(token)));

    private async Task<T> AwaitAsync<T>(Func<Task<T>> answer)
    {
        Interlocked.Increment(ref _awaited);
        try
        {
            return await answer();
        }
        finally
        {
            Interlocked.Decrement(ref _awaited);
        }
    }

    private sealed class Session(CountedTransport transport, IMailSession inner) : IMailSession
    {
        public bool IsOpen => inner.IsOpen;

        public Task<Delivery> SendAsync(
            byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token) =>
            transport.AwaitAsync(() => inner.SendAsync(mime, from, recipient, mayBeGiven, token));

        public async ValueTask DisposeAsync() => await transport.AwaitAsync(async () =>
        {
            await inner.DisposeAsync();
            return true;
        });
    }
}
