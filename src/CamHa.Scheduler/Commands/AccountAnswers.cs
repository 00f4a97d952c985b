using System.Text.Json;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>account</c> says.</summary>
internal static class AccountAnswers
{
    /// <summary>The codes of the roles, as they are typed.</summary>
    public static string Roles => string.Join(", ", AccountWords.Roles.Select(each => each.Code));

    public static string List(
        IReadOnlyList<Account> accounts, ILookup<int, AccountScope> scopes, CampaignClock clock, bool isJson)
    {
        if (isJson)
        {
            var all = accounts.Select(each => new
            {
                each.Name,
                each.Person,
                Roles = AccountWords.Roles.Where(role => each.Roles.HasFlag(role.Role)).Select(role => role.Code),
                Campaigns = each.IsForAll ? null : scopes[each.Id].Select(scope => scope.Code),
                each.CreatedAt,
                each.PasswordAt,
                each.EndedAt,
            });
            return $"{JsonSerializer.Serialize(all, JsonFormat.Options)}{Environment.NewLine}";
        }

        if (accounts.Count == 0)
        {
            return Language.Say("Chưa có tài khoản nào; lập tài khoản đầu tiên trên trang, với mã của: camha account code",
                "There is no account yet; make the first on the page, with the code of 'camha account code'.") + Environment.NewLine;
        }

        return string.Concat(accounts.Select(each =>
            $"{each.Name}: {each.Person} ({AccountWords.NamesOf(each.Roles)}), {Scope(each)}{Over(each)}{Environment.NewLine}"));

        string Scope(Account account) => account.IsForAll
            ? Language.Say("mọi kế hoạch", "all campaigns") : string.Join(", ", scopes[account.Id].Select(scope => scope.Code));

        string Over(Account account) => account.EndedAt is { } at
            ? Language.Say($"; đã khóa {Language.Say(clock.WallClock(at))}", $"; ended {Language.Say(clock.WallClock(at))}") : "";
    }

    public static string Made(Account account) => Language.Say(
        $"Đã lập tài khoản {account.Name} ({AccountWords.NamesOf(account.Roles)}). Từ nay trang hỏi tên và mật khẩu.",
        $"The account {account.Name} is made ({AccountWords.NamesOf(account.Roles)}). "
        + "From now on the page asks for a name and a password.");

    public static string PasswordIsSet(Account account) => Language.Say(
        $"Đã đặt mật khẩu mới cho {account.Name}; nơi nào đang đăng nhập thì bị đăng xuất.",
        $"{account.Name} has another password, and is logged out wherever it was logged in.");

    public static string Ended(Account account, bool isOver) => isOver
        ? Language.Say($"Đã khóa tài khoản {account.Name}.", $"The account {account.Name} is ended.")
        : Language.Say($"Đã mở lại tài khoản {account.Name}.", $"The account {account.Name} may be used again.");
}
