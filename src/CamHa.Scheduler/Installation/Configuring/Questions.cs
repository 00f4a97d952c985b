using System.Globalization;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>All questions, in the order they are asked.</summary>
internal static class Questions
{
    private const string NoAddress = "Đây không phải là địa chỉ thư điện tử; hãy viết như nhacviec@xa.gov.vn.";

    private static readonly Question Provider = new(
        "storage",
        "Storage:Provider",
        "Where the data lie: sqlite, a file, or sqlserver.",
        "Dữ liệu lưu ở đâu?")
    {
        Default = "sqlite",
        Choices = [("sqlite", "Trong một tệp trên máy này (nên chọn)"), ("sqlserver", "Trên máy chủ SQL Server")],
    };

    private static readonly Question SqlUser = OnSqlServer(
        "sql-user",
        "User ID",
        "The login; empty for the account the service runs as.",
        "Tên đăng nhập (để trống: dùng tài khoản của dịch vụ)") with
    {
        MayBeEmpty = true,
    };

    private static readonly Question User = new(
        "smtp-user",
        "Smtp:User",
        "The mailbox to log in as; empty for a server that asks for no login.",
        "Tên đăng nhập hộp thư")
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyList<Step> Steps { get; } =
    [
        new("Nơi lưu dữ liệu", [StorageOptions.Section], Database(), AnswerChecks.DatabaseAsync),
        new("Máy chủ gửi thư", [MailOptions.Section, SmtpOptions.Section, OAuthOptions.Section], MailServer(), AnswerChecks.MailAsync),
        new("Người nhận cảnh báo", [AlertOptions.Section, HeartbeatOptions.Section], Alerts()),
        new("Trang xem tình trạng", [WebOptions.Section], StatusPage()),
    ];

    public static IEnumerable<Question> All => Steps.SelectMany(step => step.Questions);

    private static Question[] Database() =>
    [
        Provider,
        new("database-file", "Storage:File", "The SQLite file.", "Tệp dữ liệu")
        {
            Default = "camha.db",
            IsPath = true,
            IsAsked = draft => !IsSqlServer(draft),
        },
        OnSqlServer("sql-server", "Data Source", "The SQL Server, as in db.xa.gov.vn or .\\SQLEXPRESS.", "Tên máy chủ SQL Server"),
        OnSqlServer("sql-database", "Initial Catalog", "The database there.", "Tên cơ sở dữ liệu"),
        SqlUser,
        new("sql-password", "Storage:Password", "The login's password", "Mật khẩu cơ sở dữ liệu")
        {
            SecretFile = "sql-password",
            IsForEveryVerb = true,
            IsAsked = draft => IsSqlServer(draft) && draft[SqlUser].Length > 0,
        },
    ];

    private static Question[] MailServer() =>
    [
        new("smtp-host", "Smtp:Host", "The mail server.", "Tên máy chủ gửi thư (SMTP), như mail.xa.gov.vn"),
        new("smtp-security", "Smtp:Security", "starttls, tls, or none for a server on this machine.", "Kiểu bảo mật")
        {
            Default = "starttls",
            Choices =
            [
                ("starttls", "STARTTLS, thường là cổng 587 (nên chọn)"),
                ("tls", "TLS ngay từ đầu, thường là cổng 465"),
                ("none", "Không (chỉ khi máy chủ thư là chính máy này)"),
            ],
        },
        new("smtp-port", "Smtp:Port", "Its port.", "Cổng")
        {
            Default = "587",
            Fault = answer => int.TryParse(answer, out var port) && port is > 0 and < 65536
                ? null
                : "Cổng là một số từ 1 đến 65535, thường là 587.",
        },
        User,
        new("smtp-password", "Smtp:Password", "The mailbox's password", "Mật khẩu hộp thư")
        {
            SecretFile = "smtp-password",
            IsAsked = HasPassword,
        },
        new(
            "password-expires",
            "Smtp:PasswordExpiresOn",
            "The last day of the mailbox's password, as in 2027-03-31, to be told in time; empty where it has none.",
            "Ngày hết hạn của mật khẩu đó, như 2027-03-31, để được báo trước")
        {
            MayBeEmpty = true,
            IsAsked = HasPassword,
            Fault = answer => DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null
                : "Viết năm, tháng, ngày, như 2027-03-31.",
        },
        new("from", "Mail:From", "The sender's address.", "Địa chỉ người gửi") { Fault = AddressFault },
        new(
            "from-name",
            "Mail:FromName",
            "The sender's name, as in Ban Chỉ đạo NTM xã Cẩm Hà.",
            "Tên người gửi, như Ban Chỉ đạo NTM xã Cẩm Hà"),
    ];

    private static Question[] Alerts() =>
    [
        new(
            "alerts-to",
            "Alerts:To",
            "Who is told by mail when something is wrong; without it the specialist whom the plan names (role specialist in units.csv).",
            "Địa chỉ nhận cảnh báo khi hệ thống có sự cố (để trống: chuyên trách ghi trong kế hoạch)")
        {
            MayBeEmpty = true,
            Fault = answer => answer.Length == 0 ? null : AddressFault(answer),
        },
        new(
            "heartbeat",
            "Heartbeat:Url",
            "The address of a watcher outside, as in https://hc-ping.com/UUID, that is called while all is well "
            + "and tells when this machine falls silent; empty for none.",
            "Địa chỉ theo dõi từ xa, như https://hc-ping.com/…, để có người được báo khi máy này ngừng chạy")
        {
            MayBeEmpty = true,
            Fault = answer => HeartbeatOptions.Fault(answer) is null
                ? null
                : "Đây không phải là một địa chỉ trang; hãy chép cả địa chỉ, như https://hc-ping.com/….",
        },
    ];

    private static Question[] StatusPage() =>
    [
        new(
            "web",
            "Web:Enabled",
            "Whether the service shows how it does on a page, true or false.",
            "Bật trang xem tình trạng (mở bằng trình duyệt ngay trên máy này)?")
        {
            Default = "true",
            Choices = [("true", "Có"), ("false", "Không")],
        },
        // Never asked at the terminal: only whoever opens the page to other machines gives it.
        new(
            "web-password-hash",
            "Web:PasswordHash",
            "What 'camha web password' has printed; the page asks for that password then, and other machines may see it.",
            "Mã của mật khẩu xem trang")
        {
            MayBeEmpty = true,
            IsAsked = _ => false,
        },
    ];

    private static Question OnSqlServer(string option, string keyword, string meaning, string prompt) =>
        new(option, "Storage:ConnectionString", meaning, prompt) { Keyword = keyword, IsAsked = IsSqlServer };

    private static bool IsSqlServer(Draft draft) => draft[Provider].Equals("sqlserver", StringComparison.OrdinalIgnoreCase);

    private static bool HasPassword(Draft draft) => draft[User].Length > 0 && draft["OAuth:Provider"] is "" or "none";

    private static string? AddressFault(string answer) => MailAddress.IsValid(answer) ? null : NoAddress;
}
