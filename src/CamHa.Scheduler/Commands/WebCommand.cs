using System.CommandLine;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Prepares the password that the page needs before other machines may see it.</summary>
internal static class WebCommand
{
    public static Command Create() => new("web", Language.Say(
        "Trang theo dõi của dịch vụ.", "The page that the service shows.")) { PasswordCommand() };

    private static Command PasswordCommand()
    {
        var command = new Command("password", Language.Say(
            "Hỏi mật khẩu của trang và in ra mã của nó, để ghi vào Web:PasswordHash.",
            "Reads the page's password from standard input and prints its hash, for Web:PasswordHash."));
        command.SetAction(async (_, token) =>
        {
            var password = await SecretInput.ReadAsync(Language.Say("Mật khẩu:", "Password:"), token);
            if (password.Length < Password.ShortestLength)
            {
                await Console.Error.WriteLineAsync(Language.Say(
                    $"camha web password: mật khẩu chỉ có {password.Length} ký tự; "
                    + $"phải có ít nhất {Password.ShortestLength} để khó đoán. Một câu ngắn thì dễ nhớ.",
                    $"camha web password: {password.Length} characters came in; "
                    + $"a password of at least {Password.ShortestLength} is harder to guess. A short sentence is easy to remember."));
                return CommandLine.WrongUsage;
            }

            // A typing error in hidden input would lock everybody out. Piped input was not typed here.
            if (!Console.IsInputRedirected && await SecretInput.ReadAsync(Language.Say("Gõ lại:", "Once more:"), token) != password)
            {
                await Console.Error.WriteLineAsync(Language.Say(
                    "camha web password: hai lần gõ không giống nhau; chưa tạo gì.",
                    "camha web password: the two are not the same; nothing was made."));
                return CommandLine.WrongUsage;
            }

            Console.WriteLine(Password.Hash(password));
            return CommandLine.Done;
        });
        return command;
    }
}
