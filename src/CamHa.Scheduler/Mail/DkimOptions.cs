using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Mail;

/// <summary>The DKIM signature, which proves that a mail comes from the sender's domain and was not changed on the way.</summary>
public sealed class DkimOptions : ISectionOptions
{
    public const string Section = "Dkim";
    private const int SmallestKey = 1024;

    /// <summary>The public key's name in the DNS, before <c>._domainkey</c>.</summary>
    [RegularExpression(
        "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$",
        ErrorMessage = "write letters, digits, dots and hyphens, as in camha2026")]
    public string Selector { get; set; } = "";

    /// <summary>The signing domain; empty for that of <c>Mail:From</c>.</summary>
    public string Domain { get; set; } = "";

    /// <summary>The private key: RSA, PEM, not encrypted; relative to the folder of the configuration file.</summary>
    public string KeyFile { get; set; } = "";

    internal bool IsUsed => Selector.Length > 0 && KeyFile.Length > 0;

    public void Locate(Settings settings) => KeyFile = settings.Resolve(KeyFile);

    public IEnumerable<string> Faults(Settings settings) => Fault() is { } fault ? [fault] : [];

    private string? Fault()
    {
        if (KeyFile.Length == 0)
        {
            return Selector.Length == 0
                ? null
                : $"Dkim:KeyFile = '': Dkim:Selector = '{Selector}' needs the private key to sign with; "
                    + "name its file, or leave both empty.";
        }

        if (Selector.Length == 0)
        {
            return $"Dkim:Selector = '': Dkim:KeyFile = '{KeyFile}' needs the name its public key has in the DNS, as in camha2026; "
                + "or leave both empty.";
        }

        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(File.ReadAllText(KeyFile));
            if (key.KeySize < SmallestKey)
                return $"Dkim:KeyFile = '{KeyFile}': receivers take no key of {key.KeySize} bits; make one of 2048.";
            // A public key imports without error and fails only when it signs.
            key.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"Dkim:KeyFile = '{KeyFile}': there is no such file; make the key with openssl genrsa 2048.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Dkim:KeyFile = '{KeyFile}': the file cannot be read; give the service's account, and no other, the right to read it.";
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return $"Dkim:KeyFile = '{KeyFile}': this is no RSA private key in PEM without a password; make one with openssl genrsa 2048.";
        }
    }
}
