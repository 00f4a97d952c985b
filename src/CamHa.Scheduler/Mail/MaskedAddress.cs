namespace CamHa.Scheduler.Mail;

/// <summary>An address as logs may show it: <c>t***@xa.gov.vn</c>.</summary>
public static class MaskedAddress
{
    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "***" : $"{address[0]}***{address[at..]}";
    }
}
