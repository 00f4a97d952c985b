using System.Net;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Links;

/// <summary>
/// Reaches the public address as anybody does, and keeps whether it led here, and here alone. Until then no mail leads there.
/// </summary>
internal sealed class AddressProof(Database database, LinkKey key, IOptions<UnitLinkOptions> options, CampaignClock clock)
{
    /// <summary>Where a proof is asked for, behind <see cref="UnitLinkOptions.Path"/>.</summary>
    public const string Verb = "proof/";

    /// <summary>The letters of what is asked with.</summary>
    public const int Letters = 32;

    private const string OfTheDesk = "Thư ký nhắc việc";
    private const int Longest = 64 * 1024;

    // A night without a line takes no link out of a mail; whoever moved away is noticed in days.
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Tries the address again and again, as it may change at any time.</summary>
    public Sweep Again => new("prove the public address", TimeSpan.FromHours(6), async cancel =>
        options.Value.IsUsed && await ProveAsync(cancel) is { Fault.Length: 0 } ? 1 : 0);

    /// <summary>What is answered to somebody who asks with a word of their own: only who has the key can.</summary>
    public string Answer(string nonce) => Convert.ToHexStringLower(
        HMACSHA256.HashData(key.Derive("proof"), Encoding.UTF8.GetBytes(nonce)));

    /// <summary>Whether the address was reached lately.</summary>
    public async Task<bool> HoldsAsync(DatabaseSession session, CancellationToken cancel)
    {
        var last = await session.OnceAsync(
            (typeof(AddressProof), options.Value.PublicUrl),
            async () => await LastAsync(session, cancel) ?? new ProvenAddress());
        return last.ProvenAt is { } at && clock.Now - at < Lasting;
    }

    /// <summary>How it went the last time; null where it was never tried.</summary>
    public Task<ProvenAddress?> LastAsync(DatabaseSession session, CancellationToken cancel) =>
        session.SingleOrDefaultAsync<ProvenAddress>("links/proof", new { Url = options.Value.PublicUrl }, cancel);

    /// <summary>Tries it now, and keeps how it went.</summary>
    public async Task<ProvenAddress> ProveAsync(CancellationToken cancel)
    {
        var fault = await FaultAsync(cancel);
        return await database.WorkAsync(
            async session =>
            {
                var last = await LastAsync(session, cancel);
                var made = new ProvenAddress
                {
                    Url = options.Value.PublicUrl,
                    TriedAt = clock.Now,
                    ProvenAt = fault.Length == 0 ? clock.Now : last?.ProvenAt,
                    Fault = fault.Truncated(1000),
                };
                await session.ExecuteAsync("links/delete-proof", new { made.Url }, cancel);
                await session.ExecuteAsync("links/insert-proof", made, cancel);
                return made;
            },
            cancel);
    }

    private async Task<string> FaultAsync(CancellationToken cancel)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Letters / 2));
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience })
            {
                Timeout = Patience,
                MaxResponseContentBufferSize = Longest,
            };
            using var answer = await client.GetAsync(new Uri(options.Value.Of($"{Verb}{nonce}")), cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (answer.StatusCode != HttpStatusCode.OK || text.Trim() != Answer(nonce))
                return $"Địa chỉ trả lời ({(int)answer.StatusCode}), nhưng không phải trang trả lời của phần mềm này.";
            // Whoever leads all of a name here, and to the wrong port, shows the desk to everybody.
            using var other = await client.GetAsync(new Uri($"{options.Value.PublicUrl.TrimEnd('/')}/login"), cancel);
            return (await other.Content.ReadAsStringAsync(cancel)).Contains(OfTheDesk, StringComparison.Ordinal)
                ? "Qua địa chỉ này vào được cả trang làm việc của chuyên trách: chỉ được dẫn đến Answers:Listen, không đến Web:Listen."
                : "";
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return $"Không tới được địa chỉ: {e.Message}";
        }
    }
}

/// <summary>How a try to reach the public address went.</summary>
internal sealed record ProvenAddress
{
    public string Url { get; init; } = "";

    public DateTimeOffset TriedAt { get; init; }

    /// <summary>When it was reached; null where it never was.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>Why the last try failed; empty where it did not.</summary>
    public string Fault { get; init; } = "";
}
