using System.Net;
using Microsoft.AspNetCore.Connections;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Limits how many connections one address may hold at a time. A client that sends a little now and then keeps its connection
/// as long as it likes, so without the limit a single machine, even one without a login, could take them all.
/// </summary>
public sealed class ConnectionLimit(int ofAll = ConnectionLimit.OfAll, int ofOne = ConnectionLimit.OfOne)
{
    /// <summary>For all addresses together.</summary>
    public const int OfAll = 64;

    /// <summary>For one other machine: a browser opens six.</summary>
    public const int OfOne = 8;

    /// <summary>For this machine, where a proxy may ask on everybody's behalf; one other machine's share stays free.</summary>
    public const int OfLoopback = OfAll - OfOne;

    private readonly Dictionary<IPAddress, int> _held = [];

    /// <summary>Serves the connection, or aborts it if its address already holds as many as it may.</summary>
    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || !Enter(address))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(address);
        }
    }

    internal bool Enter(IPAddress address)
    {
        var from = LoginThrottle.NetworkOf(address);
        var most = IPAddress.IsLoopback(address) || IPAddress.IsLoopback(from) ? ofAll - ofOne : ofOne;
        lock (_held)
        {
            var held = _held.GetValueOrDefault(from);
            if (held >= most)
                return false;
            _held[from] = held + 1;
            return true;
        }
    }

    internal void Leave(IPAddress address)
    {
        var from = LoginThrottle.NetworkOf(address);
        lock (_held)
        {
            if (--_held[from] == 0)
                _held.Remove(from);
        }
    }
}
