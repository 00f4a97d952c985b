using CamHa.Scheduler.Text;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>What to do about an error of SQLite, by its code: <see href="https://www.sqlite.org/rescode.html"/>.</summary>
internal static class SqliteRemedies
{
    // The shared memory beside the file cannot grow, which SQLite calls an error of the disk: SQLITE_IOERR_SHMSIZE, and
    // SQLITE_IOERR_SHMMAP where it grew in name only.
    private const int SharedMemorySize = 4874;
    private const int SharedMemoryMap = 5386;

    /// <summary>Whether there is no room on the disk.</summary>
    public static bool IsFull(SqliteException failure) =>
        failure.SqliteErrorCode == 13 || failure.SqliteExtendedErrorCode is SharedMemorySize or SharedMemoryMap;

    /// <returns>For an engineer in English, for a clerk in Vietnamese; null where no remedy is known.</returns>
    public static Bilingual? For(SqliteException failure) => failure.SqliteErrorCode switch
    {
        _ when IsFull(failure) => new("Ổ đĩa đầy: xóa bớt tệp không cần ở ổ chứa dữ liệu", "Free some space where the file lies"),
        8 when failure.SqliteExtendedErrorCode == SqliteFile.Moved => new(
            "Tệp dữ liệu đã bị thay hoặc bị mất: nếu ổ đĩa bị tháo ra thì gắn lại; nếu không thì dừng dịch vụ và khôi phục bản sao lưu "
            + "mới nhất (camha restore TỆP)",
            "If its disk is not mounted, mount it; otherwise stop the service and restore the last good backup"),
        1 when failure.Message.Contains("no such ", StringComparison.Ordinal) => new(
            "Bảng dữ liệu không đúng như phần mềm cần: xem chỗ thiếu bằng lệnh camha doctor và báo người cài đặt",
            "A table or column is not as this program needs it, as happens when a view over another program's tables no longer fits: "
            + "'camha doctor' names what is missing"),
        5 or 6 => new(
            "Một chương trình khác đang giữ tệp dữ liệu: đóng chương trình đó rồi làm lại",
            "Another program holds the file: let it end its transaction, or raise Storage:BusyTimeoutSeconds"),
        8 => new(
            "Tài khoản này không có quyền ghi tệp dữ liệu hoặc thư mục chứa nó",
            "The account must be able to write to the file and its folder"),
        14 => new(
            "Không mở được tệp dữ liệu: kiểm tra đường dẫn và quyền ghi vào thư mục",
            "Check that the path is right, and that the account may write to the file and its folder"),
        10 => new(
            "Không đọc hoặc ghi được ổ đĩa: kiểm tra ổ đĩa; nếu tệp đã hỏng thì khôi phục bản sao lưu mới nhất (camha restore TỆP)",
            "The disk cannot be read or written: look at the disk, and restore the last good backup if the file is damaged"),
        11 => new(
            "Tệp dữ liệu đã hỏng: khôi phục bản sao lưu mới nhất (camha restore TỆP)",
            "The file is damaged: restore the last good backup"),
        26 => new(
            "Tệp này không phải cơ sở dữ liệu của phần mềm: kiểm tra đường dẫn, hoặc khôi phục bản sao lưu mới nhất (camha restore TỆP)",
            "This is no database of this service: check that the path is right, or restore the last good backup"),
        _ => null,
    };
}
