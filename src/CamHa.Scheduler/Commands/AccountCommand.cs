using System.CommandLine;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Accounts of the page, for whoever is at the machine: the first, and the one whose password nobody knows any more.</summary>
internal static class AccountCommand
{
    private static readonly Argument<string> Name = new(Language.Say("TÊN", "NAME"))
    {
        Description = Language.Say("Tên đăng nhập.", "The name that is typed at the login."),
    };

    public static Command Create() => new("account", Language.Say("Tài khoản của trang.", "Accounts of the page."))
    {
        Code(),
        List(),
        Add(),
        SetPassword(),
        End("end", isOver: true, Language.Say("Khóa tài khoản và đăng xuất nó.", "Ends an account, and logs it out.")),
        End("reopen", isOver: false, Language.Say("Mở lại tài khoản đã khóa.", "Lets an ended account be used again.")),
    };

    private static Command Code() => Of(
        "code",
        Language.Say("In mã để lập tài khoản đầu tiên trên trang.", "Prints the code for making the first account on the page."),
        [],
        async (accounts, _, _, token) =>
        {
            if (await accounts.AnyAsync(token))
                throw new AccountRefusedException(AccountWords.NotTheFirst);
            Console.WriteLine(await accounts.FirstCodeAsync(token));
        });

    private static Command List() => Of(
        "list",
        Language.Say("Liệt kê tài khoản.", "Lists the accounts."),
        [CommandLine.Json],
        async (accounts, services, parsed, token) =>
        {
            var (all, scopes) = (await accounts.AllAsync(token), await accounts.ScopesAsync(token));
            Console.Write(AccountAnswers.List(
                all, scopes, services.GetRequiredService<CampaignClock>(), isJson: parsed.GetValue(CommandLine.Json)));
        });

    private static Command Add()
    {
        var person = new Option<string>("--person")
        {
            Description = Language.Say("Họ tên hoặc chức danh.", "The person's name or office."),
            Required = true,
        };
        var role = new Option<string>("--role")
        {
            Description = Language.Say(
                $"Vai trò, cách nhau bằng dấu phẩy: {AccountAnswers.Roles}.", $"The roles, separated by commas: {AccountAnswers.Roles}."),
            Required = true,
        };
        var campaign = new Option<string[]>("--campaign")
        {
            Description = Language.Say(
                "Mã kế hoạch mà tài khoản thấy; ghi được nhiều lần; không ghi thì thấy tất cả.",
                "The code of a campaign that it sees; may be repeated; without it, it sees all."),
        };
        return Of(
            "create",
            Language.Say("Lập tài khoản; hỏi mật khẩu.", "Makes an account; reads its password from standard input."),
            [Name, person, role, campaign],
            async (accounts, services, parsed, token) =>
            {
                var roles = AccountWords.Read(parsed.GetValue(role)!)
                    ?? throw new AccountRefusedException(AccountWords.RolesUnknown(parsed.GetValue(role)!));
                var campaigns = parsed.GetValue(campaign) is { Length: > 0 } codes ? await CampaignsAsync(services, codes, token) : null;
                var password = await NewPasswordAsync(token);
                var made = await accounts.AddAsync(
                    parsed.GetValue(Name)!, parsed.GetValue(person)!, password, roles, campaigns, token);
                Console.WriteLine(AccountAnswers.Made(made));
            });
    }

    private static Command SetPassword() => Of(
        "password",
        Language.Say(
            "Đặt mật khẩu mới; tài khoản bị đăng xuất ở mọi nơi.", "Gives an account another password, and logs it out everywhere."),
        [Name],
        async (accounts, _, parsed, token) =>
        {
            var account = await FindAsync(accounts, parsed.GetValue(Name)!, token);
            await accounts.SetPasswordAsync(account, await NewPasswordAsync(token), except: "", token);
            Console.WriteLine(AccountAnswers.PasswordIsSet(account));
        });

    private static Command End(string verb, bool isOver, string description) => Of(
        verb,
        description,
        [Name],
        async (accounts, _, parsed, token) =>
        {
            var account = await FindAsync(accounts, parsed.GetValue(Name)!, token);
            await accounts.EndAsync(account, isOver, token);
            Console.WriteLine(AccountAnswers.Ended(account, isOver));
        });

    private static Command Of(
        string verb,
        string description,
        IEnumerable<Symbol> symbols,
        Func<AccountStore, IServiceProvider, ParseResult, CancellationToken, Task> act)
    {
        var command = new Command(verb, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else if (symbol is Option option)
                command.Add(option);
        }

        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            try
            {
                await act(services.GetRequiredService<AccountStore>(), services, parsed, token);
                return CommandLine.Done;
            }
            catch (AccountRefusedException e)
            {
                await Console.Error.WriteLineAsync($"camha account {verb}: {e.Words}");
                return CommandLine.WrongUsage;
            }
        });
        return command;
    }

    private static async Task<Account> FindAsync(AccountStore accounts, string name, CancellationToken token) =>
        await accounts.NamedAsync(name, token)
        ?? throw new AccountRefusedException(AccountWords.Unknown(name, (await accounts.AllAsync(token)).Select(each => each.Name)));

    // A typing error in hidden input would lock somebody out. Piped input was not typed here.
    private static async Task<string> NewPasswordAsync(CancellationToken token)
    {
        var password = await SecretInput.ReadAsync(Language.Say("Mật khẩu:", "Password:"), token);
        return Console.IsInputRedirected || await SecretInput.ReadAsync(Language.Say("Gõ lại:", "Once more:"), token) == password
            ? password : throw new AccountRefusedException(AccountWords.PasswordsDiffer);
    }

    private static async Task<List<int>> CampaignsAsync(IServiceProvider services, IEnumerable<string> codes, CancellationToken token)
    {
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var all = await CampaignStore.AllAsync(session, token);
        return
        [
            .. codes.Select(code => all.Find(each => each.Code.Equals(code, StringComparison.OrdinalIgnoreCase))?.Id
                ?? throw new AccountRefusedException(AccountWords.CampaignUnknown(code, all.Select(each => each.Code)))),
        ];
    }
}
