using System.Net.Sockets;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// The connection under the SMTP client. It collects the client's blocks of 4 kB and sends them in one piece at a flush, and
/// ends the connection when a wait outlasts its time-out. The client's own stream sends each block by itself, with three timers
/// and registrations for each.
/// </summary>
internal sealed class SmtpWire(Socket socket) : Stream
{
    // Holds a usual mail whole; a report of some megabytes takes a few hundred pieces.
    private const int MostAtOnce = 32 * 1024;
    private readonly byte[] _waiting = new byte[MostAtOnce];
    private CancellationTokenSource _timeout = new();
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
        // The server cannot answer what has not been sent.
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
            _timeout.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_waiting.AsSpan(_length));
        _length += bytes.Length;
    }

    private async ValueTask<int> WithinAsync(
        int milliseconds,
        Func<CancellationToken, ValueTask<int>> work,
        CancellationToken cancellationToken)
    {
        // One timer is reused for every wait; only one that has fired is replaced.
        if (!_timeout.TryReset())
        {
            _timeout.Dispose();
            _timeout = new();
        }

        // Real time, and CancelAfter of the system's clock: a timer of a TimeProvider cannot be reset without an allocation, and
        // the server lives in real time in any case.
        _timeout.CancelAfter(milliseconds);
        using var stop = cancellationToken.UnsafeRegister(static timeout => ((CancellationTokenSource)timeout!).Cancel(), _timeout);
        try
        {
            return await work(_timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            // Half an answer may be left on the connection, so nothing that follows could be understood.
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
