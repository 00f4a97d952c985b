using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Encrypts a secret for this Windows machine, so that a copied configuration file does not reveal it.</summary>
internal static class ProtectCommand
{
    public static Command Create()
    {
        var command = new Command(
            "protect", Language.Say(
                "Windows: mã hóa một mật khẩu gõ vào, để ghi vào mục thiết lập có tên kết thúc bằng Protected.",
                "Windows: reads a secret from standard input and prints it protected, for a setting that ends in Protected."));
        command.SetAction(async (_, token) =>
        {
            if (!OperatingSystem.IsWindows())
            {
                await Console.Error.WriteLineAsync(Language.Say(
                    "camha protect: chỉ Windows gắn được mật khẩu với máy. "
                    + "Hãy ghi mật khẩu vào một tệp mà chỉ tài khoản của dịch vụ đọc được, "
                    + "và ghi tên tệp ở Smtp:PasswordFile (hoặc OAuth:ClientSecretFile, OAuth:RefreshTokenFile).",
                    "camha protect: only Windows binds a secret to the machine. "
                    + "Write it into a file that only the service's account may read, "
                    + "and name that file in Smtp:PasswordFile (or OAuth:ClientSecretFile, OAuth:RefreshTokenFile)."));
                return CommandLine.WrongUsage;
            }

            var secret = await SecretInput.ReadAsync(Language.Say("Mật khẩu:", "Secret:"), token);
            if (secret.Length == 0)
            {
                await Console.Error.WriteLineAsync(Language.Say(
                    "camha protect: chưa gõ gì. Hãy gõ mật khẩu, hoặc đưa vào từ tệp: type matkhau.txt | camha protect",
                    "camha protect: nothing came in. Type the secret, or pipe it in, as in: type secret.txt | camha protect"));
                return CommandLine.WrongUsage;
            }

            Console.WriteLine(Convert.ToBase64String(
                ProtectedData.Protect(Encoding.UTF8.GetBytes(secret), optionalEntropy: null, DataProtectionScope.LocalMachine)));
            return CommandLine.Done;
        });
        return command;
    }
}
