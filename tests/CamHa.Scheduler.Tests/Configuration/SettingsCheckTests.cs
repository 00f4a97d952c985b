using System.Security.Cryptography;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Tests.Configuration;

/// <summary>What the settings of login and signature lack, in the operator's words.</summary>
public sealed class SettingsCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_provider_alone_lacks_everything_at_once() => Assert.Equal(
        [
            "Smtp:User = '': OAuth:Provider = 'microsoft' needs the mailbox it sends as; write its address, as in nhacviec@camha.example.",
            "OAuth:Tenant = '': microsoft needs the organisation's id, or one of its domains, as in camha.example.",
            "OAuth:ClientId = '': microsoft needs the id of the app that was registered there.",
            "OAuth:ClientSecret = '': microsoft needs one; give it in a file named by OAuth:ClientSecretFile.",
        ],
        Faults("OAuth:Provider=microsoft"));

    [Fact]
    public void Google_needs_a_refresh_token_and_no_tenant() => Assert.Equal(
        [
            "OAuth:ClientId = '': google needs the id of the app that was registered there.",
            "OAuth:ClientSecret = '': google needs one; give it in a file named by OAuth:ClientSecretFile.",
            "OAuth:RefreshToken = '': google needs one; give it in a file named by OAuth:RefreshTokenFile.",
        ],
        Faults("OAuth:Provider=google", "Smtp:User=nhacviec@camha.example"));

    [Theory]
    [InlineData("127.0.0.1:4318", "127.0.0.1:4318")]
    [InlineData("localhost:4318", "localhost:4318")]
    [InlineData("https://name:hunter2@collector.camha.example", "***")]
    public void A_collector_is_named_by_its_address_alone(string endpoint, string shown) => Assert.Equal(
        [$"Observability:OtlpEndpoint = '{shown}': write the collector's address, without a name or password in it, as in "
            + "http://127.0.0.1:4318."],
        Faults($"Observability:OtlpEndpoint={endpoint}"));

    [Theory]
    [InlineData("http://login.camha.example/token")]
    [InlineData("ftp://localhost/token")]
    [InlineData("login.camha.example")]
    public void A_secret_goes_to_no_address_in_the_open(string url) => Assert.Equal(
        [$"OAuth:TokenUrl = '{url}': the secret would travel in the open; write an address that begins with https://, or leave it "
            + "empty for the provider's."],
        Faults([.. Microsoft, $"OAuth:TokenUrl={url}"]));

    [Theory]
    [InlineData("")]
    [InlineData("https://login.camha.example/token")]
    [InlineData("http://localhost:8080/token")]
    [InlineData("http://[::1]/token")]
    public void A_whole_login_has_no_fault(string url) => Assert.Empty(Faults([.. Microsoft, $"OAuth:TokenUrl={url}"]));

    [Theory]
    [InlineData("Server=.;Database=CamHa;Passwort=hunter2", "this is not Keyword=value;Keyword=value with SqlClient's keywords, as in "
        + "Server=.;Database=CamHa;Integrated Security=true;Encrypt=Mandatory; a password with ; or = in it stands in quotes.")]
    [InlineData("Server=.;Password=hunter2", "it names no database; add Database=CamHa.")]
    public void A_connection_string_is_read_before_anything_is_started_and_never_shown(string connection, string fault) => Assert.Equal(
        [$"Storage:ConnectionString = '***': {fault}"], Faults("Storage:Provider=sqlserver", $"Storage:ConnectionString={connection}"));

    [Theory]
    [InlineData("Storage:File")]
    [InlineData("Mail:PickupFolder")]
    [InlineData("Report:ArchiveFolder")]
    public void A_path_that_is_empty_where_one_is_needed_is_a_fault_and_no_crash(string setting) =>
        Assert.Equal([$"{setting} = '': a value is needed."], Faults($"{setting}="));

    [Fact]
    public void A_word_that_is_no_provider_is_named() =>
        Assert.Equal(
            ["OAuth:Provider = 'yahoo': write none, microsoft or google."],
            Faults("OAuth:Provider=yahoo").Where(fault => fault.StartsWith("OAuth:Provider", StringComparison.Ordinal)));

    [Fact]
    public void Every_secret_is_looked_for_and_none_is_shown()
    {
        var faults = Faults(
            "Smtp:PasswordFile=smtp", "Smtp:Password=hunter2", "OAuth:ClientSecretFile=client", "OAuth:RefreshTokenFile=refresh");
        Assert.Equal(
            [
                "Smtp:Password: given more than once, by Smtp:Password and Smtp:PasswordFile. Keep one of them.",
                $"OAuth:ClientSecretFile = '{Path.Combine(_folder, "client")}': there is no such file. Create it with the secret in "
                    + "it, and nothing else.",
                $"OAuth:RefreshTokenFile = '{Path.Combine(_folder, "refresh")}': there is no such file. Create it with the secret in "
                    + "it, and nothing else.",
            ],
            faults);
    }

    [Fact]
    public void What_the_service_is_to_notice_of_itself_is_checked_and_the_heartbeats_address_never_shown() => Assert.Equal(
        [
            "Storage:KeepBackupsDaily = '-1': write a number from 0 to 366.",
            "Smtp:PasswordExpiresOn = 'soon': write a date, such as 2026-12-31.",
            "Alerts:ReportGraceMinutes = '1': write a number from 5 to 1440.",
            "Heartbeat:Url = '***': this is no web address; write it whole, as in https://hc-ping.com/UUID.",
            "Alerts:To = 'vanthu': this is not a mail address; write addresses separated by commas, as in vanthu@camha.example, or "
                + "leave it empty for the specialist.",
        ],
        Faults(
            "Storage:KeepBackupsDaily=-1",
            "Smtp:PasswordExpiresOn=soon",
            "Alerts:ReportGraceMinutes=1",
            "Alerts:To=a@camha.example, vanthu",
            "Heartbeat:Url=hc-ping.com/secret"));

    [Fact]
    public void Dates_and_addresses_that_are_right_have_no_fault() => Assert.Empty(
        Faults(
            "Smtp:PasswordExpiresOn=2026-12-31",
            "OAuth:ClientSecretExpiresOn=2027-06-30",
            "Alerts:To=a@camha.example; b@camha.example",
            "Heartbeat:Url=https://hc-ping.com/x"));

    [Fact]
    public void An_assignment_without_its_section_shows_no_value() =>
        Assert.Equal(
            "--set = 'Password=***': write Section:Key=value, as in Smtp:Host=mail.camha.example.",
            Assert.Throws<SettingsException>(() => Settings.Load(null, ["Password=hunter2"])).Message);

    [Fact]
    public void A_signature_needs_both_name_and_key()
    {
        Assert.Equal(
            ["Dkim:KeyFile = '': Dkim:Selector = 'camha2026' needs the private key to sign with; name its file, or leave both empty."],
            Faults("Dkim:Selector=camha2026"));
        Assert.Equal(
            [$"Dkim:Selector = '': Dkim:KeyFile = '{Path.Combine(_folder, "key.pem")}' needs the name its public key has in the DNS, "
                + "as in camha2026; or leave both empty."],
            Faults("Dkim:KeyFile=key.pem"));
        Assert.Equal(
            ["Dkim:Selector = 'a b': write letters, digits, dots and hyphens, as in camha2026."],
            Faults("Dkim:Selector=a b").Take(1));
    }

    [Fact]
    public void A_key_that_cannot_sign_is_named()
    {
        using var small = RSA.Create(512);
        using var good = RSA.Create(1024);
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        const string NoKey = "this is no RSA private key in PEM without a password; make one with openssl genrsa 2048.";
        Assert.Equal("there is no such file; make the key with openssl genrsa 2048.", KeyFault(null));
        Assert.Equal(NoKey, KeyFault("a shopping list"));
        Assert.Equal(NoKey, KeyFault(elliptic.ExportPkcs8PrivateKeyPem()));
        Assert.Equal(NoKey, KeyFault(good.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal(
            NoKey,
            KeyFault(
                good.ExportEncryptedPkcs8PrivateKeyPem(
                    "x",
                    new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1))));
        Assert.Equal("receivers take no key of 512 bits; make one of 2048.", KeyFault(small.ExportRSAPrivateKeyPem()));
        Assert.Null(KeyFault(good.ExportRSAPrivateKeyPem()));
        Assert.Null(KeyFault(good.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void A_page_for_other_machines_needs_a_password_TLS_and_its_names_all_said_at_once()
    {
        Assert.Equal(
            [
                "Web:Listen = '0.0.0.0:8480': other machines reach the page there, so it needs a password; make one with 'camha web "
                    + "password' and set Web:PasswordHash, or listen at 127.0.0.1.",
                "Web:Listen = '0.0.0.0:8480': the password would travel in the open; name a certificate in Web:CertificateFile, or set "
                    + "Web:AllowPlainHttp to true where nobody can listen.",
                "Web:Hosts = '': at 0.0.0.0 the service cannot know by which name it is called; write the names and addresses people "
                    + "type, as in camha.xa.example, 192.168.1.10.",
            ],
            Faults("Web:Listen=0.0.0.0:8480"));
        var hash = Password.Hash("a long sentence");
        Assert.Empty(Faults("Web:Listen=192.168.1.10:8480", $"Web:PasswordHash={hash}", "Web:AllowPlainHttp=true"));
        Assert.Empty(
            Faults(
                "Web:Listen=[::]:8480",
                $"Web:PasswordHash={hash}",
                "Web:AllowPlainHttp=true",
                "Web:Hosts=camha.xa.example, 192.168.1.10, [2001:db8::1]"));
        Assert.Empty(Faults("Web:Listen=[::1]:8480"));
    }

    [Theory]
    [InlineData("Web:Listen=8480", "Web:Listen = '8480': this is not an address and a port; write it as in 127.0.0.1:8480.")]
    [InlineData("Web:Listen=127.0.0.1", "Web:Listen = '127.0.0.1': this is not an address and a port; write it as in 127.0.0.1:8480.")]
    [InlineData("Web:Listen=camha:8480", "Web:Listen = 'camha:8480': this is not an address and a port; write it as in 127.0.0.1:8480.")]
    [InlineData(
        "Web:Hosts=http://camha/",
        "Web:Hosts = 'http://camha/': 'http://camha/' is not a name or an address; write them without http:// and without a port, as in "
            + "camha.xa.example, 192.168.1.10.")]
    [InlineData(
        "Web:PasswordHash=hunter2",
        "Web:PasswordHash = '***': this was not made by 'camha web password', or not copied whole; make it anew.")]
    [InlineData(
        "Web:CertificateKeyFile=key.pem",
        "Web:CertificateFile = '': a key or a password without a certificate; name the certificate, or leave the others out.")]
    public void A_page_that_could_not_be_shown_safely_is_named(string setting, string fault) => Assert.Equal([fault], Faults(setting));

    private static string[] Microsoft =>
        [
            "OAuth:Provider=microsoft",
            "OAuth:Tenant=camha.example",
            "OAuth:ClientId=app-1",
            "OAuth:ClientSecret=secret-1",
            "Smtp:User=nhacviec@camha.example"
        ];

    private string? KeyFault(string? pem)
    {
        var file = Path.Combine(_folder, "key.pem");
        if (pem is not null)
            File.WriteAllText(file, pem);
        var fault = Faults("Dkim:Selector=camha2026", "Dkim:KeyFile=key.pem").SingleOrDefault();
        var start = $"Dkim:KeyFile = '{file}': ";
        Assert.True(fault is null || fault.StartsWith(start, StringComparison.Ordinal));
        return fault?[start.Length..];
    }

    private IEnumerable<string> Faults(params string[] assignments) =>
        SettingsCheck.Faults(Settings.Load(null, assignments) with { Folder = _folder }).Select(fault => fault.English);
}
