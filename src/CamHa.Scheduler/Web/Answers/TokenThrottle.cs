using System.Net;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>
/// Slows down whoever tries tokens that are none. Of an address that has tried many, one request a second is looked at; the rest is
/// refused without asking the database.
/// </summary>
internal sealed class TokenThrottle(TimeProvider time)
{
    /// <summary>So many tokens that are none may be tried in <see cref="Window"/>: people copy half a link.</summary>
    public const int Tries = 20;

    // Whoever asks from more addresses than that is forgotten in turn, and fills no memory.
    private const int MostAddresses = 4096;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Dictionary<IPAddress, Tried> _tried = [];

    /// <summary>How many addresses are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_tried)
                return _tried.Count;
        }
    }

    /// <summary>Whether a request from here is looked at.</summary>
    public bool MayAsk(IPAddress address)
    {
        lock (_tried)
        {
            if (!_tried.TryGetValue(LoginThrottle.NetworkOf(address), out var tried) || tried.Count < Tries
                || time.GetElapsedTime(tried.Since) >= Window)
                return true;
            if (tried.LookedAt is { } at && time.GetElapsedTime(at) < Pause)
                return false;
            tried.LookedAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Notes that a token from here was a good one: whoever has sent something is led on to the page at once.</summary>
    public void Forgive(IPAddress address)
    {
        lock (_tried)
        {
            if (_tried.TryGetValue(LoginThrottle.NetworkOf(address), out var tried))
                tried.LookedAt = null;
        }
    }

    /// <summary>Notes that a token from here was none.</summary>
    public void Note(IPAddress address)
    {
        var from = LoginThrottle.NetworkOf(address);
        lock (_tried)
        {
            if (!_tried.TryGetValue(from, out var tried) || time.GetElapsedTime(tried.Since) >= Window)
            {
                if (_tried.Count >= MostAddresses && !_tried.ContainsKey(from))
                    _tried.Remove(_tried.MinBy(each => each.Value.Since).Key);
                _tried[from] = tried = new() { Since = time.GetTimestamp() };
            }

            tried.Count++;
            tried.LookedAt = time.GetTimestamp();
        }
    }

    private sealed class Tried
    {
        public required long Since { get; init; }

        public int Count { get; set; }

        public long? LookedAt { get; set; }
    }
}
