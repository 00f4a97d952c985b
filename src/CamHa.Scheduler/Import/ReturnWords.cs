using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>What is said of a row that was exported and comes back.</summary>
internal static class ReturnWords
{
    public static string Example => Language.Say(
        "đây là dòng ví dụ của tệp mẫu; ghi kế hoạch của mình đè lên.",
        "this is the example of the template; write your own campaign over it.");

    public static string Gone => Language.Say(
        $"dòng này đã bị bỏ ở nơi khác từ khi xuất tệp; xóa dòng khỏi tệp. Vẫn cần thì {WithMine}.",
        $"this row was removed elsewhere since the export; delete it. If it is still needed, {WithMine}.");

    public static string CameAgain => Language.Say(
        "dòng này đã bị bỏ ở nơi khác; được thêm lại theo tệp.", "this row was removed elsewhere; it comes again, as the file has it.");

    /// <param name="old">What the row was when it was exported.</param>
    public static string Renamed(string old) => Language.Say(
        $"dòng này là của {old}, mà trong tệp không còn dòng nào của {old}. Sửa nhầm thì ghi lại {old}; thêm dòng mới thì ghi lại {old}, "
        + $"chép cả dòng xuống dưới rồi đổi ở dòng chép; muốn {old} kết thúc và dòng này thay vào thì {WithMine}.",
        $"this row is {old}, of which the file has no row any more. If that is a slip, write {old} back; for a new row write {old} back, "
        + $"copy the row below, and change the copy; to end {old} and put this in its place, {WithMine}.");

    public static string ReplacedBy(string old) => Language.Say(
        $"thay cho {old}: {old} kết thúc.", $"this takes the place of {old}, which ends.");

    public static string Conflict(string file, string now) => Language.Say(
        $"tệp ghi “{file}”, máy đang có “{now}”, và dòng này đã có người sửa từ khi xuất tệp. Theo máy thì {Kept(now)}; theo tệp thì "
        + $"{WithMine}.",
        $"the file says '{file}', the database '{now}', and somebody has changed this row since the export. To keep the database's, "
        + $"{Kept(now)}; to keep the file's, {WithMine}.");

    public static string Overwritten(string file, string now) => Language.Say(
        $"theo tệp: “{file}”, thay cho “{now}” mà người khác đã ghi.",
        $"as the file has it: '{file}', instead of '{now}', which somebody else wrote.");

    /// <summary>What stands for the value of a row that is not there any more.</summary>
    public static string IsGone => Language.Say("đã bỏ", "removed");

    public static string StaysGone => Language.Say(
        "dòng này đã bị bỏ ở nơi khác; vẫn bỏ.", "this row was removed elsewhere, and stays so.");

    public static string Kept(string file, string now) => Language.Say(
        $"theo máy: “{now}”; “{file}” trong tệp không được ghi.", $"as the database has it: '{now}'; '{file}' of the file is not written.");

    /// <summary>The remedy at the command line, which the page has a choice for.</summary>
    internal static string WithMine => Language.Say(
        "nạp lại với --mine (mọi chỗ hỏi như thế này đều theo tệp)",
        "import it again with --mine (all that is asked like this is then as in the file)");

    private static string Kept(string now) => now.Length == 0
        ? Language.Say("xóa trắng ô", "empty the cell")
        : Language.Say($"ghi “{now}” vào ô", $"write '{now}'");
}
