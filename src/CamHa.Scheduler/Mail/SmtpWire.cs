using System.Net.Sockets;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// The connection under the SMTP client. What the client writes in blocks of 4 kB goes out in one piece when it flushes,
/// and a wait that outlasts its time-out ends the connection. The client's own stream sends every block by itself, with
/// three timers and registrations for each.
/// </summary>
internal sealed class SmtpWire(Socket socket) : Stream
{
    // A usual mail in one piece; a report of megabytes in some hundreds.
    private const int MostAtOnce = 32 * 1024;
    private readonly byte[] _waiting = new byte[MostAtOnce];
    private CancellationTokenSource _patience = new();
    private int _length;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    /// <summary>In milliseconds.</summary>
    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    /// <summary>In milliseconds.</summary>
    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Nobody answers what was not sent.
        await FlushAsync(cancellationToken);
        return await WithinAsync(ReadTimeout, token => socket.ReceiveAsync(buffer, token), cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > MostAtOnce - _length)
        {
            var fitting = MostAtOnce - _length;
            Keep(buffer.Span[..fitting]);
            buffer = buffer[fitting..];
            await FlushAsync(cancellationToken);
        }

        Keep(buffer.Span);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < _length;)
        {
            var rest = _waiting.AsMemory(sent, _length - sent);
            sent += await WithinAsync(WriteTimeout, token => socket.SendAsync(rest, token), cancellationToken);
        }

        _length = 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The client is used asynchronously only.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            _patience.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_waiting.AsSpan(_length));
        _length += bytes.Length;
    }

    private async ValueTask<int> WithinAsync(int milliseconds, Func<CancellationToken, ValueTask<int>> work, CancellationToken cancellationToken)
    {
        // The one timer is set again and again; only after it went off it takes a new one.
        if (!_patience.TryReset())
        {
            _patience.Dispose();
            _patience = new();
        }

        _patience.CancelAfter(milliseconds);
        using var stop = cancellationToken.UnsafeRegister(static patience => ((CancellationTokenSource)patience!).Cancel(), _patience);
        try
        {
            return await work(_patience.Token);
        }
        catch (OperationCanceledException e)
        {
            // Half an answer is left in the wire: nothing more can be understood from it.
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"no answer within {milliseconds} ms", e);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException(e.Message, e);
        }
    }
}
