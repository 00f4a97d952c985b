using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>All questions, in the order they are asked.</summary>
internal static class Questions
{
    private static readonly Question Provider = new(
        "storage",
        "Storage:Provider",
        "Where the data lie: sqlite, a file, or sqlserver.",
        "Dữ liệu lưu ở đâu?")
    {
        Default = "sqlite",
        Choices =
        [
            new("sqlite", new("Trong một tệp trên máy này (nên chọn)", "In a file on this machine (the usual choice)")),
            new("sqlserver", new("Trên máy chủ SQL Server", "On a SQL Server")),
        ],
    };

    private static readonly Question SqlUser = OnSqlServer(
        "sql-user",
        "User ID",
        "The login; empty for the account the service runs as.",
        "Tên đăng nhập") with
    {
        MayBeEmpty = true,
        WhenEmpty = "dùng tài khoản của dịch vụ",
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
        new(new("Nơi lưu dữ liệu", "Where the data lie"), [StorageOptions.Section], Database(), AnswerChecks.DatabaseAsync),
        // Tried before the mailbox is asked for: a wrong host is told at once, and not six answers later.
        new(new("Máy chủ gửi thư", "The mail server"), [SmtpOptions.Section], MailServer(), AnswerChecks.ServerAsync)
        {
            Later =
            [
                "Smtp:User", "Smtp:Password", "Smtp:PasswordFile", "Smtp:PasswordProtected", "Smtp:PasswordExpiresOn",
            ],
        },
        new(
            new("Hộp thư dùng để gửi", "The mailbox that sends"),
            [MailOptions.Section, SmtpOptions.Section, OAuthOptions.Section],
            Mailbox(),
            AnswerChecks.MailAsync),
        new(
            new("Phần đầu và chữ ký của báo cáo tuần", "Letterhead and signature of the weekly report"),
            [LetterheadOptions.Section],
            Letterhead()),
        new(new("Người nhận cảnh báo", "Who is told"), [AlertOptions.Section, HeartbeatOptions.Section], Alerts()),
        new(new("Trang xem tình trạng", "The page"), [WebOptions.Section], StatusPage()),
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
            IsForgotten = true,
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
                new("starttls", new("STARTTLS, thường là cổng 587 (nên chọn)", "STARTTLS, mostly port 587 (the usual choice)")),
                new("tls", new("TLS ngay từ đầu, thường là cổng 465", "TLS from the first byte, mostly port 465")),
                new("none", new("Không (chỉ khi máy chủ thư là chính máy này)", "None (only for a server on this machine)")),
            ],
        },
        new("smtp-port", "Smtp:Port", "Its port.", "Cổng")
        {
            Default = "587",
            Fault = answer => int.TryParse(answer, out var port) && port is > 0 and < 65536
                ? null
                : Language.Say("Cổng là một số từ 1 đến 65535, thường là 587.", "A port is a number from 1 to 65535, mostly 587."),
        },
    ];

    private static Question[] Mailbox() =>
    [
        User,
        new("smtp-password", "Smtp:Password", "The mailbox's password", "Mật khẩu hộp thư")
        {
            SecretFile = "smtp-password",
            IsForgotten = true,
            IsAsked = HasPassword,
        },
        new(
            "password-expires",
            "Smtp:PasswordExpiresOn",
            "The last day of the mailbox's password, as in 31/3/2027, to be told in time; empty where it has none.",
            "Ngày hết hạn của mật khẩu đó, như 31/3/2027, để được báo trước")
        {
            MayBeEmpty = true,
            IsForgotten = true,
            IsAsked = HasPassword,
            Fault = answer => DayFault(answer) ?? PastFault(answer),
            Written = answer => Vietnamese.TryReadDay(answer, out var day) ? $"{day:yyyy-MM-dd}" : answer,
            Shown = value => Vietnamese.TryReadDay(value, out var day) ? $"{day:d/M/yyyy}" : value,
        },
        new("from", "Mail:From", "The sender's address.", "Địa chỉ người gửi") { Fault = AddressFault },
        new(
            "from-name",
            "Mail:FromName",
            "The sender's name, as in Ban Chỉ đạo NTM xã Cẩm Hà.",
            "Tên người gửi, như Ban Chỉ đạo NTM xã Cẩm Hà"),
    ];

    private static Question[] Letterhead() =>
    [
        new("report-layout", "Report:Layout", "The letterhead: party (36-HD/VPTW) or state (30/2020/NĐ-CP).", "Thể thức")
        {
            Default = "party",
            Choices =
            [
                new("party", new("Văn bản của Đảng (Hướng dẫn 36-HD/VPTW)", "The Party's (36-HD/VPTW)")),
                new("state", new("Văn bản hành chính (Nghị định 30/2020/NĐ-CP)", "The state's (30/2020/NĐ-CP)")),
            ],
        },
        new(
            "superior-organ",
            "Report:SuperiorOrgan",
            "The organ above; empty for the commune's, by the layout and the plan's place.",
            "Cơ quan cấp trên")
        {
            MayBeEmpty = true,
            WhenEmpty = "ĐẢNG ỦY XÃ hoặc ỦY BAN NHÂN DÂN XÃ và tên xã trong kế hoạch",
        },
        new(
            "issuing-organ",
            "Report:IssuingOrgan",
            "The organ that issues the report; empty for the plan's committee (role committee in units.csv).",
            "Cơ quan ban hành")
        {
            MayBeEmpty = true,
            WhenEmpty = "tên Ban Chỉ đạo ghi trong kế hoạch",
        },
        new("number-suffix", "Report:NumberSuffix", "What follows the number, as in BC/BCĐ.", "Ký hiệu sau số văn bản")
        {
            Default = "BC/BCĐ",
        },
        new(
            "signs-for",
            "Report:SignsFor",
            "On whose behalf it is signed; empty for T/M BAN CHỈ ĐẠO or TM. BAN CHỈ ĐẠO, by the layout.",
            "Ký thay mặt ai")
        {
            MayBeEmpty = true,
            WhenEmpty = "T/M BAN CHỈ ĐẠO hoặc TM. BAN CHỈ ĐẠO, theo thể thức",
        },
        new("signer-title", "Report:SignerTitle", "The signer's title, as in TRƯỞNG BAN.", "Chức vụ người ký")
        {
            Default = "TRƯỞNG BAN",
        },
        new("signer-name", "Report:SignerName", "The signer's name; empty where it is written by hand.", "Họ tên người ký")
        {
            MayBeEmpty = true,
        },
        new(
            "sent-to",
            "Report:SentTo",
            "The lines under “Nơi nhận:”, separated by semicolons.",
            "Nơi nhận, cách nhau bằng dấu chấm phẩy")
        {
            Default = new LetterheadOptions().SentTo,
        },
    ];

    private static Question[] Alerts() =>
    [
        new(
            "alerts-to",
            "Alerts:To",
            "Who is told by mail when something is wrong; without it the specialist whom the plan names (role specialist in units.csv).",
            "Địa chỉ nhận cảnh báo khi hệ thống có sự cố")
        {
            MayBeEmpty = true,
            WhenEmpty = "chuyên trách ghi trong kế hoạch",
            // There may be several.
            Fault = answer => answer.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
                .Select(AddressFault)
                .FirstOrDefault(fault => fault is not null),
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
                : Language.Say(
                    "Đây không phải là một địa chỉ trang; hãy chép cả địa chỉ, như https://hc-ping.com/….",
                    "This is no web address; copy the whole of it, as in https://hc-ping.com/…."),
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
            Choices = [new("true", new("Có", "Yes")), new("false", new("Không", "No"))],
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

    private static string? AddressFault(string answer) => MailAddress.IsValid(answer) ? null : $"{MailAddress.Fault(answer)}";

    // A slip in the year; the mailbox would be told of as locked every day.
    private static string? PastFault(string answer) =>
        Vietnamese.TryReadDay(answer, out var day) && day < DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)
            ? Language.Say(
                $"Ngày {Vietnamese.Date(day)} đã qua; hãy viết ngày hết hạn sắp tới, hoặc - nếu không có.",
                $"{day:yyyy-MM-dd} has passed; write the day to come, or - for none.")
            : null;

    private static string? DayFault(string answer)
    {
        if (Vietnamese.TryReadDay(answer, out var day))
        {
            return SensibleDays.Holds(day) ? null : Language.Say(
                $"Năm {day.Year} không đúng; hãy viết lại cả ngày, như 31/3/2027.",
                $"The year {day.Year} cannot be right; write the whole day, as in 31/3/2027.");
        }

        return DayText.Instead(answer) is var (what, instead)
            ? ValueWords.DayInstead(answer, what, instead)
            : Language.Say(
                "Đây không phải là ngày; hãy viết ngày, tháng, năm, như 31/3/2027.", "This is no day; write it as in 31/3/2027.");
    }
}
