using System.Collections.Concurrent;
using CamHa.Scheduler.Accounts;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>Knows who is logged in. It is kept in memory only, so a restart, which a new password needs, logs everybody out.</summary>
public sealed class LoginSessions(TimeProvider time)
{
    /// <summary>How long a login lasts without a click.</summary>
    public static readonly TimeSpan Idle = AccountSessions.Idle;

    /// <summary>How long a login lasts at most: a working day.</summary>
    public static readonly TimeSpan Longest = AccountSessions.Longest;

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

    /// <summary>Whether the login is valid; asking extends it.</summary>
    public bool Continue(string id)
    {
        if (!_open.TryGetValue(id, out var session))
            return false;
        // A second click at the same moment may have extended it first; a visitor who has logged out stays logged out.
        if (!IsOver(session))
            return _open.TryUpdate(id, session with { Seen = time.GetTimestamp() }, session) || _open.ContainsKey(id);
        Close(id);
        return false;
    }

    public void Close(string id) => _open.TryRemove(id, out _);

    // By timestamps, because the wall clock may be set.
    private bool IsOver(Session session) => time.GetElapsedTime(session.Seen) > Idle || time.GetElapsedTime(session.Begun) > Longest;

    private sealed record Session(long Begun, long Seen);
}
