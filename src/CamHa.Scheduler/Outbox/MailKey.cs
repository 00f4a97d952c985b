using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// The secret of an installation by which its Message-IDs are made: an answer that carries one proves that its sender saw the
/// mail. It lies in the database, because all nodes share it and a restored backup must know the mails that left before.
/// </summary>
public sealed class MailKey
{
    private volatile byte[]? _secret;

    /// <summary>The key of mails that nobody answers: of a demo or a simulation, or about a database that is away.</summary>
    public static MailKey Public() => new() { _secret = [] };

    private byte[] Secret => _secret ?? throw new InvalidOperationException("The key was not read.");

    internal async Task ReadAsync(DatabaseSession session, CancellationToken token) =>
        _secret ??= await session.ScalarAsync<byte[]>("outbox/mail-key", null, token)
            ?? throw new InvalidOperationException("There is no key.");

    /// <summary>A secret of its own for another purpose, from which this one cannot be found.</summary>
    internal byte[] Derive(string purpose) => HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"key for {purpose}"));

    /// <summary>Derives the Message-ID from the message's key, so that servers and people recognise a second copy.</summary>
    internal string MessageId(string messageKey, string recipient, string domain)
    {
        var hash = HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"{messageKey}|{recipient.ToLowerInvariant()}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{domain}";
    }
}
