using System.Net;
using Microsoft.AspNetCore.Connections;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// How many connections an address may hold at once. One that asks a little now and then keeps its connection for as long
/// as it likes, so without this a single machine, which nobody let in, could take them all.
/// </summary>
public sealed class ConnectionLimit
{
    public const int OfAll = 64;

    /// <summary>Of another machine: a browser opens six.</summary>
    public const int OfOne = 8;

    /// <summary>Of this machine, where something in front may ask for everybody; what another machine may hold is left.</summary>
    public const int OfLoopback = OfAll - OfOne;

    private readonly Dictionary<IPAddress, int> _held = [];

    /// <summary>Serves the connection, or ends it where its address holds enough of them.</summary>
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
        var most = IPAddress.IsLoopback(address) || IPAddress.IsLoopback(from) ? OfLoopback : OfOne;
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
