using System.Collections.Concurrent;
using CamHa.Scheduler.Accounts;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// Why somebody's last click on a thing did nothing, for that person's next page alone. What anybody typed must not travel in a cookie.
/// </summary>
/// <typeparam name="T">What names a thing.</typeparam>
internal sealed class Refusals<T>
    where T : notnull
{
    private const int Most = 100;
    private readonly ConcurrentDictionary<(int Account, T Thing), string> _said = new();

    public void Keep(SignedIn who, T thing, string why)
    {
        if (_said.Count >= Most)
            _said.Clear();
        _said[(who.Id, thing)] = why;
    }

    public void Forget(SignedIn who, T thing) => _said.TryRemove((who.Id, thing), out _);

    public string? Of(SignedIn who, T thing) => _said.GetValueOrDefault((who.Id, thing));

    /// <summary>Those of things that are not shown any more, because somebody else has decided them; each is said once.</summary>
    public IEnumerable<string> TakeOthers(SignedIn who, IReadOnlyCollection<T> shown)
    {
        foreach (var key in _said.Keys.Where(key => key.Account == who.Id && !shown.Contains(key.Thing)).OrderBy(key => key.Thing).ToList())
        {
            if (_said.TryRemove(key, out var why))
                yield return why;
        }
    }
}
