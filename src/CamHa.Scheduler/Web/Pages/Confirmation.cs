using System.Globalization;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What a click has done, on its way to the page that says so: a word of ours and two numbers, nothing that anybody typed.</summary>
/// <param name="Code">Which.</param>
/// <param name="Done">How many.</param>
/// <param name="Asked">Of how many.</param>
public readonly record struct Confirmation(string Code, int Done = 0, int Asked = 0)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code}.{Done}.{Asked}");

    /// <summary>What it says; nothing where it was not made here.</summary>
    public static string Words(string cookie) =>
        cookie.Split('.') is [var code, var doneText, var askedText]
        && int.TryParse(doneText, NumberStyles.None, CultureInfo.InvariantCulture, out var done)
        && int.TryParse(askedText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Words(code, done, asked) : "";

    private static string Words(string code, int done, int asked)
    {
        var words = code switch
        {
            "retry" => $"Đã xếp {done} thư vào hàng chờ gửi lại.",
            "release" => $"Đã cho gửi {done} thư.",
            "cancel" => $"Đã hủy {done} thư.",
            "out" => "Đã đăng xuất.",
            _ => "",
        };
        return words.Length > 0 && done < asked ? $"{words} {asked - done} thư khác đã đổi trạng thái nên giữ nguyên." : words;
    }
}
