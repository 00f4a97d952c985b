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
        $"trong tệp là “{file}”, nhưng từ khi xuất tệp đã có người sửa thành “{now}”; ghi “{now}” vào ô để giữ, hoặc xuất lại rồi sửa.",
        $"the file says '{file}', but since the export somebody has changed it to '{now}'; write '{now}' to keep it, or export again.");
}
