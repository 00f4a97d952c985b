using System.Net;
using CamHa.Scheduler.Accounts;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>Logs browsers in and out with an account.</summary>
public sealed class Logins(AccountStore accounts, AccountSessions sessions, Visitors visitors)
{
    private static readonly Lazy<string> Unknown = new(() => Password.Hash(Guid.NewGuid().ToString()));

    /// <summary>A hash that no password has, so that a name that is none takes as long as one that is.</summary>
    public static string Nobody => Unknown.Value;

    /// <summary>The account of a name, where it may be used.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken token) =>
        await accounts.NamedAsync(name, token) is { EndedAt: null } account ? account : null;

    /// <summary>Logs this browser in, under a new number: one that was known before is worth nothing after it.</summary>
    public async Task OpenAsync(HttpContext context, Account account) => await sessions.OpenAsync(
        account,
        visitors.Renew(context),
        $"{context.Connection.RemoteIpAddress ?? IPAddress.None}",
        context.Request.Headers.UserAgent.ToString(),
        context.RequestAborted);

    public Task CloseAsync(string cookie, CancellationToken token) => sessions.EndAsync(AccountSessions.HashOf(cookie), token);

    /// <summary>The session of this browser, by the hash of its cookie.</summary>
    public string Of(HttpContext context) => AccountSessions.HashOf(visitors.Know(context));
}
