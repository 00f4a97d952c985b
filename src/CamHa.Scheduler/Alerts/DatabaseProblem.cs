using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// That the database cannot be used, in the clerk's words. It is the one problem that mails tell of past the outbox, which is in
/// the database.
/// </summary>
internal static class DatabaseProblem
{
    private const string AwayKey = "database";
    private const string LostKey = "database-lost";

    public static bool Is(Problem problem) => problem.Key is AwayKey or LostKey;

    public static Problem Of(Database database, Outage? outage)
    {
        var (key, title, remedy) = outage?.Kind switch
        {
            OutageKind.Lost => (LostKey, "Cơ sở dữ liệu bị hỏng hoặc bị mất", LostRemedy(database)),
            OutageKind.Full => (
                AwayKey,
                "Ổ đĩa đầy, không mở được cơ sở dữ liệu",
                "Xóa bớt tệp không cần ở ổ đĩa chứa dữ liệu; có chỗ trống thì phần mềm tự chạy tiếp. Không khôi phục bản sao lưu"),
            _ => (
                AwayKey,
                "Không truy cập được cơ sở dữ liệu",
                database.Dialect == Dialect.Sqlite
                    ? "Một chương trình khác đang giữ tệp dữ liệu: đóng chương trình đó; xem lý do bằng lệnh: camha doctor"
                    : "Kiểm tra máy chủ cơ sở dữ liệu đang chạy và mạng thông; xem lý do bằng lệnh: camha doctor"),
        };
        return new(key, title, remedy) { Since = outage?.Since, TellsNow = false, StopsMails = true };
    }

    // The service holds the file until it is stopped, and looks for a new one only when it starts.
    private static string LostRemedy(Database database)
    {
        if (database.Dialect == Dialect.SqlServer)
        {
            return "Nhờ người quản trị SQL Server kiểm tra và khôi phục bản sao lưu gần nhất, rồi khởi động lại phần mềm. "
                + "Không gõ camha init: sẽ mất sổ ghi thư đã gửi";
        }

        var backup = database.NewestBackup;
        return "Nếu ổ đĩa chứa dữ liệu bị tháo ra thì gắn lại. Nếu không: dừng phần mềm (camha service uninstall), khôi phục bản "
            + $"sao lưu mới nhất (camha restore {backup ?? "TỆP"}), rồi camha arm và camha service install. "
            + (backup is null ? "Không thấy bản sao lưu nào trong thư mục sao lưu: tìm bản đã chép ra ổ USB. " : "")
            + "Không gõ camha init: sẽ mất sổ ghi thư đã gửi";
    }
}
