using System.CommandLine;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Commands;

/// <summary>Prepares the password that the page needs before other machines may see it.</summary>
internal static class WebCommand
{
    public static Command Create() => new("web", "The page that the service shows.") { PasswordCommand() };

    private static Command PasswordCommand()
    {
        var command = new Command("password", "Reads the page's password from standard input and prints its hash, for Web:PasswordHash.");
        command.SetAction(async (_, token) =>
        {
            var password = await SecretInput.ReadAsync("Password:", token);
            if (password.Length < Password.ShortestLength)
            {
                await Console.Error.WriteLineAsync(
                    $"camha web password: {password.Length} characters came in; "
                    + $"a password of at least {Password.ShortestLength} is harder to guess. A short sentence is easy to remember.");
                return CommandLine.WrongUsage;
            }

            // A typing error in hidden input would lock everybody out. Piped input was not typed here.
            if (!Console.IsInputRedirected && await SecretInput.ReadAsync("Once more:", token) != password)
            {
                await Console.Error.WriteLineAsync("camha web password: the two are not the same; nothing was made.");
                return CommandLine.WrongUsage;
            }

            Console.WriteLine(Password.Hash(password));
            return CommandLine.Done;
        });
        return command;
    }
}
