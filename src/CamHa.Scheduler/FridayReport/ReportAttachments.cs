using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>What a report's mail carries, and what it says of it.</summary>
internal sealed record ReportAttachments(IReadOnlyList<MailAttachment> Files, string Words)
{
    // Base64 in lines of 76: 4 bytes for 3, and two for each line's end.
    private const double OnTheWire = 4.0 / 3 * 78 / 76;

    /// <summary>All of it where it fits; else without annexes and Excel; else nothing. The archive has the whole in any case.</summary>
    /// <param name="files">Of the report.</param>
    /// <param name="room">In bytes on the wire, for all files together.</param>
    /// <param name="archive">Where the whole lies.</param>
    public static ReportAttachments Fit(ReportFiles files, long room, string archive)
    {
        var all = files.All;
        if (Weight(all) <= room)
            return new(all, $"Kèm theo: {string.Join(", ", all.Select(file => file.Name))}.");
        var few = files.WithoutAnnexes;
        return Weight(few) <= room
            ? new(few, $"Kèm theo: {string.Join(", ", few.Select(file => file.Name))}, không có phụ lục. Bản đầy đủ và bảng Excel quá lớn để gửi qua thư, được lưu tại {archive}.")
            : new([], $"Tệp báo cáo quá lớn để gửi qua thư, được lưu tại {archive}.");
    }

    public static long Weight(IReadOnlyList<MailAttachment> files) =>
        (long)files.Sum(file => file.Content.Length * OnTheWire);
}
