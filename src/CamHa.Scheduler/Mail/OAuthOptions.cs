using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>The login to the mail server by OAuth, where the provider no longer accepts a password.</summary>
public sealed class OAuthOptions : ISectionOptions
{
    public const string Section = "OAuth";

    /// <summary>
    /// <c>none</c> logs in with the password; <c>microsoft</c> as an app of the tenant; <c>google</c> with a refresh token.
    /// </summary>
    [OneOf("none", "microsoft", "google")]
    public string Provider { get; set; } = "none";

    /// <summary>Microsoft's id of the organisation, or one of its domains.</summary>
    public string Tenant { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>A file that holds the client secret and nothing else.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>The client secret as <c>camha protect</c> printed it.</summary>
    public string ClientSecretProtected { get; set; } = "";

    /// <summary>
    /// The client secret's last day, which the provider does not reveal; people are warned <c>Alerts:ExpiryDays</c> before.
    /// </summary>
    public DateOnly? ClientSecretExpiresOn { get; set; }

    public string RefreshToken { get; set; } = "";

    /// <summary>A file that holds the refresh token and nothing else.</summary>
    public string RefreshTokenFile { get; set; } = "";

    /// <summary>The refresh token as <c>camha protect</c> printed it.</summary>
    public string RefreshTokenProtected { get; set; } = "";

    /// <summary>The address that issues tokens; empty for the provider's own.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>The scope of a token; empty for the one that the provider's mail needs.</summary>
    public string Scope { get; set; } = "";

    internal bool IsUsed => !Provider.Equals("none", StringComparison.OrdinalIgnoreCase);

    internal bool IsMicrosoft => Provider.Equals("microsoft", StringComparison.OrdinalIgnoreCase);

    internal string Endpoint =>
        TokenUrl.Length > 0 ? TokenUrl
        : IsMicrosoft ? $"https://login.microsoftonline.com/{Uri.EscapeDataString(Tenant)}/oauth2/v2.0/token"
        : "https://oauth2.googleapis.com/token";

    internal string? AskedScope =>
        Scope.Length > 0 ? Scope
        : IsMicrosoft ? "https://outlook.office365.com/.default"
        : null;

    internal Secret ClientSecretSource => new("OAuth:ClientSecret", ClientSecret, ClientSecretFile, ClientSecretProtected);

    internal Secret RefreshTokenSource => new("OAuth:RefreshToken", RefreshToken, RefreshTokenFile, RefreshTokenProtected);

    public void Locate(Settings settings)
    {
        ClientSecretFile = Secret.Locate(ClientSecretFile, settings);
        RefreshTokenFile = Secret.Locate(RefreshTokenFile, settings);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        var smtp = SectionBinder.Read<SmtpOptions>(settings, SmtpOptions.Section);
        foreach (var secret in new[] { ClientSecretSource, RefreshTokenSource })
        {
            if (secret.Fault() is { } fault)
                yield return fault;
        }

        if (!IsUsed)
            yield break;
        if (smtp.User.Length == 0)
        {
            yield return SettingFault.Of(
                "Smtp:User",
                "",
                $"OAuth:Provider = '{Provider}' cần có hộp thư dùng để gửi; hãy ghi địa chỉ của nó, như nhacviec@camha.example.",
                $"OAuth:Provider = '{Provider}' needs the mailbox it sends as; write its address, as in nhacviec@camha.example.");
        }

        if (IsMicrosoft && Tenant.Length == 0 && TokenUrl.Length == 0)
        {
            yield return SettingFault.Of(
                "OAuth:Tenant",
                "",
                "microsoft cần có mã của cơ quan, hoặc một tên miền của cơ quan, như camha.example.",
                "microsoft needs the organisation's id, or one of its domains, as in camha.example.");
        }

        if (ClientId.Length == 0)
        {
            yield return SettingFault.Of(
                "OAuth:ClientId",
                "",
                $"{Provider} cần có mã của ứng dụng đã đăng ký ở đó.",
                $"{Provider} needs the id of the app that was registered there.");
        }

        foreach (var secret in IsMicrosoft ? [ClientSecretSource] : new[] { ClientSecretSource, RefreshTokenSource })
        {
            if (!secret.IsGiven)
            {
                yield return SettingFault.Of(
                    secret.Setting,
                    "",
                    $"{Provider} cần có mục này; hãy cho vào một tệp và ghi tên tệp ở {secret.Setting}File.",
                    $"{Provider} needs one; give it in a file named by {secret.Setting}File.");
            }
        }

        if (!IsSafe(TokenUrl))
        {
            yield return SettingFault.Of(
                "OAuth:TokenUrl",
                TokenUrl,
                "mật khẩu sẽ đi mà không được mã hóa; hãy ghi địa chỉ bắt đầu bằng https://, "
                + "hoặc để trống thì dùng địa chỉ của nhà cung cấp.",
                "the secret would travel in the open; write an address that begins with https://, "
                + "or leave it empty for the provider's.");
        }
    }

    private static bool IsSafe(string url) =>
        url.Length == 0
        || (Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)));
}
