using System.Net;
using CamHa.Scheduler.Accounts;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>Logs browsers in and out with an account.</summary>
public sealed class Logins(AccountStore accounts, AccountSessions sessions, Visitors visitors, LoginThrottle throttle)
{
    private static readonly Lazy<string> Unknown = new(() => Password.Hash(Guid.NewGuid().ToString()));

    /// <summary>A hash that no password has, so that a name that is none takes as long as one that is.</summary>
    public static string Nobody => Unknown.Value;

    /// <summary>Counts one more try of a secret.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Whose secret; empty for that of the machine.</param>
    /// <exception cref="AccountRefusedException">There were too many from here.</exception>
    public void CountTry(HttpContext context, string name = "")
    {
        if (throttle.Ask(AddressOf(context), name) is { } wait)
            throw new AccountRefusedException(AccountWords.TooManyTries(wait));
    }

    /// <summary>Forgets the tries of a secret from here, after the right one.</summary>
    public void ForgetTries(HttpContext context, string name = "") => throttle.Forget(AddressOf(context), name);

    /// <summary>Checks a password; one check at a time.</summary>
    public Task<bool> IsRightAsync(Account account, string password, CancellationToken token) =>
        throttle.TryAsync(() => Password.IsRight(account.PasswordHash, password), token);

    /// <summary>The account of a name, where it may be used.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken token) =>
        await accounts.NamedAsync(name, token) is { EndedAt: null } account ? account : null;

    /// <summary>Logs this browser in, under a new number: one that was known before is worth nothing after it.</summary>
    public async Task OpenAsync(HttpContext context, Account account) => await sessions.OpenAsync(
        account,
        visitors.Renew(context),
        $"{AddressOf(context)}",
        context.Request.Headers.UserAgent.ToString(),
        context.RequestAborted);

    public Task CloseAsync(string cookie, CancellationToken token) => sessions.EndAsync(AccountSessions.HashOf(cookie), token);

    /// <summary>The session of this browser, by the hash of its cookie.</summary>
    public string Of(HttpContext context) => AccountSessions.HashOf(visitors.Know(context));

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}
