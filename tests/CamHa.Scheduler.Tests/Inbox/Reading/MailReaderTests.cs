using System.Diagnostics;
using System.Text;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;

namespace CamHa.Scheduler.Tests.Inbox.Reading;

public sealed class MailReaderTests
{
    private const string Says = "Thôn Tiến Thắng đã trồng xong hàng rào xanh ở xóm Đông.";

    static MailReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, byte[]> Letters => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Says) },
        { "us-ascii", Encoding.UTF8.GetBytes(Says) }, // a lie that is common
        { "iso-8859-1", Encoding.UTF8.GetBytes(Says) },
        { "", Encoding.UTF8.GetBytes(Says) },
        { "x-unknown", Encoding.UTF8.GetBytes(Says) },
        { "windows-1258", Encoding.GetEncoding(1258).GetBytes(Decomposed(Says)) },
        { "unknown-8bit", Encoding.GetEncoding(1258).GetBytes(Decomposed(Says)) },
        { "utf-16", Encoding.Unicode.GetBytes(Says) },
        { "x-user-defined", OldFont() },
        { "iso-8859-1", OldFont() },
    };

    [Fact]
    public void A_list_of_nine_thousand_items_was_numbered_for_hours()
    {
        var list = $"Subject: x\nContent-Type: text/html\n\n<ol start=\"2\">{string.Concat(Enumerable.Repeat("<li>a", 9_000))}</ol>";
        var lines = MailReader.Read(Encoding.ASCII.GetBytes(list)).Lines.Where(line => !line.IsBlank).ToList();
        Assert.Equal(("2. a", "9001. a"), (lines[0].Text.Trim(), lines[^1].Text.Trim()));
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void Vietnamese_is_read_in_whatever_letters_it_comes(string charset, byte[] text)
    {
        byte[] mail =
        [
            .. Encoding.ASCII.GetBytes($"From: a@b.vn\nContent-Type: text/plain{(charset.Length > 0 ? $"; charset={charset}" : "")}\n"
                + "Content-Transfer-Encoding: base64\n\n"),
            .. Encoding.ASCII.GetBytes(Convert.ToBase64String(text)),
        ];
        Assert.Equal(Says, CutRule.Cut(MailReader.Read(mail).Lines).Text);
    }

    [Theory]
    [InlineData("font-size:0.9em")]
    [InlineData("font-size: .8rem; max-height:0.5in")]
    [InlineData("color:#000;opacity:0.87")]
    [InlineData("x-display:none-such")]
    public void Small_print_was_taken_for_hidden(string style)
    {
        var mail = $"Subject: x\nContent-Type: text/html; charset=utf-8\n\n<div style=\"{style}\">{Says}</div>";
        Assert.Equal(Says, CutRule.Cut(MailReader.Read(Encoding.UTF8.GetBytes(mail)).Lines).Text);
    }

    /// <summary>The picture below a signature came with every mail; a photo that is shown in the text is one all the same.</summary>
    [Theory]
    [InlineData(2_000, "<img src=cid:a@b>", 0)]
    [InlineData(300_000, "<img src=cid:a@b>", 1)]
    [InlineData(2_000, "", 1)]
    public void A_small_picture_that_the_text_shows_is_no_file(int length, string shown, int files)
    {
        var mail = "From: a@b.vn\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n"
            + $"<p>T04 xong</p>{shown}\n--r\nContent-Type: image/png; name=logo.png\nContent-ID: <a@b>\n"
            + $"Content-Transfer-Encoding: base64\n\n{Convert.ToBase64String(new byte[length])}\n--r--\n";
        Assert.Equal(files, MailReader.Read(Encoding.ASCII.GetBytes(mail)).Files.Count);
        Assert.Equal(files, MailReader.Files(Encoding.ASCII.GetBytes(mail)).Count());
    }

    [Fact]
    public void Text_and_files_inside_winmail_dat_are_read()
    {
        // A message of one attribute, its body, as Outlook writes it.
        var body = Encoding.ASCII.GetBytes("T04 xong\0");
        var tnef = new MemoryStream();
        var writer = new BinaryWriter(tnef);
        writer.Write(0x223E9F78);
        writer.Write((ushort)1);
        Attribute(writer, 0x00089006, [0, 0, 1, 0]);
        Attribute(writer, 0x0002800C, body);
        var mail = $"From: a@b.vn\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String(tnef.ToArray());
        var read = MailReader.Read(Encoding.ASCII.GetBytes(mail));
        Assert.Equal("T04 xong", CutRule.Cut(read.Lines).Text.TrimEnd('\0'));

        static void Attribute(BinaryWriter writer, int tag, byte[] value)
        {
            writer.Write((byte)1);
            writer.Write(tag);
            writer.Write(value.Length);
            writer.Write(value);
            writer.Write((ushort)value.Sum(each => each));
        }
    }

    [Theory]
    [InlineData("T04 xong", "T04 xong")] // no headers at all
    [InlineData("\n\nFrom: a@b.vn\n\nT04 xong", "T04 xong")]
    [InlineData("From a@b.vn Wed Jun 15 09:00:00 2022\nFrom: a@b.vn\n\nT04 xong", "T04 xong")] // out of a mailbox file
    [InlineData("From: a@b.vn\nContent-Type: multipart/mixed; boundary=x\n\nT04 xong", "T04 xong")] // a boundary that never comes
    [InlineData("From: a@b.vn\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nT04 xong", "T04 xong")] // nor ends
    [InlineData("From: a@b.vn\nContent-Type: nonsense\n\nT04 xong", "T04 xong")]
    [InlineData("From: a@b.vn\nContent-Type: text/plain\n\n<html><body>T04 xong<br></body></html>", "T04 xong")] // HTML in disguise
    [InlineData("From: a@b.vn\nContent-Type: multipart/signed; boundary=x; protocol=\"application/pkcs7-signature\"\n\n--x\n\nT04 xong\n"
        + "--x\nContent-Type: application/pkcs7-signature\n\nMIA=\n--x--", "T04 xong")]
    public void A_mail_in_a_bad_or_rare_form_is_read(string mail, string expected) =>
        Assert.Equal(expected, CutRule.Cut(MailReader.Read(Encoding.UTF8.GetBytes(mail)).Lines).Text);

    [Fact]
    public void The_text_of_a_mail_that_is_attached_is_not_the_mails()
    {
        var mail = "From: a@b.vn\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nGửi Ban Chỉ đạo.\n--x\nContent-Type: "
            + "message/rfc822\n\n"
            + "From: c@d.vn\nSubject: Cũ\n\nT04 xong\n--x--";
        var read = MailReader.Read(Encoding.UTF8.GetBytes(mail));
        Assert.Equal("Gửi Ban Chỉ đạo.", CutRule.Cut(read.Lines).Text);
        Assert.Equal("Cũ.eml", Assert.Single(read.Files).Name);
    }

    [Fact]
    public void A_path_in_the_name_of_a_file_is_left_out()
    {
        var mail = "From: a@b.vn\nContent-Type: application/pdf; name=\"../../etc/bao-cao.pdf\"\nContent-Disposition: attachment\n\n%PDF";
        Assert.Equal("bao-cao.pdf", Assert.Single(MailReader.Read(Encoding.UTF8.GetBytes(mail)).Files).Name);
    }

    [Fact]
    public void What_is_hidden_in_HTML_is_not_read_and_lists_have_their_numbers()
    {
        var lines = HtmlLines.Of(
            "<title>x</title><div style='display: "
                + "none'>ẩn</div><style>p{}</style><ol><li>Một</li><li>Hai</li></ol>A&nbsp;<b>B</b><br>C", []);
        Assert.Equal("1. Một\n2. Hai\n\nA B\nC", CutRule.Cut(lines).Text);
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { "parts in parts", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"Content-Type: multipart/mixed; "
            + $"boundary=b{i}\n\n--b{i}\n")) },
        { "a million parts", "Content-Type: multipart/mixed; boundary=x\n\n" + string.Concat(Enumerable.Repeat("--x\n\n\n", 1_000_000)) },
        { "a million headers", string.Concat(Enumerable.Repeat("A-b: c\n", 1_000_000)) + "\nxong" },
        { "a header of 8 MB", $"Subject: {new string('x', 8_000_000)}\n\nxong" },
        { "a megabyte of addresses", $"To: {string.Concat(Enumerable.Repeat("a@b.vn, ", 130_000))}\n\nxong" },
        { "tags that never end", "Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<div>", 300_000)) },
        { "tags across each other", "Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<b><p><i><table><a>x", 60_000)) },
        { "fewer tags across each other", "Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<b><p><i><table><a>x", 1_900)) },
        { "a deep list", "Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<li><p>x", 4_900)) },
        { "one line", "Content-Type: text/html\n\n<p>" + new string('x', 8_000_000) },
        { "quotations in quotations", "Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<blockquote>x", 100_000)) },
        { "codes", "Subject: Re: x\n\n" + string.Concat(Enumerable.Repeat("T04 xong T05 chưa, ", 20_000)) },
        { "points", "Subject: Re: nộp báo cáo tuần 24/2022\n\n" + string.Concat(Enumerable.Repeat("1. khó khăn: ", 20_000)) },
        { "addresses that failed", "From: MAILER-DAEMON@b.vn\nSubject: failure notice\n\n"
            + string.Concat(Enumerable.Repeat("<a@b.vn>:\n", 40_000)) },
        { "not a mail", new string('\0', 3_000_000) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_mail_made_to_do_harm_takes_little_time_and_memory(string name, string mail)
    {
        var bytes = Encoding.UTF8.GetBytes(mail);
        // What is compiled at first use is not the mail's.
        MailExplainer.Explain("From: a@b.vn\nContent-Type: text/html\n\n<p>xong"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        MailExplainer.Explain(bytes);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
        Assert.True(seconds < 3 && megabytes < 400, $"{name}: {seconds:0.00} s, {megabytes:0} MB allocated");
    }

    [Fact]
    public void Whatever_bytes_come_something_is_read()
    {
        var random = new Random(1);
        var mail = Answers.Mail(Answers.Programs[0], "T04 xong", "Kính gửi\nT04", Place.Above, "both");
        for (var round = 0; round < 400; round++)
        {
            var bytes = mail.ToArray();
            for (var hit = 0; hit < 1 + (round % 40); hit++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.NotNull(MailExplainer.Explain(bytes.AsMemory(0, random.Next(bytes.Length))).Text);
        }
    }

    private static byte[] OldFont()
    {
        const string letters = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ";
        byte[] signs =
        [
            0xB8, 0xB5, 0xB6, 0xB7, 0xB9, 0xA8, 0xBE, 0xBB, 0xBC, 0xBD, 0xC6, 0xA9, 0xCA, 0xC7, 0xC8, 0xC9, 0xCB, 0xAE, 0xD0, 0xCC, 0xCE,
            0xCF, 0xD1, 0xAA, 0xD5, 0xD2, 0xD3, 0xD4, 0xD6, 0xDD, 0xD7, 0xD8, 0xDC, 0xDE, 0xE3, 0xDF, 0xE1, 0xE2, 0xE4, 0xAB, 0xE8, 0xE5,
            0xE6, 0xE7, 0xE9, 0xAC, 0xED, 0xEA, 0xEB, 0xEC, 0xEE, 0xF3, 0xEF, 0xF1, 0xF2, 0xF4, 0xAD, 0xF8, 0xF5, 0xF6, 0xF7, 0xF9, 0xFD,
            0xFA, 0xFB, 0xFC, 0xFE, 0xA1, 0xA2, 0xA7, 0xA3, 0xA4, 0xA5, 0xA6,
        ];
        return [.. Says.Select(letter => letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? signs[at] : (byte)letter)];
    }

    // windows-1258 has the marks of tones apart from their vowels.
    private static string Decomposed(string text)
    {
        var marks = "\u0300\u0301\u0303\u0309\u0323";
        var parted = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (!marks.Contains(letter, StringComparison.Ordinal) && parted.Length > 0 && letter is '\u0302' or '\u0306' or '\u031B')
                parted[^1] = $"{parted[^1]}{letter}".Normalize(NormalizationForm.FormC)[0];
            else
                parted.Append(letter);
        }

        return parted.ToString();
    }
}
