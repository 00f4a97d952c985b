using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>A certificate that a listener shows, as the settings name it.</summary>
public interface ICertificateFiles
{
    /// <summary>The section of the settings.</summary>
    string Section { get; }

    string CertificateFile { get; }

    string CertificateKeyFile { get; }

    string CertificatePasswordFile { get; }

    /// <summary>Whether it is shown to anybody.</summary>
    bool IsServed { get; }

    /// <summary>Whether it is the desk's.</summary>
    bool IsOfDesk => Section == WebOptions.Section;
}

/// <summary>
/// The page's certificate, read again when its files change. While a renewal is incomplete or faulty, the previous
/// certificate stays in use.
/// </summary>
public partial class WebCertificate(ICertificateFiles files, ILogger<WebCertificate> logger) : IExpiryDates
{
    private readonly Lock _one = new();
    private (string Stamp, SslStreamCertificateContext Context)? _current;
    private string? _rejected;

    public SslStreamCertificateContext Current
    {
        get
        {
            var stamp = Stamp(files);
            lock (_one)
            {
                if (_current?.Stamp != stamp && _rejected != stamp)
                    Renew(stamp);
                return _current!.Value.Context;
            }
        }
    }

    public IEnumerable<ExpiryDate> Dates =>
    [
        new(
            files.IsOfDesk ? "expiry/page-certificate" : "expiry/answers-certificate",
            $"the certificate in {files.Section}:CertificateFile",
            files.IsOfDesk ? "Chứng thư của trang theo dõi" : "Chứng thư của trang trả lời",
            $"Xin chứng thư mới và ghi đè lên tệp {files.Section}:CertificateFile, không cần khởi động lại; "
            + "khi hết hạn thì trình duyệt không mở trang",
            EndsOn)
        { IsOfMachine = true },
    ];

    // Null if the page has no certificate, or if only the service can read it.
    private DateOnly? EndsOn => files.IsServed && !IsElsewhere(files)
        ? DateOnly.FromDateTime(Current.TargetCertificate.NotAfter)
        : null;

    /// <summary>What is wrong with the files; null if nothing is.</summary>
    internal static Bilingual? Fault(ICertificateFiles options)
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
            var detail = (e as SecretException)?.InVietnamese ?? e.Message;
            return SettingFault.Of(
                $"{options.Section}:CertificateFile",
                options.CertificateFile,
                "không dùng được chứng thư này; hãy ghi tên tệp PEM hoặc PFX có cả khóa "
                + $"(hoặc khóa ở {options.Section}:CertificateKeyFile), "
                + $"mà tài khoản của dịch vụ được đọc. Chi tiết: {detail}",
                $"{e.Message.TrimEnd('.')}; "
                + $"name a PEM or PFX file with its key (or the key in {options.Section}:CertificateKeyFile), "
                + "readable by the service's account.");
        }
    }

    /// <summary>Reads the certificates, the page's own first.</summary>
    /// <exception cref="CryptographicException">The files hold no certificate with its key.</exception>
    internal static X509Certificate2Collection Read(ICertificateFiles options)
    {
        var password = options.CertificatePasswordFile.Length == 0
            ? null
            : new Secret($"{options.Section}:CertificatePassword", "", options.CertificatePasswordFile, "").Read();
        var bytes = File.ReadAllBytes(options.CertificateFile);
        return bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0
            ? FromPem(Encoding.UTF8.GetString(bytes), options.CertificateKeyFile, password)
            : WithKeyFirst(X509CertificateLoader.LoadPkcs12Collection(bytes, password));
    }

    private static X509Certificate2Collection FromPem(string pem, string keyFile, string? password)
    {
        var key = keyFile.Length == 0 ? pem : File.ReadAllText(keyFile);
        var own = password is null ? X509Certificate2.CreateFromPem(pem, key) : X509Certificate2.CreateFromEncryptedPem(pem, key, password);
        // Windows cannot serve TLS with a key that is only in memory.
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

    // systemd gives its credentials to the service's own unit only; commands typed in a shell must work without them.
    private static bool IsElsewhere(ICertificateFiles options) =>
        new[] { options.CertificateFile, options.CertificateKeyFile, options.CertificatePasswordFile }.Any(Secret.IsCredentialElsewhere);

    private static bool IsUnreadable(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or SecretException;

    private static string Stamp(ICertificateFiles options) => string.Join(
        '|',
        new[] { options.CertificateFile, options.CertificateKeyFile }
            .Where(file => file.Length > 0)
            .Select(file => $"{File.GetLastWriteTimeUtc(file).Ticks}"));

    private void Renew(string stamp)
    {
        try
        {
            var all = Read(files);
            _current = (stamp, SslStreamCertificateContext.Create(all[0], [.. all.Skip(1)], offline: true));
            _rejected = null;
            Log.InUse(logger, all[0].NotAfter.ToUniversalTime());
        }
        catch (Exception e) when (_current is not null && IsUnreadable(e))
        {
            _rejected = stamp;
            Log.Kept(logger, files.Section, files.CertificateFile, e.Message.TrimEnd('.'));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(610, LogLevel.Information, "The page's certificate is good until {NotAfter:yyyy-MM-dd}")]
        public static partial void InUse(ILogger logger, DateTime notAfter);

        [LoggerMessage(
            611,
            LogLevel.Warning,
            "{Section}:CertificateFile = '{File}' was changed and cannot be used: {Reason}. The one before stays in use")]
        public static partial void Kept(ILogger logger, string section, string file, string reason);
    }
}
