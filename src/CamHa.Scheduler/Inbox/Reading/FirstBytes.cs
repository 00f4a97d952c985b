namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>Writes on only the first bytes that it is given, and counts all.</summary>
internal sealed class FirstBytes(Stream target, int most) : Stream
{
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_length < most)
            target.Write(buffer, offset, (int)Math.Min(count, most - _length));
        _length += count;
    }

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
