using System.Globalization;
using System.Text;
using CamHa.Scheduler.Benchmarks.Scale;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>Sixty units with ten assignments each, and what they write: as phones do, below it what they answer.</summary>
internal static class AnsweringUnits
{
    private const int Units = 60;
    private const int Assignments = 600;

    public static async Task SeedAsync(string file)
    {
        var store = new ScaleStore(file);
        await store.SeedAsync(OneCampaign.Tables(Units, Assignments, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date)));
        await store.SettleAsync();
    }

    /// <summary>Puts mails where they have arrived, under names of the order in which they came.</summary>
    /// <param name="folder">The Maildir's <c>new</c>.</param>
    /// <param name="from">The number of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="isFlood">Whether one unit sends all of them.</param>
    public static void Put(string folder, int from, int count, bool isFlood = false)
    {
        for (var number = from; number < from + count; number++)
            Put(folder, $"{number:000000}.mail", Write(number, isFlood ? 0 : number % Units));
    }

    public static void Put(string folder, string name, byte[] mail)
    {
        var written = Path.Combine(folder, "../tmp", name);
        File.WriteAllBytes(written, mail);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(written, (UnixFileMode)0b110_110_110);
        File.Move(written, Path.Combine(folder, name));
    }

    /// <summary>One of 100 MB, nearly all of it a file.</summary>
    public static byte[] WriteLarge()
    {
        var line = string.Concat(Enumerable.Repeat("QUJDREVG", 9)) + "\r\n";
        return Mail(Assignments * Units, 0, "xong", $"""

            --b
            Content-Type: application/octet-stream; name="phim.mp4"
            Content-Transfer-Encoding: base64

            {string.Concat(Enumerable.Repeat(line, 100_000_000 / line.Length))}
            """);
    }

    private static byte[] Write(int number, int unit)
    {
        var own = $"T{unit + (number / Units % (Assignments / Units) * Units):000000}";
        return Mail(number, unit, (number % 4) switch
        {
            0 => "1. Kết quả tuần này: đã họp dân, vận động 12 hộ hiến đất.\r\n2. Kế hoạch tuần tới: làm 300 m đường.\r\n"
                + "3. Khó khăn: thiếu kinh phí.\r\n4. Kiến nghị: xin thêm xi măng.",
            1 => $"{own} xong",
            2 => $"{own} đạt {number % 90}%",
            _ => "Tuần này không phát sinh.\r\n\r\nĐược gửi từ iPhone của tôi",
        });
    }

    private static byte[] Mail(int number, int unit, string says, string more = "")
    {
        var quoted = string.Join("\r\n", Enumerable.Range(1, 40).Select(line =>
            $"> {line}. Hoàn thành nội dung số {line} của bộ tiêu chí xã nông thôn mới; đề nghị đơn vị trả lời trước 15 giờ thứ Sáu"));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            From: u{unit + 3:00000}@camha.example
            To: nhacviec@camha.example
            Subject: Re: [NTM] Nhắc việc
            Message-ID: <{number}@phone.example>
            Date: {TimeProvider.System.GetUtcNow():r}
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8

            {says}

            Vào Th 6, 17 thg 6, 2022 lúc 07:30 Nhắc việc <nhacviec@camha.example> đã viết:

            {quoted}
            {more}
            --b--

            """).ReplaceLineEndings("\r\n"));
    }
}
