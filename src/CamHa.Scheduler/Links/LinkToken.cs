using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Links;

/// <summary>
/// The secret part of a link. A unit's is derived from the installation's key, so that it can be shown again, and kept as a hash. A
/// mail's says itself what it is for and is signed, so that mails leave without anything being written for it.
/// </summary>
internal static partial class LinkToken
{
    /// <summary>The letters of a unit's: 160 bits.</summary>
    public const int LengthOfUnit = 27;

    /// <summary>The letters of a mail's.</summary>
    public const int LengthOfMail = 32;

    private const int UnitBytes = 20;
    private const int SaidBytes = 8;
    private const int SignatureBytes = 16;
    private const int Shown = 4;

    // A Monday: weeks are counted from it in two bytes.
    private static readonly DateOnly FirstMonday = new(2001, 1, 1);

    /// <param name="key">The installation's.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="generation">Which of its links.</param>
    public static string OfUnit(ReadOnlySpan<byte> key, LinkedUnit unit, int generation) => Encoded(
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"unit/{unit.CampaignId}/{unit.UnitId}/{generation}")).AsSpan(0, UnitBytes));

    /// <summary>What is kept of a unit's token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <param name="key">The installation's.</param>
    /// <param name="mail">What it is for.</param>
    public static string OfMail(ReadOnlySpan<byte> key, MailLink mail)
    {
        Span<byte> bytes = stackalloc byte[SaidBytes + SignatureBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, mail.UnitId);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)((mail.Week.Monday.DayNumber - FirstMonday.DayNumber) / 7));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)mail.Generation);
        Signature(key, bytes[..SaidBytes]).CopyTo(bytes[SaidBytes..]);
        return Encoded(bytes);
    }

    /// <summary>What a mail's token is for; null where it is none of ours.</summary>
    public static MailLink? ReadMail(ReadOnlySpan<byte> key, string token)
    {
        Span<byte> bytes = stackalloc byte[SaidBytes + SignatureBytes];
        if (token.Length != LengthOfMail || !Convert.TryFromBase64String(token.Replace('-', '+').Replace('_', '/'), bytes, out _)
            || !CryptographicOperations.FixedTimeEquals(Signature(key, bytes[..SaidBytes]), bytes[SaidBytes..]))
            return null;
        var monday = FirstMonday.AddDays(7 * BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]));
        return new(
            BinaryPrimitives.ReadInt32BigEndian(bytes), IsoWeek.Of(monday), BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]));
    }

    /// <summary>A text with the links in it made unreadable, for whoever may not answer for a unit.</summary>
    public static string Masked(string text) => Tokens().Replace(text, $"{UnitLinkOptions.Path}…");

    /// <summary>As much of a token as a log may hold.</summary>
    public static string Brief(string token) => token.Length <= Shown ? "…" : $"{token[..Shown]}…";

    [GeneratedRegex($"{UnitLinkOptions.Path}[A-Za-z0-9_-]{{27,32}}")]
    private static partial Regex Tokens();

    private static byte[] Signature(ReadOnlySpan<byte> key, ReadOnlySpan<byte> said) =>
        HMACSHA256.HashData(HMACSHA256.HashData(key, "mail"u8), said)[..SignatureBytes];

    private static string Encoded(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>A unit that has a link.</summary>
internal sealed record LinkedUnit
{
    public int UnitId { get; init; }

    public int CampaignId { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";
}

/// <summary>What the link in a mail is for.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Week">The week.</param>
/// <param name="Generation">Which link the unit had when the mail left: with it this one is revoked.</param>
internal sealed record MailLink(int UnitId, IsoWeek Week, int Generation);
