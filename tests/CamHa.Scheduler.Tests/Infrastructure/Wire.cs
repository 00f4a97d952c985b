using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>HTTP as an attacker writes it: the bytes themselves, over a connection of its own.</summary>
internal static class Wire
{
    /// <summary>What came back until the server closed: begins with the status line.</summary>
    public static async Task<string> SendAsync(Uri site, string bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port, Service.Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), Service.Token);
        }
        catch (IOException)
        {
            // The server has seen enough.
        }

        return await ReadAsync(stream);
    }

    /// <summary>A request with what every one needs; the connection is closed after it.</summary>
    public static Task<string> RequestAsync(Uri site, string line, string headers = "", string body = "") =>
        SendAsync(
            site,
            $"{line} HTTP/1.1\r\nHost: {site.Authority}\r\nConnection: close\r\n{headers}"
                + $"{(body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "")}\r\n{body}");

    public static Task<string> PostAsync(Uri site, string path, string headers, string form) =>
        RequestAsync(site, $"POST {path}", $"Content-Type: application/x-www-form-urlencoded\r\n{headers}", form);

    public static int StatusOf(string answer) => answer.Length > 12 ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;

    public static async Task<string> ReadAsync(Stream stream)
    {
        var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, Service.Token);
        }
        catch (IOException)
        {
            // Reset: what came before it counts.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }
}
