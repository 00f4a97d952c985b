using System.Net.Sockets;
using System.Security.Authentication;
using CamHa.Scheduler.Text;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>What to do about an error of SQL Server, by its number. The table in sql/README.md says the same.</summary>
internal static class SqlServerRemedies
{
    private static readonly Bilingual Server = new(
        "Kiểm tra tên và cổng của máy chủ trong Storage:ConnectionString, SQL Server có đang chạy và nhận kết nối TCP không, và tường lửa "
        + "ở giữa; máy chủ có tên riêng (instance) thì cần SQL Server Browser hoặc ghi rõ cổng",
        "Check the server's name and port in Storage:ConnectionString, that SQL Server runs and listens on TCP, and the firewall between; "
        + "a named instance needs SQL Server Browser or its port");

    private static readonly Bilingual Certificate = new(
        "Máy này không tin chứng thư của máy chủ, hoặc chứng thư mang tên khác: "
        + "cài chứng thư của nơi cấp mà máy này tin, và gọi máy chủ bằng tên ghi trong chứng thư",
        "This machine does not trust the server's certificate, or it is for another name: "
        + "install one from an authority known here, and name the server as the certificate does");

    private static readonly Bilingual Grants = new(
        "Tài khoản này thiếu quyền: nhờ người quản trị SQL Server chạy sql/roles/service.sqlserver.sql và thêm nó vào camha_service; "
        + "để tạo hoặc cập nhật bảng thì nhờ chạy sql/roles/installer.sqlserver.sql, "
        + "rồi gõ camha init bằng tài khoản thuộc camha_installer",
        "This login lacks a right: let the DBA run sql/roles/service.sqlserver.sql and add the user to camha_service; "
        + "to create or upgrade the schema, let the DBA run sql/roles/installer.sqlserver.sql "
        + "and run 'camha init' with a login in camha_installer");

    private static readonly Bilingual Missing = new(
        "Một bảng hoặc cột không đúng như phần mềm cần, như khi khung nhìn trên bảng của phần mềm khác không còn khớp: "
        + "lệnh camha doctor cho biết thiếu gì",
        "A table or column is not as this program needs it, as happens when a view over another program's tables no longer fits: "
        + "'camha doctor' names what is missing");

    private static readonly Bilingual Space = new(
        "Dọn bớt ổ đĩa chứa cơ sở dữ liệu, hoặc cho nó lớn thêm, và sao lưu nhật ký giao dịch của nó",
        "Free some space where the database lies, or let it grow, and back up its log");

    private static readonly Bilingual Away = new(
        "Cơ sở dữ liệu đang ngừng, đang khởi động hoặc đang được khôi phục: hãy chờ, hoặc nhờ người quản trị SQL Server đưa nó trở lại",
        "The database is offline, starting or being restored: wait, or let the DBA bring it online");

    private static readonly Bilingual Snapshot = new(
        "Một cơ sở dữ liệu mà khung nhìn đọc chưa bật snapshot, hoặc cơ sở dữ liệu này vừa bị tắt: "
        + "chạy ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON ở đó; nếu ở đây vừa bị tắt thì chạy lại dịch vụ",
        "Snapshots are off in a database that a view reads, or were turned off in this one: "
        + "ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON there; after OFF here, start the service again");

    private static readonly Bilingual Versions = new(
        "tempdb hết chỗ cho các bản trước của dữ liệu mà việc đọc snapshot cần: "
        + "cho nó lớn thêm, và dừng việc đã đọc suốt nhiều giờ",
        "tempdb has no room for the rows' earlier versions, which snapshot reads need: "
        + "let it grow, and end what has been reading for hours");

    private static readonly Bilingual Slow = new(
        "Máy chủ không trả lời kịp: tìm câu lệnh đang chặn câu lệnh khác, hoặc máy chủ đang quá tải; "
        + "nếu báo cáo và người nhập liệu phải chờ nhau thì chạy sql/roles/snapshot.sqlserver.sql",
        "The server did not answer in time: look for a statement that blocks others, and for an overloaded server; "
        + "where reports and people who type wait for each other, run sql/roles/snapshot.sqlserver.sql");

    private static readonly Bilingual Damaged = new(
        "Cơ sở dữ liệu đã hỏng: nhờ người quản trị SQL Server chạy DBCC CHECKDB và khôi phục bản sao lưu tốt gần nhất",
        "The database is damaged: let the DBA run DBCC CHECKDB and restore the last good backup");

