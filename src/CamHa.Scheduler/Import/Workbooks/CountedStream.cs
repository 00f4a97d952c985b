namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>Counts what really comes out of a workbook's parts, because the sizes that are declared lie.</summary>
internal sealed class CountedStream(Stream inner, UnpackedSize size) : Stream
{
    // Of an element or a text; a cell of 32,767 letters has less, in whatever spelling.
    private const int LongestStretch = 1 << 20;
    private int _stretch;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        size.Add(read);
        var (first, last) = (buffer[..read].IndexOf((byte)'<'), buffer[..read].LastIndexOf((byte)'<'));
        var stretch = _stretch + (first < 0 ? read : first);
        _stretch = first < 0 ? stretch : read - last;
        return stretch <= LongestStretch ? read : throw new RefusedWorkbookException(WorkbookWords.LongCell);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What all parts of a workbook have unpacked to so far.</summary>
internal sealed class UnpackedSize
{
    /// <summary>200,000 rows of 12 texts take less than half of it.</summary>
    public const int Most = 400;

    private long _bytes;

    public void Add(int bytes)
    {
        _bytes += bytes;
        if (_bytes > Most * 1_000_000L)
            throw new RefusedWorkbookException(WorkbookWords.UnpacksTooFar(Most));
    }
}
