using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>The DKIM signature, which proves that a mail comes from the sender's domain and was not changed on the way.</summary>
public sealed partial class DkimOptions : ISectionOptions
{
    public const string Section = "Dkim";
    private const int SmallestKey = 1024;

    /// <summary>The public key's name in the DNS, before <c>._domainkey</c>.</summary>
    public string Selector { get; set; } = "";

    /// <summary>The signing domain; empty for that of <c>Mail:From</c>.</summary>
    public string Domain { get; set; } = "";

    /// <summary>The private key: RSA, PEM, not encrypted; relative to the folder of the configuration file.</summary>
    public string KeyFile { get; set; } = "";

    internal bool IsUsed => Selector.Length > 0 && KeyFile.Length > 0;

    public void Locate(Settings settings) => KeyFile = settings.Resolve(KeyFile);

    public IEnumerable<Bilingual> Faults(Settings settings) => Fault() is { } fault ? [fault] : [];

    private Bilingual? Fault()
    {
        if (Selector.Length > 0 && !Name.IsMatch(Selector))
        {
            return SettingFault.Of(
                "Dkim:Selector",
                Selector,
                "hãy ghi bằng chữ cái không dấu, chữ số, dấu chấm và dấu gạch nối, như camha2026.",
                "write letters, digits, dots and hyphens, as in camha2026.");
        }

        if (KeyFile.Length == 0)
        {
            return Selector.Length == 0
                ? null
                : SettingFault.Of(
                    "Dkim:KeyFile",
                    "",
                    $"Dkim:Selector = '{Selector}' cần có khóa riêng để ký; hãy ghi tên tệp của khóa, hoặc để trống cả hai.",
                    $"Dkim:Selector = '{Selector}' needs the private key to sign with; name its file, or leave both empty.");
        }

        if (Selector.Length == 0)
        {
            return SettingFault.Of(
                "Dkim:Selector",
                "",
                $"Dkim:KeyFile = '{KeyFile}' cần có tên của khóa công khai trong DNS, như camha2026; hoặc để trống cả hai.",
                $"Dkim:KeyFile = '{KeyFile}' needs the name its public key has in the DNS, as in camha2026; or leave both empty.");
        }

        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(File.ReadAllText(KeyFile));
            if (key.KeySize < SmallestKey)
            {
                return OfKey(
                    $"nơi nhận không chấp nhận khóa {key.KeySize} bit; hãy tạo khóa 2048 bit.",
                    $"receivers take no key of {key.KeySize} bits; make one of 2048.");
            }

            // A public key imports without error and fails only when it signs.
            key.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return OfKey(
                "không có tệp này; hãy tạo khóa bằng lệnh openssl genrsa 2048.",
                "there is no such file; make the key with openssl genrsa 2048.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return OfKey(
                "không đọc được tệp này; hãy cho tài khoản của dịch vụ, và chỉ tài khoản đó, quyền đọc.",
                "the file cannot be read; give the service's account, and no other, the right to read it.");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return OfKey(
                "đây không phải là khóa riêng RSA dạng PEM không có mật khẩu; hãy tạo bằng lệnh openssl genrsa 2048.",
                "this is no RSA private key in PEM without a password; make one with openssl genrsa 2048.");
        }

        Bilingual OfKey(string vietnamese, string english) => SettingFault.Of("Dkim:KeyFile", KeyFile, vietnamese, english);
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$")]
    private static partial Regex Name { get; }
}
