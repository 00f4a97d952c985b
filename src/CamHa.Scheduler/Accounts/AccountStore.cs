using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Accounts;

/// <summary>The accounts, and what is done to them; each act is one transaction.</summary>
public sealed class AccountStore(Database database, MailKey key, CampaignClock clock)
{
    // Without 0, 1, I and O, which are one another on paper.
    private const string CodeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private volatile bool _any;

    /// <summary>Whether there is an account, ended ones counted: from the first on nobody is let in without one.</summary>
    public async Task<bool> AnyAsync(CancellationToken token)
    {
        if (_any)
            return true;
        await using var session = await database.OpenAsync(token);
        return _any = await session.ScalarAsync<int>("accounts/count", null, token) > 0;
    }

    public async Task<IReadOnlyList<Account>> AllAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.QueryAsync<Account>("accounts/all", null, token);
    }

    /// <summary>Which campaigns the accounts see that do not see all.</summary>
    public async Task<ILookup<int, AccountScope>> ScopesAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return (await session.QueryAsync<AccountScope>("accounts/scopes", null, token)).ToLookup(each => each.AccountId);
    }

    /// <summary>The account of a name; null for none.</summary>
    public async Task<Account?> NamedAsync(string name, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.SingleOrDefaultAsync<Account>("accounts/named", new { Name = name.Trim().ToLowerInvariant() }, token);
    }

    /// <summary>The account of a number; null for none.</summary>
    public async Task<Account?> OneAsync(int id, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.SingleOrDefaultAsync<Account>("accounts/one", new { Id = id }, token);
    }

    /// <summary>
    /// What whoever makes the first account must type: only who can read the service's file or its database knows it. The same on every
    /// node and after every start.
    /// </summary>
    public async Task<string> FirstCodeAsync(CancellationToken token)
    {
        var letters = (await DeriveAsync("first account", token)).Take(10).Select(each => CodeLetters[each % CodeLetters.Length]).ToArray();
        return $"{new string(letters, 0, 5)}-{new string(letters, 5, 5)}";
    }

    /// <summary>The key by which forms are recognised: the same after a restart and on every node, so that none is lost by one.</summary>
    public Task<byte[]> FormKeyAsync(CancellationToken token) => DeriveAsync("forms", token);

    /// <summary>Checks what was typed as the code for the first account.</summary>
    /// <exception cref="AccountRefusedException">It is another.</exception>
    public async Task CheckFirstCodeAsync(string code, CancellationToken token)
    {
        var right = Encoding.ASCII.GetBytes(Letters(await FirstCodeAsync(token)));
        if (!CryptographicOperations.FixedTimeEquals(right, Encoding.UTF8.GetBytes(Letters(code))))
            throw new AccountRefusedException(AccountWords.WrongCode, "code");

        static string Letters(string code) => new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
    }

    /// <summary>Makes the first account, which may do everything, where there is none.</summary>
    /// <exception cref="AccountRefusedException">Something is wrong.</exception>
    public Task<Account> AddFirstAsync(string name, string person, string password, CancellationToken token) => AddAsync(
        New(name, person, password, AccountRoles.Administrator | AccountRoles.Specialist), [], isFirst: true, token);

    /// <param name="name">What is typed at the login.</param>
    /// <param name="person">Whose it is.</param>
    /// <param name="password">The first password.</param>
    /// <param name="roles">What the person is.</param>
    /// <param name="campaigns">The ids of the campaigns that it sees; null for all.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="AccountRefusedException">Something is wrong.</exception>
    public Task<Account> AddAsync(
        string name, string person, string password, AccountRoles roles, IReadOnlyCollection<int>? campaigns, CancellationToken token)
    {
        CheckScope(campaigns);
        return AddAsync(New(name, person, password, roles) with { IsForAll = campaigns is null }, campaigns ?? [], isFirst: false, token);
    }

    /// <summary>Changes whose it is, what it may do and what it sees.</summary>
    /// <param name="account">The account as it is to be.</param>
    /// <param name="campaigns">The ids of the campaigns that it sees; null for all.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="AccountRefusedException">Something is wrong.</exception>
    public Task<bool> ChangeAsync(Account account, IReadOnlyCollection<int>? campaigns, CancellationToken token)
    {
        CheckScope(campaigns);
        var changed = account with
        {
            Person = AccountRule.Person(account.Person),
            Roles = AccountRule.Roles(account.Roles),
            IsForAll = campaigns is null,
        };
        return database.WorkAsync(
            async session =>
            {
                await UpdateAsync(session, changed, token);
                await session.ExecuteAsync("accounts/forget-scope", new { AccountId = changed.Id }, token);
                await WriteScopeAsync(session, changed.Id, campaigns ?? [], token);
                return true;
            },
            token);
    }

    /// <summary>Ends an account, or lets it be used again. Who is logged in with it is logged out.</summary>
    /// <exception cref="AccountRefusedException">It is the last that can make accounts.</exception>
    public Task<bool> EndAsync(Account account, bool isOver, CancellationToken token) => database.WorkAsync(
        async session =>
        {
            await UpdateAsync(session, account with { EndedAt = isOver ? clock.Now : null }, token);
            await session.ExecuteAsync("accounts/end-sessions", new { AccountId = account.Id, IdSha256 = "" }, token);
            return true;
        },
        token);

    /// <summary>Gives an account another password. Who is logged in with it elsewhere is logged out.</summary>
    /// <param name="account">The account.</param>
    /// <param name="password">The new password.</param>
    /// <param name="except">The session that goes on, by its hash; empty for none.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="AccountRefusedException">It is easily guessed.</exception>
    public Task<bool> SetPasswordAsync(Account account, string password, string except, CancellationToken token)
    {
        AccountRule.CheckPassword(account.Name, password);
        var hash = Password.Hash(password);
        return database.WorkAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "accounts/set-password", new { account.Id, PasswordHash = hash, PasswordAt = clock.Now }, token);
                await session.ExecuteAsync("accounts/end-sessions", new { AccountId = account.Id, IdSha256 = except }, token);
                return true;
            },
            token);
    }

    private async Task<byte[]> DeriveAsync(string purpose, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await key.ReadAsync(session, token);
        return key.Derive(purpose);
    }

    private Account New(string name, string person, string password, AccountRoles roles)
    {
        var account = new Account
        {
            Name = AccountRule.Name(name),
            Person = AccountRule.Person(person),
            Roles = AccountRule.Roles(roles),
            CreatedAt = clock.Now,
            PasswordAt = clock.Now,
        };
        AccountRule.CheckPassword(account.Name, password);
        return account with { PasswordHash = Password.Hash(password) };
    }

    private async Task<Account> AddAsync(Account account, IReadOnlyCollection<int> campaigns, bool isFirst, CancellationToken token)
    {
        var added = await database.WorkAsync(
            async session =>
            {
                if (isFirst && await session.ScalarAsync<int>("accounts/count", null, token) > 0)
                    throw new AccountRefusedException(AccountWords.NotTheFirst);
                if (await session.SingleOrDefaultAsync<Account>("accounts/named", new { account.Name }, token) is not null)
                    throw new AccountRefusedException(AccountWords.NameIsTaken(account.Name), "name");
                await session.ExecuteAsync(
                    "accounts/insert",
                    new
                    {
                        account.Name,
                        account.Person,
                        account.PasswordHash,
                        Roles = (int)account.Roles,
                        account.IsForAll,
                        account.CreatedAt,
                    },
                    token);
                var written = (await session.SingleOrDefaultAsync<Account>("accounts/named", new { account.Name }, token))!;
                await WriteScopeAsync(session, written.Id, campaigns, token);
                return written;
            },
            token);
        _any = true;
        return added;
    }

    private static void CheckScope(IReadOnlyCollection<int>? campaigns)
    {
        if (campaigns is { Count: 0 })
            throw new AccountRefusedException(AccountWords.CampaignsNeeded, "campaigns");
    }

    private static async Task UpdateAsync(DatabaseSession session, Account account, CancellationToken token)
    {
        // Of two who end each other at once, the second sees what the first has done.
        await session.ExecuteAsync("accounts/lock", null, token);
        await session.ExecuteAsync(
            "accounts/update", new { account.Id, account.Person, Roles = (int)account.Roles, account.IsForAll, account.EndedAt }, token);
        var left = await session.QueryAsync<Account>("accounts/all", null, token);
        if (!left.Exists(each => each is { EndedAt: null, IsForAll: true } && each.Roles.HasFlag(AccountRoles.Administrator)))
            throw new AccountRefusedException(AccountWords.LastAdministrator);
    }

    private static async Task WriteScopeAsync(DatabaseSession session, int id, IEnumerable<int> campaigns, CancellationToken token)
    {
        var rows = campaigns.Distinct().Select(each => (object)new { AccountId = id, CampaignId = each }).ToList();
        if (await session.ExecuteAsync("accounts/insert-scope", rows, token) < rows.Count)
            throw new AccountRefusedException(AccountWords.CampaignIsGone, "campaigns");
    }
}
