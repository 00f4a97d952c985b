using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// The page's certificate, read again once its files have changed. While a renewal is half done, or was done badly, the
/// one before stays in use.
/// </summary>
public sealed partial class WebCertificate(IOptions<WebOptions> options, ILogger<WebCertificate> logger)
{
    private readonly Lock _one = new();
    private (string Stamp, SslStreamCertificateContext Context)? _current;
    private string? _toldOf;

    public SslStreamCertificateContext Current
    {
        get
        {
            var stamp = Stamp(options.Value);
            lock (_one)
            {
                if (_current?.Stamp != stamp && _toldOf != stamp)
                    Renew(stamp);
                return _current!.Value.Context;
            }
        }
    }

    /// <summary>Its last day; null where the page has none, or only the service can read it.</summary>
    public DateOnly? EndsOn => options.Value is { Enabled: true, UsesTls: true } used && !IsElsewhere(used)
        ? DateOnly.FromDateTime(Current.TargetCertificate.NotAfter)
        : null;

    /// <summary>What is wrong with the files; null for nothing.</summary>
    internal static string? Fault(WebOptions options)
    {
        if (IsElsewhere(options))
            return null;
        try
        {
            Read(options);
            return null;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return $"Web:CertificateFile = '{options.CertificateFile}': {e.Message.TrimEnd('.')}; name a PEM or PFX file with its key (or the key in Web:CertificateKeyFile), "
                + "readable by the service's account.";
        }
    }

    /// <exception cref="CryptographicException">There is no certificate with its key.</exception>
    internal static X509Certificate2Collection Read(WebOptions options)
    {
        var password = options.CertificatePasswordFile.Length == 0 ? null : new Secret("Web:CertificatePassword", "", options.CertificatePasswordFile, "").Read();
        var bytes = File.ReadAllBytes(options.CertificateFile);
        return bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0
            ? FromPem(Encoding.UTF8.GetString(bytes), options.CertificateKeyFile, password)
            : WithKeyFirst(X509CertificateLoader.LoadPkcs12Collection(bytes, password));
    }

    private static X509Certificate2Collection FromPem(string pem, string keyFile, string? password)
    {
        var key = keyFile.Length == 0 ? pem : File.ReadAllText(keyFile);
        var own = password is null ? X509Certificate2.CreateFromPem(pem, key) : X509Certificate2.CreateFromEncryptedPem(pem, key, password);
        // Windows serves no certificate whose key is in memory alone.
        if (OperatingSystem.IsWindows())
            own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        all[0] = own;
        return all;
    }

    private static X509Certificate2Collection WithKeyFirst(X509Certificate2Collection all) => all.Any(each => each.HasPrivateKey)
        ? [.. all.OrderByDescending(each => each.HasPrivateKey)]
        : throw new CryptographicException("there is no certificate with its private key in it");

    // Only the service's own unit has systemd's credentials; other commands must work in a shell beside it.
    private static bool IsElsewhere(WebOptions options) =>
        new[] { options.CertificateFile, options.CertificateKeyFile, options.CertificatePasswordFile }.Any(Secret.IsCredentialElsewhere);

    private static bool IsUnreadable(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or SecretException;

    private static string Stamp(WebOptions options) => string.Join('|', new[] { options.CertificateFile, options.CertificateKeyFile }
        .Where(file => file.Length > 0).Select(file => $"{File.GetLastWriteTimeUtc(file).Ticks}"));

    private void Renew(string stamp)
    {
        try
        {
            var all = Read(options.Value);
            _current = (stamp, SslStreamCertificateContext.Create(all[0], [.. all.Skip(1)], offline: true));
            _toldOf = null;
            Log.InUse(logger, all[0].NotAfter.ToUniversalTime());
        }
        catch (Exception e) when (_current is not null && IsUnreadable(e))
        {
            _toldOf = stamp;
            Log.Kept(logger, options.Value.CertificateFile, e.Message.TrimEnd('.'));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(610, LogLevel.Information, "The page's certificate is good until {NotAfter:yyyy-MM-dd}")]
        public static partial void InUse(ILogger logger, DateTime notAfter);

        [LoggerMessage(611, LogLevel.Warning, "Web:CertificateFile = '{File}' was changed and cannot be used: {Reason}. The one before stays in use")]
        public static partial void Kept(ILogger logger, string file, string reason);
    }
}
