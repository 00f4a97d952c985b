using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>What is said of a row that was exported and comes back.</summary>
internal static class ReturnWords
{
    public static string Example => Language.Say(
        "đây là dòng ví dụ của tệp mẫu; ghi kế hoạch của mình đè lên.",
        "this is the example of the template; write your own campaign over it.");

    public static string Gone => Language.Say(
        "dòng này đã bị bỏ ở nơi khác từ khi xuất tệp; xóa dòng khỏi tệp, hoặc chép thành dòng mới nếu vẫn cần.",
        "this row was removed elsewhere since the export; delete it, or copy it into a new row if it is still needed.");

    public static string Conflict(string file, string now) => Language.Say(
        $"tệp ghi “{file}”, máy đang có “{now}”, và dòng này đã có người sửa từ khi xuất tệp. Theo máy thì {Kept(now)}; theo tệp thì xuất "
        + "ra một tệp khác rồi chép chỗ sửa sang.",
        $"the file says '{file}', the database '{now}', and somebody has changed this row since the export. To keep the database's, "
        + $"{Kept(now)}; to keep the file's, export into another file and copy your corrections over.");

    private static string Kept(string now) => now.Length == 0
        ? Language.Say("xóa trắng ô", "empty the cell")
        : Language.Say($"ghi “{now}” vào ô", $"write '{now}'");
}
