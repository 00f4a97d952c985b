using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The files a report's mail carries.</summary>
/// <param name="Files">The attachments.</param>
/// <param name="Words">What the mail says of them.</param>
internal sealed record ReportAttachments(IReadOnlyList<MailAttachment> Files, string Words)
{
    // Base64 makes 4 bytes of 3 and ends each line of 76 with a line break of two bytes.
    private const double OnTheWire = 4.0 / 3 * 78 / 76;

    /// <summary>Everything where it fits; else Word and PDF without annexes; else nothing. The archive has the whole in any case.</summary>
    /// <param name="files">The report's files.</param>
    /// <param name="room">In bytes on the wire, for all files together.</param>
    /// <param name="archive">Where the whole report is stored.</param>
    public static ReportAttachments Fit(ReportFiles files, long room, string archive)
    {
        var all = files.All;
        if (Weight(all) <= room)
            return new(all, $"Kèm theo: {Names(all)}.");
        var few = files.WithoutAnnexes;
        return Weight(few) <= room
            ? new(few, $"Kèm theo: {Names(few)}, không có phụ lục. "
                + $"Bản đầy đủ và bảng Excel quá lớn để gửi qua thư, được lưu tại {archive}.")
            : new([], $"Tệp báo cáo quá lớn để gửi qua thư, được lưu tại {archive}.");
    }

    /// <summary>In bytes on the wire.</summary>
    public static long Weight(IReadOnlyList<MailAttachment> files) => (long)files.Sum(file => file.Content.Length * OnTheWire);

    private static string Names(IReadOnlyList<MailAttachment> files) => string.Join(", ", files.Select(file => file.Name));
}
