using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>Configurations with a folder and free ports put in: <c>@dir@</c>, <c>@port.NAME@</c>.</summary>
internal sealed partial class ServerTemplates(string source, string folder)
{
    private readonly Dictionary<string, int> _ports = [];

    /// <summary>The port of this name, the same in every template.</summary>
    public int Port(string name) => _ports.TryGetValue(name, out var port) ? port : _ports[name] = FreePort();

    public async Task<string> FillAsync(string template) => Placeholder().Replace(
        await File.ReadAllTextAsync(Path.Combine(source, template)),
        match => match.Groups[1].Success ? Port(match.Groups[1].Value).ToString(CultureInfo.InvariantCulture) : folder);

    // Below the ports that the system gives to outgoing connections, or another test's client might take it meanwhile.
    private int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                if (!_ports.ContainsValue(port))
                    return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    [GeneratedRegex(@"@(?:dir|port\.([a-z0-9-]+))@")]
    private static partial Regex Placeholder();
}