    private static readonly Dictionary<int, Bilingual> Table = new()
    {
        [53] = Server,
        [2] = Server,
        [40] = Server,
        [64] = Server,
        [121] = Server,
        [233] = Server,
        [1225] = Server,
        [10053] = Server,
        [10054] = Server,
        [10060] = Server,
        [10061] = Server,
        [11001] = Server,
        [11002] = Server,

        // Windows' errors about a certificate: untrusted root, wrong name, expired, unknown, malformed, no common algorithm.
        [-2146893019] = Certificate,
        [-2146893022] = Certificate,
        [-2146893016] = Certificate,
        [-2146893017] = Certificate,
        [-2146893018] = Certificate,
        [-2146893048] = Certificate,
        [-2146893007] = Certificate,

        [18456] = new(
            "Kiểm tra tên đăng nhập và mật khẩu trong Storage:ConnectionString, và tài khoản đó có được kết nối không; "
            + "với Integrated Security thì là tài khoản chạy dịch vụ",
            "Check user and password in Storage:ConnectionString, and that the login exists and may connect; "
            + "with Integrated Security it is the account the service runs as"),
        [18452] = new(
            "Máy chủ không biết tài khoản Windows này: chạy dịch vụ bằng một tài khoản trong miền của nó, hoặc dùng tài khoản SQL",
            "The server does not know this Windows account: run the service as one of its domain, or use a SQL login"),
        [18470] = new(
            "Tài khoản đã bị tắt: nhờ người quản trị SQL Server bật lại",
            "The login is disabled: let the DBA enable it"),
        [18486] = new(
            "Tài khoản đã bị khóa: nhờ người quản trị SQL Server mở khóa",
            "The login is locked: let the DBA unlock it"),
        [18487] = new(
            "Mật khẩu của tài khoản đã hết hạn: nhờ người quản trị SQL Server đặt mật khẩu mới, rồi ghi vào Storage:ConnectionString",
            "The login's password has expired: let the DBA set a new one, and write it into Storage:ConnectionString"),
        [18488] = new(
            "Mật khẩu của tài khoản phải được đổi: nhờ người quản trị SQL Server đặt mật khẩu mới, rồi ghi vào Storage:ConnectionString",
            "The login's password must be changed: let the DBA set a new one, and write it into Storage:ConnectionString"),

        [4060] = new(
            "Kiểm tra Database trong Storage:ConnectionString: cơ sở dữ liệu phải có, và trong đó có người dùng cho tài khoản này "
            + "(sql/README.md)",
            "Check Database in Storage:ConnectionString: it must exist, and the login needs a user in it (sql/README.md)"),
        [911] = new(
            "Kiểm tra Database trong Storage:ConnectionString: không có cơ sở dữ liệu nào tên như vậy; tạo bằng CREATE DATABASE",
            "Check Database in Storage:ConnectionString: there is none of that name; create it with CREATE DATABASE"),
        [916] = Grants,
        [229] = Grants,
        [230] = Grants,
        [262] = Grants,
        [297] = Grants,
        [300] = Grants,

        [219] = new(
            "Đã có một kiểu (type) tên như vậy, do tạo tay hoặc còn sót: DROP TYPE nó, rồi gõ lại camha init",
            "A type of this name is there already, made by hand or left over: DROP TYPE it, then run 'camha init' again"),
        [2715] = new(
            "Thiếu một kiểu dòng (type) do phần mềm tạo: gõ camha init bằng tài khoản thuộc camha_installer",
            "A row type is missing, which a script of this program's schema makes: run 'camha init' with a login in camha_installer"),
        [207] = Missing,
        [208] = Missing,
        [4413] = Missing,

        [9002] = new(
            "Nhật ký giao dịch đã đầy: sao lưu nó, hoặc cho nó lớn thêm",
            "The transaction log is full: back it up, or let it grow"),
        [1101] = Space,
        [1105] = Space,
        [823] = new(
            "Máy chủ không đọc hoặc ghi được tệp của chính nó: nhờ người quản trị SQL Server kiểm tra ổ đĩa và chạy DBCC CHECKDB",
            "The server cannot read or write its own files: let the DBA look at the disk and run DBCC CHECKDB"),
        [605] = Damaged,
        [824] = Damaged,

        [924] = new(
            "Cơ sở dữ liệu đang ở chế độ một người dùng và có người khác trong đó: ALTER DATABASE … SET MULTI_USER",
            "The database is in single-user mode and somebody else is in it: ALTER DATABASE … SET MULTI_USER"),
        [922] = Away,
        [927] = Away,
        [942] = Away,
        [3906] = new(
            "Cơ sở dữ liệu chỉ cho đọc: ALTER DATABASE … SET READ_WRITE, hoặc ghi tên bản sao cho phép ghi",
            "The database is read-only: ALTER DATABASE … SET READ_WRITE, or name the replica that takes writes"),
        [3951] = Snapshot,
        [3952] = Snapshot,
        [3958] = Versions,
        [3966] = Versions,
        [3967] = Versions,
        [976] = new(
            "Bản sao này không phục vụ ai: ghi tên listener của availability group làm máy chủ",
            "This replica serves nobody: name the availability group's listener as the server"),
        [978] = new(
            "Bản sao này không cho ghi: ghi tên listener của availability group làm máy chủ",
            "This replica takes no writes: name the availability group's listener as the server"),

        [-2] = Slow,
        [258] = Slow,
        [1205] = new(
            "Hai bên cùng ghi và vướng nhau; lần chạy sau làm bù",
            "Two writers were in each other's way; the next run makes up for it"),
        [3960] = new(
            "Có người vừa sửa cùng chỗ đó; lần chạy sau làm bù",
            "Somebody changed the same in the meantime; the next run makes up for it"),
        [3961] = new(
            "Một bảng bị sửa trong lúc đang đọc; lần chạy sau làm bù",
            "A table was changed while it was read; the next run makes up for it"),
    };

    public static IReadOnlyCollection<int> Numbers => Table.Keys;

    /// <returns>Null where no remedy is known.</returns>
    public static Bilingual? For(int number) => Table.GetValueOrDefault(number);

    /// <summary>The remedy of the first error that has one: the server reports an unknown database together with a failed login.</summary>
    public static Bilingual? For(SqlException failure) =>
        failure.Errors.Cast<SqlError>().Select(error => For(error.Number)).FirstOrDefault(remedy => remedy is not null)
        // Outside Windows the driver gives network errors no numbers.
        ?? Beneath(failure);

    private static Bilingual? Beneath(Exception? failure) => failure switch
    {
        null => null,
        AuthenticationException => Certificate,
        SocketException => Server,
        { Message: var said } when said.Contains("certificate", StringComparison.OrdinalIgnoreCase) => Certificate,
        _ => Beneath(failure.InnerException),
    };
}
