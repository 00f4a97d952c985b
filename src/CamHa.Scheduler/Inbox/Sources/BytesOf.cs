namespace CamHa.Scheduler.Inbox.Sources;

internal static class BytesOf
{
    /// <summary>What a stream holds, and no more than is asked for, whatever it says of its length.</summary>
    public static async Task<byte[]> AllAsync(Stream stream, long most, CancellationToken token)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (bytes.Length < most)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - bytes.Length)), token);
            if (read == 0)
                break;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
