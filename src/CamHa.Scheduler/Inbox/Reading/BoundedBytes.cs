using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>
/// A mail's bytes without what only an attacker sends: a hundred thousand parts or headers, which would cost a thousand times their
/// bytes once they are objects.
/// </summary>
internal static class BoundedBytes
{
    /// <param name="mail">A mail of any size.</param>
    /// <param name="notes">Takes what was left out.</param>
    /// <param name="most">How much is read.</param>
    /// <returns>The same bytes where nothing is left out.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> mail, List<Bilingual> notes, int most = MailLimits.Mail)
    {
        if (mail.Length > most)
        {
            notes.Add(new(
                $"Thư lớn hơn {most >> 20} MB; chỉ đọc phần đầu.",
                $"Larger than {most >> 20} MB; only its beginning is read."));
            mail = mail[..most];
        }

        var scan = new Scan(mail.Span);
        scan.Run();
        if (scan.Kept is null && scan.End == mail.Length)
            return mail;
        notes.Add(new("Thư có quá nhiều phần hoặc dòng tiêu đề; bỏ bớt.", "Too many parts or header lines; some are left out."));
        return scan.Kept is { } kept ? kept.ToArray() : mail[..scan.End];
    }

    private ref struct Scan(ReadOnlySpan<byte> mail)
    {
        private readonly ReadOnlySpan<byte> _mail = mail;
        private int _bytes;
        private int _lines;
        private int _allLines;
        private int _parts;

        /// <summary>What is kept, from the first line on that is not; null where every line is.</summary>
        public MemoryStream? Kept { get; private set; }

        public int End { get; private set; }

        public void Run()
        {
            var isHeader = true;
            while (End < _mail.Length)
            {
                var rest = _mail[End..];
                var length = rest.IndexOf((byte)'\n') is >= 0 and var feed ? feed + 1 : rest.Length;
                var line = rest[..length];
                if (line is [(byte)'-', (byte)'-', > 32, ..])
                {
                    if (++_parts > MailLimits.Parts)
                        return;
                    (isHeader, _bytes, _lines) = (true, 0, 0);
                }
                else if (line is [(byte)'\n'] or [(byte)'\r', (byte)'\n'])
                {
                    // A mail may begin with blank lines.
                    isHeader &= _lines == 0 && _parts == 0;
                }
                else if (isHeader)
                {
                    _bytes += length;
                    _lines++;
                    _allLines++;
                }

                if (isHeader && (_bytes > MailLimits.Headers || _lines > MailLimits.HeaderLines || _allLines > MailLimits.AllHeaderLines))
                {
                    if (Kept is null)
                    {
                        Kept = new();
                        Kept.Write(_mail[..End]);
                    }

                    _bytes -= length;
                }
                else
                {
                    Kept?.Write(line);
                }

                End += length;
            }
        }
    }
}
