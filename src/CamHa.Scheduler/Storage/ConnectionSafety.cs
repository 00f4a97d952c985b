using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>Warns where traffic to SQL Server, the password included, can be read or changed on its way.</summary>
internal static class ConnectionSafety
{
    private const string Remedy =
        "Give the server a certificate that this machine trusts, and write Encrypt=Mandatory;TrustServerCertificate=false (sql/README.md).";

    /// <returns>Null where the traffic is safe or never leaves this machine.</returns>
    public static string? Warning(SqlConnectionStringBuilder connection)
    {
        if (connection.Encrypt == SqlConnectionEncryptOption.Strict || IsThisMachine(connection.DataSource))
            return null;
        if (connection.Encrypt == SqlConnectionEncryptOption.Optional)
        {
            return $"Storage:ConnectionString: Encrypt={connection.Encrypt} to {connection.DataSource}: "
                + $"whoever is between can read mails and addresses. {Remedy}";
        }

        return connection.TrustServerCertificate
            ? $"Storage:ConnectionString: TrustServerCertificate=True to {connection.DataSource}: "
                + $"whoever is between can pose as the server, and learn the password. {Remedy}"
            : null;
    }

    private static bool IsThisMachine(string server)
    {
        // tcp:HOST\INSTANCE,PORT
        var host = server.Trim();
        var protocol = host.IndexOf(':', StringComparison.Ordinal);
        if (protocol > 0 && host[..protocol].ToUpperInvariant() is "TCP" or "NP" or "LPC" or "ADMIN")
            host = host[(protocol + 1)..];
        if (host.StartsWith(@"\\", StringComparison.Ordinal))
            host = host[2..];
        host = host.Split(',', '\\')[0].Trim();
        return host.ToUpperInvariant() is "" or "." or "(LOCAL)" or "(LOCALDB)" or "LOCALHOST" or "127.0.0.1" or "::1"
            || host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }
}
