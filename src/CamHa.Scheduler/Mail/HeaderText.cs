using System.Text;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Header values in the encoded words of RFC 2047, folded: no word is longer than 75 characters and no line with one longer
/// than 76, which strict servers ask for.
/// </summary>
internal static class HeaderText
{
    private const int LongestLine = 76;
    private const int LongestWord = 75;
    private const string Begin = "=?utf-8?B?";
    private const string End = "?=";

    // Shorter ones would not be worth their line.
    private const int ShortestWord = 30;

    // Plain words that are longer are encoded, because only encoded ones can be broken.
    private const int LongestPlain = 60;

    public static Header Unstructured(HeaderId id, string text)
    {
        var line = new Folded(id);
        if (IsPlain(text))
        {
            foreach (var word in text.Split(' '))
                line.Add(word);
        }
        else
        {
            AddEncoded(line, text);
        }

        return line.Header;
    }

    /// <param name="id">From, To or Cc.</param>
    /// <param name="mailboxes">Display names, which may be empty, and addresses that are known to be valid.</param>
    public static Header Mailboxes(HeaderId id, IReadOnlyList<(string Name, string Address)> mailboxes)
    {
        var line = new Folded(id);
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var (name, address) = mailboxes[i];
            var separator = i < mailboxes.Count - 1 ? "," : "";
            var ascii = MailboxAddress.EncodeAddrspec(address);
            if (name.Length == 0)
            {
                line.Add(ascii + separator);
                continue;
            }

            if (IsPlain(name) && name.Length <= LongestPlain)
                line.Add(Quoted(name));
            else
                AddEncoded(line, name);
            line.Add($"<{ascii}>{separator}");
        }

        return line.Header;
    }

    // What looks like an encoded word would be decoded by whoever reads it.
    private static bool IsPlain(string text) =>
        text.All(letter => letter is >= ' ' and <= '~')
        && !text.Contains("=?", StringComparison.Ordinal)
        && !text.Contains(End, StringComparison.Ordinal)
        && text.Split(' ').All(word => word.Length is > 0 and <= LongestPlain);

    private static string Quoted(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '_')
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // A character never spans two words: each is decoded by itself.
    private static void AddEncoded(Folded line, string text)
    {
        Span<byte> bytes = stackalloc byte[LongestWord];
        var (length, room) = (0, Room(line));
        foreach (var rune in text.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > room)
            {
                line.Add(Word(bytes[..length]));
                (length, room) = (0, Room(line));
            }

            length += rune.EncodeToUtf8(bytes[length..]);
        }

        if (length > 0)
            line.Add(Word(bytes[..length]));
    }

    private static string Word(ReadOnlySpan<byte> utf8) => Begin + Convert.ToBase64String(utf8) + End;

    // In bytes: base64 makes four characters of three.
    private static int Room(Folded line)
    {
        var left = LongestLine - line.Column - 1;
        return (Math.Min(left < ShortestWord ? LongestWord : left, LongestWord) - Begin.Length - End.Length) / 4 * 3;
    }

    private sealed class Folded(HeaderId id)
    {
        private readonly StringBuilder _text = new();

        /// <summary>How many characters the current line has.</summary>
        public int Column { get; private set; } = id.ToHeaderName().Length + 1;

        public Header Header
        {
            get
            {
                var header = new Header(id, "");
                header.SetRawValue(Encoding.ASCII.GetBytes($"{(_text.Length == 0 ? " " : _text)}\r\n"));
                return header;
            }
        }

        public void Add(string word)
        {
            // The first word stays beside the field's name: some servers drop a field whose first line is empty.
            if (Column + 1 + word.Length > LongestLine && _text.Length > 0)
            {
                _text.Append("\r\n");
                Column = 0;
            }

            _text.Append(' ').Append(word);
            Column += 1 + word.Length;
        }
    }
}
