using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CamHa.Scheduler.Mail;

/// <summary>Trusts one authority in addition to the system's. The host name must still match.</summary>
internal static class CertificateAuthority
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <exception cref="CryptographicException">The file holds no PEM certificate.</exception>
    public static X509Certificate2Collection Read(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    /// <summary>What is wrong with the file; null for nothing.</summary>
    public static string? FaultOf(string file)
    {
        try
        {
            Read(file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    public static RemoteCertificateValidationCallback Trusting(string file)
    {
        var authorities = Read(file);
        return (_, certificate, chain, errors) =>
        {
            if (errors == SslPolicyErrors.None)
                return true;
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
                return false;
            using var own = new X509Chain();
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(authorities);
            own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
            // Private authorities rarely publish a revocation list; checking would refuse their servers.
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
                own.ChainPolicy.ExtraStore.Add(element.Certificate);
            using var server = new X509Certificate2(certificate);
            return own.Build(server);
        };
    }
}
