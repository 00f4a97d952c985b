using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Accounts;

/// <summary>Who is logged in. It is kept in the database, so that a restart logs nobody out and another node knows it too.</summary>
public sealed class AccountSessions(Database database, CampaignClock clock)
{
    /// <summary>How long a login lasts without a click.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>How long a login lasts at most: a working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    private const int LongestAddress = 64;
    private const int LongestBrowser = 200;
    private const int MostKnown = 1000;

    // A click writes at most once a minute.
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(1);

    // For while the database is away: whoever was let in lately may read that it is.
    private readonly ConcurrentDictionary<string, SignedIn> _known = new(StringComparer.Ordinal);

    /// <summary>By what the database knows a cookie.</summary>
    public static string HashOf(string cookie) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));

    public Task<int> OpenAsync(Account account, string cookie, string address, string browser, CancellationToken token) =>
        database.WorkAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "accounts/end-old-sessions", new { SeenAt = clock.Now - Idle, BegunAt = clock.Now - Longest }, token);
                return await session.ExecuteAsync(
                    "accounts/insert-session",
                    new
                    {
                        IdSha256 = HashOf(cookie),
                        AccountId = account.Id,
                        BegunAt = clock.Now,
                        Address = address.Truncated(LongestAddress),
                        Browser = CleanText.OneLine(browser).Truncated(LongestBrowser),
                    },
                    token);
            },
            token);

    /// <summary>Whose login it is; asking extends it.</summary>
    /// <returns>Null where it is none, or over.</returns>
    public async Task<SignedIn?> ContinueAsync(string cookie, CancellationToken token)
    {
        var key = HashOf(cookie);
        SignedIn? found;
        try
        {
            await using var session = await database.OpenAsync(token);
            found = await session.SingleOrDefaultAsync<SignedIn>("accounts/session", new { IdSha256 = key }, token);
            if (found is null || IsOver(found))
            {
                _known.TryRemove(key, out _);
                return null;
            }

            if (!found.IsForAll)
            {
                var scope = await session.QueryAsync<int>("accounts/scope", new { AccountId = found.Id }, token);
                found = found with { Campaigns = scope.ToHashSet() };
            }

            if (clock.Now - found.SeenAt > BetweenWrites)
                await SeeAsync(session, key, token);
        }
        catch (Exception e) when (!token.IsCancellationRequested && (database.IsAway(e) || database.IsLost(e) || e is StorageException))
        {
            return _known.TryGetValue(key, out var known) && !IsOver(known) ? known : null;
        }

        if (_known.Count >= MostKnown)
            _known.Clear();
        return _known[key] = found;
    }

    public async Task<IReadOnlyList<AccountSession>> OfAsync(int account, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var all = await session.QueryAsync<AccountSession>("accounts/sessions", new { AccountId = account }, token);
        return all.FindAll(each => !IsOver(each.BegunAt, each.SeenAt));
    }

    /// <param name="key">The session, by the hash of its cookie.</param>
    /// <param name="token">Cancels it.</param>
    public async Task EndAsync(string key, CancellationToken token)
    {
        _known.TryRemove(key, out _);
        await database.WorkAsync(session => session.ExecuteAsync("accounts/end-session", new { IdSha256 = key }, token), token);
    }

    // A full disk or a long import keeps nobody from reading.
    private async Task SeeAsync(DatabaseSession session, string key, CancellationToken token)
    {
        try
        {
            await session.ExecuteAsync("accounts/see-session", new { IdSha256 = key, SeenAt = clock.Now }, token);
        }
        catch (DbException) when (!token.IsCancellationRequested)
        {
            // The next click writes it.
        }
    }

    private bool IsOver(SignedIn session) => IsOver(session.BegunAt, session.SeenAt);

    private bool IsOver(DateTimeOffset begun, DateTimeOffset seen) => clock.Now - seen > Idle || clock.Now - begun > Longest;
}
