using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Encrypts a secret for this Windows machine, so that a copied configuration file does not reveal it.</summary>
internal static class ProtectCommand
{
    public static Command Create()
    {
        var command = new Command(
            "protect", "Windows: reads a secret from standard input and prints it protected, for a setting that ends in Protected.");
        command.SetAction(async (_, token) =>
        {
            if (!OperatingSystem.IsWindows())
            {
                await Console.Error.WriteLineAsync(
                    "camha protect: only Windows binds a secret to the machine. "
                    + "Write it into a file that only the service's account may read, "
                    + "and name that file in Smtp:PasswordFile (or OAuth:ClientSecretFile, OAuth:RefreshTokenFile).");
                return CommandLine.WrongUsage;
            }

            var secret = await SecretInput.ReadAsync("Secret:", token);
            if (secret.Length == 0)
            {
                await Console.Error.WriteLineAsync(
                    "camha protect: nothing came in. Type the secret, or pipe it in, as in: type secret.txt | camha protect");
                return CommandLine.WrongUsage;
            }

            Console.WriteLine(Convert.ToBase64String(
                ProtectedData.Protect(Encoding.UTF8.GetBytes(secret), optionalEntropy: null, DataProtectionScope.LocalMachine)));
            return CommandLine.Done;
        });
        return command;
    }
}
