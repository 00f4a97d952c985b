using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Files;

/// <summary>Why a file does not count, in words.</summary>
internal static class FileFaultWords
{
    public static string Words(this FileFault fault) => fault switch
    {
        FileFault.TooMany => Language.Say("không tính: thư có quá nhiều tệp", "does not count: too many files in the mail"),
        FileFault.TooLarge => Language.Say("không tính: các tệp của thư quá lớn", "does not count: the mail's files are too large"),
        _ => Language.Say("không tính: đơn vị đã gửi quá nhiều trong tuần", "does not count: the unit has sent too much in the week"),
    };
}
