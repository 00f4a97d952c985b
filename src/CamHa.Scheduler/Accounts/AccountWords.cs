using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Accounts;

/// <summary>The words for roles, and for accounts that would be wrong.</summary>
internal static class AccountWords
{
    /// <summary>The roles with their words, in the order in which people choose among them.</summary>
    public static IReadOnlyList<(AccountRoles Role, string Code, Bilingual Words, string What)> Roles { get; } =
    [
        (AccountRoles.Specialist, "specialist", new("Chuyên trách", "specialist"), "sửa kế hoạch, xử lý thư trả lời, cho gửi thư"),
        (AccountRoles.Clerk, "clerk", new("Văn thư", "clerk"), "nhập hộ báo cáo, xác nhận đã nhận"),
        (AccountRoles.Leader, "leader", new("Lãnh đạo", "leader"), "chỉ xem"),
        (AccountRoles.Inspector, "inspector", new("Kiểm tra", "inspector"), "xem, kể cả sổ thay đổi"),
        (AccountRoles.Administrator, "administrator", new("Quản trị", "administrator"), "lập tài khoản, cài đặt"),
    ];

    public static string NamesOf(AccountRoles roles) =>
        string.Join(", ", Roles.Where(each => roles.HasFlag(each.Role)).Select(each => each.Words.ToString()));

    /// <summary>The roles of a list as <c>clerk,leader</c>; null where one is none.</summary>
    public static AccountRoles? Read(string text)
    {
        var roles = AccountRoles.None;
        foreach (var word in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (role, _, _, _) = Roles.FirstOrDefault(each => each.Code.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (role == AccountRoles.None)
                return null;
            roles |= role;
        }

        return roles;
    }

    public static Bilingual Name(string name) => new(
        $"Tên đăng nhập “{name}” không dùng được; hãy ghi từ 2 đến 50 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối, như van-thu.",
        $"The name '{name}' cannot be used; write 2 to 50 small letters without marks, digits, dots or hyphens, as in van-thu.");

    public static Bilingual NameIsTaken(string name) => new(
        $"Đã có tài khoản “{name}”; hãy chọn tên khác.", $"There is an account '{name}' already; choose another name.");

    public static Bilingual Password(int length) => new(
        $"Mật khẩu chỉ có {length} ký tự; phải có ít nhất {Accounts.Password.ShortestLength} để khó đoán. Một câu ngắn thì dễ nhớ.",
        $"The password has {length} characters; at least {Accounts.Password.ShortestLength} are harder to guess. "
        + "A short sentence is easy to remember.");

    public static Bilingual PasswordIsLong(int longest) => new(
        $"Mật khẩu dài quá {longest} ký tự; hãy chọn một câu ngắn hơn.",
        $"The password is longer than {longest} characters; choose a shorter sentence.");

    public static Bilingual PasswordIsCommon { get; } = new(
        "Mật khẩu này nằm trong số hay bị đoán nhất, hoặc chứa tên đăng nhập; hãy chọn một câu ngắn của riêng mình.",
        "This password is among those that are guessed first, or holds the account's name; choose a short sentence of your own.");

    public static Bilingual PasswordsDiffer { get; } = new("Hai lần gõ mật khẩu không giống nhau.", "The two passwords are not the same.");

    public static Bilingual Person { get; } = new(
        "Hãy ghi họ tên hoặc chức danh, để người khác biết ai đã sửa.",
        "Write a name or an office, so that others know who made a change.");

    public static Bilingual RolesNeeded { get; } = new("Hãy chọn ít nhất một vai trò.", "Choose a role at least.");

    public static Bilingual RolesUnknown(string text) => new(
        $"“{text}” không phải là vai trò; các vai trò là {Codes()}.", $"'{text}' is no role; the roles are {Codes()}.");

    public static Bilingual CampaignsNeeded { get; } = new(
        "Hãy chọn ít nhất một kế hoạch, hoặc chọn thấy tất cả.", "Choose a campaign at least, or all of them.");

    public static Bilingual CampaignIsGone { get; } = new(
        "Một kế hoạch đã chọn không còn nữa; hãy chọn lại.", "A campaign that was chosen is not there any more; choose again.");

    public static Bilingual CampaignUnknown(string code, IEnumerable<string> codes) => new(
        $"Không có kế hoạch “{code}”; hiện có: {string.Join(", ", codes)}.",
        $"There is no campaign '{code}'; there are: {string.Join(", ", codes)}.");

    public static Bilingual LastAdministrator { get; } = new(
        "Đây là tài khoản Quản trị cuối cùng thấy tất cả kế hoạch; hãy lập một tài khoản Quản trị khác trước.",
        "This is the last administrator of all campaigns; make another one first.");

    public static Bilingual Unknown(string name, IEnumerable<string> names) => new(
        $"Không có tài khoản “{name}”; hiện có: {string.Join(", ", names)}.",
        $"There is no account '{name}'; there are: {string.Join(", ", names)}.");

    public static Bilingual WrongPassword { get; } = new("Mật khẩu hiện nay không đúng.", "The present password is not right.");

    public static Bilingual TooManyTries(TimeSpan wait) => new(
        $"Thử sai quá nhiều lần. Đợi {Math.Ceiling(wait.TotalMinutes):0} phút rồi thử lại.",
        $"Too many tries. Wait {Math.Ceiling(wait.TotalMinutes):0} minutes and try again.");

    public static Bilingual WrongCode { get; } = new(
        "Mã không đúng; hãy xem lại trong tệp, hoặc bằng lệnh camha account code.",
        "The code is not right; read it in the file again, or by 'camha account code'.");

    public static Bilingual NotTheFirst { get; } = new(
        "Tài khoản đầu tiên đã được lập; hãy đăng nhập.", "The first account has been made; log in.");

    private static string Codes() => string.Join(", ", Roles.Select(each => each.Code));
}
