using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace CamHa.Scheduler.Text;

/// <summary>What counts as a mail address.</summary>
public static class MailAddress
{
    /// <summary>Whether the text is an address and nothing else: no display name, no comment, no blanks around it.</summary>
    public static bool IsValid(string text) => TryParse(text, out _);

    /// <summary>
    /// Whether other organisations' servers take it too: a name in ASCII, and a domain with a dot. A domain with other letters
    /// is taken as it is read or in its <c>xn--</c> form.
    /// </summary>
    public static bool IsPublic(string text) =>
        TryParse(text, out var mailbox) && text[0] != '@' && mailbox.Domain.Contains('.')
        && MailboxAddress.EncodeAddrspec(text).All(char.IsAscii);

    /// <summary>What is said of a text that is not valid.</summary>
    public static Bilingual Fault(string text) => new(
        $"“{text}” không phải là địa chỉ thư điện tử; hãy viết như vanthu@xa.gov.vn.",
        $"'{text}' is no mail address; write it as in vanthu@xa.gov.vn.");

    /// <summary>The domain as servers know it: <c>xn--…</c> where it has letters outside ASCII.</summary>
    public static string Domain(string address)
    {
        var ascii = MailboxAddress.EncodeAddrspec(address);
        return ascii[(ascii.LastIndexOf('@') + 1)..];
    }

    private static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? mailbox) =>
        MailboxAddress.TryParse(text, out mailbox)
        && text.Contains('@', StringComparison.Ordinal)
        // The parser turns xn-- into letters.
        && (mailbox.Address == text || string.Equals(mailbox.GetAddress(idnEncode: true), text, StringComparison.OrdinalIgnoreCase));
}
