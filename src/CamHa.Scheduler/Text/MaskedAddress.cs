using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Text;

/// <summary>Addresses in the form that logs may show: <c>t***@xa.gov.vn</c>.</summary>
public static partial class MaskedAddress
{
    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "***" : $"{address[0]}***{address[at..]}";
    }

    /// <summary>The text with every address in it masked.</summary>
    public static string In(string text) => Address().Replace(text, found => Of(found.Value));

    [GeneratedRegex(@"[^\s@<>()'"",;:=]+@[^\s@<>()'"",;:=]+")]
    private static partial Regex Address();
}
