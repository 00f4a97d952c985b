using System.Security.Cryptography;
using System.Text;

namespace CamHa.Scheduler.Campaigns;

/// <summary>Who gets one mail, and for which units: an address that serves several units gets one mail for all of them.</summary>
/// <param name="Units">The units' row numbers, in the order of their codes.</param>
/// <param name="Codes">The units' codes, in the same order.</param>
/// <param name="Addressees">Whoever serves exactly these units.</param>
public sealed record Readers(IReadOnlyList<int> Units, IReadOnlyList<string> Codes, IReadOnlyList<Addressee> Addressees)
{
    // In characters. Codes may have 32 each, and a key's column 200.
    private const int LongestKey = 66;

    /// <summary>The units in a message's key: their codes, or where they are too many for it, the first and a hash of all.</summary>
    public string Key
    {
        get
        {
            var all = string.Join('+', Codes);
            return all.Length <= LongestKey
                ? all
                : $"{Codes[0]}+{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 12))}";
        }
    }
}
