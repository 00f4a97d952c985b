using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// What of a SQL Server a test needs where there is none: it speaks enough of the protocol (MS-TDS) to let a client in,
/// and answers every statement as it is told. What a statement means it does not know.
/// </summary>
internal sealed class SmallSqlServer : IAsyncDisposable
{
    private const int PacketSize = 4096;
    private const int Header = 8;
    private static readonly byte[] Collation = [0x09, 0x04, 0xD0, 0x00, 0x34];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmallSqlServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string ConnectionString =>
        $"Server=127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port};Database=CamHa;User ID=camha;Password=hunter2;"
            + "Encrypt=false;Pooling=false;Connect Timeout=15;Connect Retry Count=0";

    /// <summary>What it says to a login instead of letting it in.</summary>
    public byte[]? Refusal { get; set; }

    /// <summary>What it says to a statement. The statement may have letters of the protocol around it.</summary>
    public Func<string, byte[]> Answer { get; set; } = _ => Nothing;

    /// <summary>Whether it says nothing to a statement, as one that others block, until the client gives it up.</summary>
    public Func<string, bool> IsHeldUp { get; set; } = _ => false;

    /// <summary>After so many bytes of an answer it stops for a moment: the client reads them as one piece.</summary>
    public int FirstPiece { get; set; }

    public static byte[] Nothing => Done(0);

    /// <summary>An answer of one column, Name of <c>nvarchar(max)</c>, in rows whose texts come in pieces of 8,000 bytes.</summary>
    public static byte[] Texts(bool isLengthKnown, params string[] texts)
    {
        using var answer = new MemoryStream();
        answer.Write([0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0xE7, 0xFF, 0xFF, .. Collation, 4, .. Encoding.Unicode.GetBytes("Name")]);
        foreach (var text in texts)
        {
            var bytes = Encoding.Unicode.GetBytes(text);
            answer.WriteByte(0xD1);
            answer.Write(BitConverter.GetBytes(isLengthKnown ? bytes.LongLength : -2L));
            foreach (var piece in bytes.Chunk(8000))
            {
                answer.Write(BitConverter.GetBytes(piece.Length));
                answer.Write(piece);
            }

            answer.Write(BitConverter.GetBytes(0));
        }

        answer.Write(Done(texts.Length));
        return answer.ToArray();
    }

    /// <summary>An error that ends the statement, or the login.</summary>
    public static byte[] Error(int number, string message, byte severity = 16)
    {
        using var body = new MemoryStream();
        body.Write(BitConverter.GetBytes(number));
        body.Write([1, severity]);
        body.Write(BitConverter.GetBytes((ushort)message.Length));
        body.Write(Encoding.Unicode.GetBytes(message));
        // Server and procedure without a name, line 1.
        body.Write([0, 0, 1, 0, 0, 0]);
        return [0xAA, .. BitConverter.GetBytes((ushort)body.Length), .. body.ToArray(), 0xFD, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private static byte[] Done(long rows) => [0xFD, 0x10, 0, 0xC1, 0, .. BitConverter.GetBytes(rows)];

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        try
        {
            while (true)
            {
                var (kind, message) = await HearAsync(stream);
                if (kind is not (0x06 or 0x0E or 0x10 or 0x12) && IsHeldUp(Text(message)))
                    continue;
                await SayAsync(stream, kind switch
                {
                    // Version and "no encryption".
                    0x12 => [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 13, 0, 0, 0, 0, 0, 2],
                    0x10 => Refusal ?? Welcome(),
                    // The client gives up what it has asked, and is told that this was heard.
                    0x06 => [0xFD, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                    // A transaction begins, and has a number, or ends.
                    0x0E when message[22] == 5 => [0xE3, 11, 0, 8, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, .. Nothing],
                    0x0E => [0xE3, 11, 0, (byte)(message[22] == 7 ? 9 : 10), 0, 8, 1, 0, 0, 0, 0, 0, 0, 0, .. Nothing],
                    _ => Answer(Text(message)),
                });
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has left, or the test is over.
        }
    }

    // A text of one of the two alignments.
    private static string Text(byte[] message) =>
        Encoding.Unicode.GetString(message) + Encoding.Unicode.GetString(message.AsSpan(Math.Min(1, message.Length)));

    private async Task<(byte Kind, byte[] Message)> HearAsync(NetworkStream stream)
    {
        using var message = new MemoryStream();
        var header = new byte[Header];
        do
        {
            await stream.ReadExactlyAsync(header, _stop.Token);
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - Header];
            await stream.ReadExactlyAsync(part, _stop.Token);
            message.Write(part);
        }
        while ((header[1] & 1) == 0);
        return (header[0], message.ToArray());
    }

    private async Task SayAsync(NetworkStream stream, byte[] message)
    {
        using var wire = new MemoryStream();
        foreach (var (part, number) in message.Chunk(PacketSize - Header).Select((part, number) => (part, number)))
        {
            var isLast = (number + 1) * (PacketSize - Header) >= message.Length;
            var length = part.Length + Header;
            wire.Write([4, (byte)(isLast ? 1 : 0), (byte)(length >> 8), (byte)length, 0, 0, (byte)(number + 1), 0]);
            wire.Write(part);
        }

        var bytes = wire.ToArray();
        var first = Math.Min(FirstPiece, bytes.Length);
        if (first > 0)
        {
            await stream.WriteAsync(bytes.AsMemory(0, first), _stop.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _stop.Token);
        }

        await stream.WriteAsync(bytes.AsMemory(first), _stop.Token);
    }

    private static byte[] Welcome()
    {
        var name = Encoding.Unicode.GetBytes("Microsoft SQL Server");
        byte[] who = [1, 0x74, 0, 0, 4, (byte)(name.Length / 2), .. name, 13, 0, 0, 0];
        return
        [
            .. Change(1, "CamHa", "master"), .. Change(4, $"{PacketSize}", $"{PacketSize}"),
            // The collation that texts have which are sent to it.
            0xE3, 8, 0, 7, 5, .. Collation, 0,
            0xAD, .. BitConverter.GetBytes((ushort)who.Length), .. who, .. Nothing,
        ];
    }

    private static byte[] Change(byte what, string now, string before)
    {
        byte[] change =
        [
            what,
            (byte)now.Length,
            .. Encoding.Unicode.GetBytes(now),
            (byte)before.Length,
            .. Encoding.Unicode.GetBytes(before)
        ];
        return [0xE3, .. BitConverter.GetBytes((ushort)change.Length), .. change];
    }
}
