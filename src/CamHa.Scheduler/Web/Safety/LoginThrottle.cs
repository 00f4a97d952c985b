using System.Net;
using System.Net.Sockets;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Limits how often a password may be tried: five times in five minutes from one address, forty times from all, and one at a
/// time. That makes guessing hopeless, and keeps the hashing, which is slow on purpose, from occupying the machine.
/// </summary>
/// <remarks>The framework's own limiter wakes up many times a second even when idle, and ignores <see cref="TimeProvider"/>.</remarks>
public sealed class LoginThrottle(TimeProvider time) : IDisposable
{
    public const int TriesOfOne = 5;
    public const int TriesOfAll = 40;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1);

    // The oldest first; never more than TriesOfAll.
    private readonly Queue<(long At, IPAddress From, string Name)> _tries = new();

    /// <summary>Asks for one more try.</summary>
    /// <param name="address">From where.</param>
    /// <param name="name">Whose secret is tried; empty where it is everybody's.</param>
    /// <returns>Null if the try may be made, which counts it; otherwise how long to wait.</returns>
    public TimeSpan? Ask(IPAddress address, string name = "")
    {
        var from = NetworkOf(address);
        lock (_tries)
        {
            while (_tries.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= Window)
                _tries.Dequeue();
            var own = _tries.Where(each => each.From.Equals(from)).ToList();
            if (own.Count >= TriesOfOne)
                return Window - time.GetElapsedTime(own[0].At);
            if (_tries.Count >= TriesOfAll)
                return Window - time.GetElapsedTime(_tries.Peek().At);
            _tries.Enqueue((time.GetTimestamp(), from, name));
            return null;
        }
    }

    /// <summary>
    /// Forgets the tries of an address after the right password: whoever knows it need not wait to log in again. Those of another's stay,
    /// or whoever has a password of his own could guess without end.
    /// </summary>
    public void Forget(IPAddress address, string name = "")
    {
        var from = NetworkOf(address);
        lock (_tries)
        {
            for (var left = _tries.Count; left > 0; left--)
            {
                if (_tries.Dequeue() is var each && !(each.From.Equals(from) && each.Name == name))
                    _tries.Enqueue(each);
            }
        }
    }

    /// <summary>Checks a password; one check at a time.</summary>
    public async Task<bool> TryAsync(Func<bool> isRight, CancellationToken token)
    {
        await _one.WaitAsync(token);
        try
        {
            return await Task.Run(isRight, token);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The network that counts as one address: with IPv6 a single machine has as many addresses as it likes.</summary>
    internal static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new(bytes);
    }
}
