using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Configuration;

/// <summary>
/// A password or the like, and the three ways to give it: as it is, in a file of its own (systemd credentials, container
/// secrets), or on Windows bound to the machine by <c>camha protect</c>. It stays where it is until it is used, so one
/// that is changed there is picked up without a restart; systemd's credentials alone are copies, made at the unit's start.
/// </summary>
/// <param name="setting">Such as <c>Smtp:Password</c>; the other two ways end in File and Protected.</param>
/// <param name="value">The secret itself.</param>
/// <param name="file">The path of the file it is in, already located.</param>
/// <param name="protectedValue">What <c>camha protect</c> printed.</param>
public sealed class Secret(string setting, string value, string file, string protectedValue)
{
    private const string CredentialsDirectory = "CREDENTIALS_DIRECTORY";
    private static readonly string[] CredentialsPrefixes = [$"${CredentialsDirectory}/", $"${{{CredentialsDirectory}}}/"];

    /// <summary>What the settings end in that give the same secret.</summary>
    internal static IReadOnlyList<string> Ways { get; } = ["", "File", "Protected"];

    public string Setting => setting;

    public bool IsGiven => value.Length > 0 || file.Length > 0 || protectedValue.Length > 0;

    /// <summary>Whether a setting's value must never be shown.</summary>
    public static bool IsHidden(string key) =>
        key.EndsWith("Password", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("ClientSecret", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("RefreshToken", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("PasswordHash", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("Protected", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("ConnectionString", StringComparison.OrdinalIgnoreCase)
        // The heartbeat's, and no other setting's whole name.
        || key.Equals("Url", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a file lies: in systemd's folder of credentials if it is named so, else from the configuration's folder on.</summary>
    public static string Locate(string file, Settings settings)
    {
        if (CredentialsPrefixes.FirstOrDefault(prefix => file.StartsWith(prefix, StringComparison.Ordinal)) is not { } prefix)
            return settings.Resolve(file);
        var name = file[prefix.Length..];
        if (Environment.GetEnvironmentVariable(CredentialsDirectory) is { Length: > 0 } folder)
            return Path.Combine(folder, name);
        // In a root's shell, the file that the unit takes it from: the doctor can log in there as the service does.
        return Environment.IsPrivilegedProcess && System.IO.File.Exists(settings.Resolve(name)) ? settings.Resolve(name) : file;
    }

    /// <summary>Whether it is among systemd's credentials, and this process has none.</summary>
    internal static bool IsCredentialElsewhere(string file) =>
        CredentialsPrefixes.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>What is wrong with it, as far as this process can tell; null for nothing.</summary>
    public Bilingual? Fault()
    {
        // Only the service's own unit has the credentials; status and outbox must work in a shell beside it.
        if (IsCredentialOutsideUnit && value.Length == 0 && protectedValue.Length == 0)
            return null;
        try
        {
            Read();
            return null;
        }
        catch (SecretException e)
        {
            return e.Says;
        }
    }

    /// <returns>The secret; empty if it is not given.</returns>
    /// <exception cref="SecretException">It is given in more than one way, or cannot be read.</exception>
    public string Read()
    {
        var given = new[] { (setting, value), ($"{setting}File", file), ($"{setting}Protected", protectedValue) }
            .Where(way => way.Item2.Length > 0).Select(way => way.Item1).ToList();
        if (given.Count > 1)
        {
            throw new SecretException(new(
                $"{setting}: có ở hơn một chỗ: {string.Join(" và ", given)}. Hãy giữ lại một chỗ thôi.",
                $"{setting}: given more than once, by {string.Join(" and ", given)}. Keep one of them."));
        }

        return file.Length > 0 ? FromFile() : protectedValue.Length > 0 ? Unprotected() : value;
    }

    private bool IsCredentialOutsideUnit => IsCredentialElsewhere(file);

    private string FromFile()
    {
        if (IsCredentialOutsideUnit)
        {
            throw File(
                $"chưa có biến {CredentialsDirectory}. systemd đặt biến này cho dịch vụ có dòng LoadCredential=; hãy thêm dòng đó, "
                + "hoặc ghi tên một tệp khác",
                $"{CredentialsDirectory} is not set. systemd sets it for a unit with LoadCredential=; add that line, or name another file");
        }

        try
        {
            // Editors and echo end a file with a line end; no secret has one.
            var secret = System.IO.File.ReadAllText(file).TrimEnd('\r', '\n');
            return secret.Length > 0 ? secret : throw File(
                "tệp này trống. Hãy ghi mật khẩu vào đó, và không ghi gì khác",
                "the file is empty. Write the secret into it, and nothing else");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw File(
                "không có tệp này. Hãy tạo tệp, trong đó chỉ có mật khẩu",
                "there is no such file. Create it with the secret in it, and nothing else",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw File(
                "không đọc được tệp này. Hãy cho tài khoản của dịch vụ, và chỉ tài khoản đó, quyền đọc",
                "the file cannot be read. Give the service's account, and no other, the right to read it",
                e);
        }

        SecretException File(string vietnamese, string english, Exception? cause = null) =>
            new(SettingFault.Of($"{setting}File", file, $"{vietnamese}.", $"{english}."), cause);
    }

    private string Unprotected()
    {
        if (!OperatingSystem.IsWindows())
            throw Protected($"chỉ Windows đọc được. Hãy dùng {setting}File", $"only Windows can read it. Use {setting}File instead");
        try
        {
            return Encoding.UTF8.GetString(
                ProtectedData.Unprotect(Convert.FromBase64String(protectedValue), optionalEntropy: null, DataProtectionScope.LocalMachine));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw Protected(
                "không phải được tạo trên máy này, hoặc chép chưa hết. Hãy tạo lại bằng lệnh camha protect",
                "this was not made on this machine, or not copied whole. Make it anew with 'camha protect'",
                e);
        }

        SecretException Protected(string vietnamese, string english, Exception? cause = null) =>
            new(SettingFault.Of($"{setting}Protected", "***", $"{vietnamese}.", $"{english}."), cause);
    }
}

/// <summary>A secret cannot be had; says which setting and what to do, never the secret.</summary>
public sealed class SecretException(Bilingual says, Exception? inner = null) : ActionRequiredException(says, inner);
