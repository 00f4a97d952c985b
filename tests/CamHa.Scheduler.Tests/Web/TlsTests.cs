using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The page over TLS, with a certificate that is renewed under it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private readonly TestAuthority _authority = new("An authority of the tests");

    private string File => Path.Combine(_folder, "page.pem");

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_from_the_next_connection_on_and_a_broken_one_never()
    {
        await IssueAsync("first.camha.example");
        await using var site = await Site.StartAsync($"Web:CertificateFile={File}", "Web:Hosts=first.camha.example, second.camha.example");
        Assert.Equal(Uri.UriSchemeHttps, site.Address.Scheme);
        await AnswersAsync(site, "first.camha.example");

        // A renewal that is half done.
        await System.IO.File.WriteAllTextAsync(File, "-----BEGIN CERTIFICATE-----\nMIIB", Service.Token);
        await AnswersAsync(site, "first.camha.example");
        System.IO.File.Delete(File);
        await AnswersAsync(site, "first.camha.example");

        await IssueAsync("second.camha.example");
        await AnswersAsync(site, "second.camha.example");
    }

    [Fact]
    public async Task A_browser_is_told_to_come_by_TLS_alone()
    {
        await IssueAsync("first.camha.example");
        await using var site = await Site.StartAsync(
            $"Web:CertificateFile={File}",
            "Web:Hosts=first.camha.example",
            $"Web:PasswordHash={Password.Hash("a long sentence")}");
        using var answer = await AnswersAsync(site, "first.camha.example");
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.Matches(
            "^__Host-camha=[^;]{43}; path=/; secure; samesite=strict; httponly$",
            Assert.Single(answer.Headers.GetValues("Set-Cookie")));

        // In the open nothing is answered there.
        Assert.DoesNotContain(
            "200 OK",
            await Wire.RequestAsync(new($"http://{site.Address.Authority}"), "GET /login"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a shopping list")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIB")]
    public void A_certificate_that_cannot_be_used_is_named_before_anything_starts(string? content)
    {
        if (content is not null)
            System.IO.File.WriteAllText(File, content);
        var fault = Assert.Single(SettingsCheck.Faults(Settings.Load(null, [$"Web:CertificateFile={File}"]))).English;
        Assert.StartsWith($"Web:CertificateFile = '{File}': ", fault, StringComparison.Ordinal);
        Assert.EndsWith(
            "; name a PEM or PFX file with its key (or the key in Web:CertificateKeyFile), readable by the service's account.",
            fault,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PFX_and_a_key_of_its_own_file_and_under_a_password_are_read_too()
    {
        var (key, password, pem) = (
            Path.Combine(_folder, "key.pem"),
            Path.Combine(_folder, "password"),
            _authority.Issue("first.camha.example"));
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        await System.IO.File.WriteAllTextAsync(password, "hunter2\n", Service.Token);

        await System.IO.File.WriteAllBytesAsync(File, certificate.Export(X509ContentType.Pfx, "hunter2"), Service.Token);
        Assert.Empty(Faults($"Web:CertificatePasswordFile={password}"));
        Assert.NotEmpty(Faults());

        await System.IO.File.WriteAllTextAsync(File, certificate.ExportCertificatePem(), Service.Token);
        await System.IO.File.WriteAllTextAsync(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), Service.Token);
        Assert.Empty(Faults($"Web:CertificateKeyFile={key}"));
        Assert.NotEmpty(Faults());

        await System.IO.File.WriteAllTextAsync(
            key,
            certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
                "hunter2",
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)),
            Service.Token);
        Assert.Empty(Faults($"Web:CertificateKeyFile={key}", $"Web:CertificatePasswordFile={password}"));
        Assert.NotEmpty(Faults($"Web:CertificateKeyFile={key}"));

        // Another certificate's key.
        await System.IO.File.WriteAllTextAsync(key, _authority.Issue("second.camha.example"), Service.Token);
        Assert.NotEmpty(Faults($"Web:CertificateKeyFile={key}"));

        IReadOnlyList<Bilingual> Faults(params string[] more) => SettingsCheck.Faults(
            Settings.Load(null, [$"Web:CertificateFile={File}", .. more]));
    }

    private async Task IssueAsync(string name)
    {
        await System.IO.File.WriteAllTextAsync(File, _authority.Issue(name), Service.Token);
        // Two renewals within the clock tick of a file system would be one.
        System.IO.File.SetLastWriteTimeUtc(File, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(name.Length));
    }

    // As a browser that trusts the authority, which asks for the name and takes no other.
    private async Task<HttpResponseMessage> AnswersAsync(Site site, string name)
    {
        using var root = X509Certificate2.CreateFromPem(_authority.Pem);
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(site.Address.Host, site.Address.Port, token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { root },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        using var client = new HttpClient(handler);
        var answer = await GetAsync(client, new($"https://{name}:{site.Address.Port}/login"));
        Assert.Contains((int)answer.StatusCode, new[] { 200, 404 });
        return answer;
    }

    // The server gives a handshake ten seconds of real time, which a busy machine may need.
    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, Uri page)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.GetAsync(page, Service.Token);
            }
            catch (HttpRequestException e) when (e.InnerException is IOException && attempt < 5)
            {
            }
        }
    }
}
