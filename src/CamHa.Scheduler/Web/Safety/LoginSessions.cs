using System.Collections.Concurrent;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>Who is logged in. Kept in memory alone: a restart, and with it a new password, logs everybody out.</summary>
public sealed class LoginSessions(TimeProvider time)
{
    /// <summary>After so long without a click.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>After so long in any case: a working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    private const int Most = 100;
    private readonly ConcurrentDictionary<string, Session> _open = new(StringComparer.Ordinal);

    public void Open(string id)
    {
        foreach (var (old, session) in _open)
        {
            if (IsOver(session))
                Close(old);
        }

        if (_open.Count >= Most)
            Close(_open.MinBy(each => each.Value.Seen).Key);
        _open[id] = new(time.GetTimestamp(), time.GetTimestamp());
    }

    /// <summary>Whether it is open; that it was asked keeps it so for a while.</summary>
    public bool Continue(string id)
    {
        if (!_open.TryGetValue(id, out var session))
            return false;
        // A click at the same moment may have renewed it first; one that has logged out stays so.
        if (!IsOver(session))
            return _open.TryUpdate(id, session with { Seen = time.GetTimestamp() }, session) || _open.ContainsKey(id);
        Close(id);
        return false;
    }

    public void Close(string id) => _open.TryRemove(id, out _);

    // Counted from a clock that nobody can set.
    private bool IsOver(Session session) => time.GetElapsedTime(session.Seen) > Idle || time.GetElapsedTime(session.Begun) > Longest;

    private sealed record Session(long Begun, long Seen);
}
