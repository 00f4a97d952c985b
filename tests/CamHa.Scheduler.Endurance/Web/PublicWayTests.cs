using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Web;

/// <summary>A unit's report on its way in from outside, through what an office puts in front: nginx, OpenSSH, or nothing.</summary>
public sealed partial class PublicWayTests : IDisposable
{
    private const string Demanded = "CAMHA_TEST_REAL_SERVERS";
    private const string Name = "baocao.xa.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-way-").FullName;
    private readonly TestAuthority _authority = new("An authority of the tests");

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_report_comes_through_nginx_as_the_guide_configures_it_and_the_desk_does_not_go_out()
    {
        var nginx = Program("nginx", "nginx-light");
        var (outside, inside) = (FreePort(), FreePort());
        var certificate = Path.Combine(_folder, "page.pem");
        await File.WriteAllTextAsync(certificate, _authority.Issue(Name), Service.Token);
        var log = Path.Combine(_folder, "camha.log");
        var server = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy/nginx-answers.conf"), Service.Token))
            .Replace("listen 443", $"listen 127.0.0.1:{outside}", StringComparison.Ordinal)
            .Replace($"/etc/letsencrypt/live/{Name}/fullchain.pem", certificate, StringComparison.Ordinal)
            .Replace($"/etc/letsencrypt/live/{Name}/privkey.pem", certificate, StringComparison.Ordinal)
            .Replace("/var/log/nginx/camha.log", log, StringComparison.Ordinal)
            .Replace("127.0.0.1:8490", $"127.0.0.1:{inside}", StringComparison.Ordinal);
        var config = Path.Combine(_folder, "nginx.conf");
        await File.WriteAllTextAsync(config, $$"""
            daemon off;
            pid {{_folder}}/nginx.pid;
            error_log {{_folder}}/error.log;
            events {}
            http {
            {{server}}
            }
            """, Service.Token);
        await using var site = await AnswerSite.StartAsync(
            $"Answers:Listen=127.0.0.1:{inside}", $"Answers:PublicUrl=https://{Name}", "Answers:TrustedProxy=127.0.0.1");
        await using var proxy = LeashedProcess.Start(
            Path.Combine(_folder, "out.log"), Path.Combine(_folder, "nginx.pid"), nginx, "-c", config, "-p", _folder);
        using var client = Client(outside);
        var path = await site.PathAsync("HND");
        await ReportAsync(site, client, path);
        foreach (var desk in new[] { "/", "/login", "/campaigns/1", "/style.css", "/health" })
        {
            using var answer = await client.GetAsync(new Uri(desk, UriKind.Relative), Service.Token);
            Assert.Equal((desk, HttpStatusCode.NotFound), (desk, answer.StatusCode));
        }

        var logged = await File.ReadAllTextAsync(log, Service.Token);
        Assert.Contains($"/t/{path[3..7]}...", logged, StringComparison.Ordinal);
        Assert.DoesNotContain(path, logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_comes_through_a_reverse_tunnel_of_OpenSSH()
    {
        var (sshd, ssh) = (Program("sshd", "openssh-server"), Program("ssh", "openssh-client"));
        var keygen = Program("ssh-keygen", "openssh-client");
        var (port, outside, inside) = (FreePort(), FreePort(), FreePort());
        foreach (var key in new[] { "host", "user" })
            await RunAsync(keygen, "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, key));
        File.Copy(Path.Combine(_folder, "user.pub"), Path.Combine(_folder, "authorized"));
        var config = Path.Combine(_folder, "sshd_config");
        // As the guide has it: one port may be opened, and nothing else be done.
        await File.WriteAllTextAsync(config, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {_folder}/host
            PidFile {_folder}/sshd.pid
            AuthorizedKeysFile {_folder}/authorized
            PasswordAuthentication no
            StrictModes no
            UsePAM no
            AllowTcpForwarding remote
            PermitListen 127.0.0.1:{outside}
            X11Forwarding no
            PermitTTY no
            """, Service.Token);
        Directory.CreateDirectory("/run/sshd");
        await using var site = await AnswerSite.StartAsync(
            $"Answers:Listen=127.0.0.1:{inside}", $"Answers:PublicUrl=https://{Name}", "Answers:TrustedProxy=127.0.0.1");
        await using var server = LeashedProcess.Start(
            Path.Combine(_folder, "sshd.log"), Path.Combine(_folder, "sshd.pid"), sshd, "-D", "-e", "-f", config);
        await ReachableAsync(port);
        await using var tunnel = LeashedProcess.Start(
            Path.Combine(_folder, "ssh.log"),
            Path.Combine(_folder, "none.pid"),
            ssh, "-N", "-F", "/dev/null", "-p", $"{port}", "-i", Path.Combine(_folder, "user"), "-o", "StrictHostKeyChecking=no",
            "-o", "UserKnownHostsFile=/dev/null", "-o", "ExitOnForwardFailure=yes", "-o", "ServerAliveInterval=30",
            "-R", $"127.0.0.1:{outside}:127.0.0.1:{inside}", $"{Environment.UserName}@127.0.0.1");
        await ReachableAsync(outside);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{outside}") };
        client.DefaultRequestHeaders.Host = Name;
        await ReportAsync(site, client, await site.PathAsync("HND"));
    }

    [Fact]
    public async Task A_report_comes_over_TLS_with_a_certificate_of_our_own()
    {
        var certificate = Path.Combine(_folder, "page.pem");
        await File.WriteAllTextAsync(certificate, _authority.Issue(Name), Service.Token);
        await using var site = await AnswerSite.StartAsync($"Answers:PublicUrl=https://{Name}", $"Answers:CertificateFile={certificate}");
        using var client = Client(site.Address.Port);
        await ReportAsync(site, client, await site.PathAsync("HND"));
    }

    private static async Task ReportAsync(AnswerSite site, HttpClient client, string path)
    {
        var html = await client.GetStringAsync(new Uri(path, UriKind.Relative), Service.Token);
        Assert.Contains("Hội Nông dân", html, StringComparison.Ordinal);
        var hidden = Hidden().Matches(html).Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value));
        using var form = new FormUrlEncodedContent(
        [
            .. hidden,
            new("results", "Trồng xong 500 m"),
            new($"w{Convert.ToHexStringLower(Encoding.UTF8.GetBytes("T04"))}-what", "done"),
        ]);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, Service.Token);
        Assert.Contains("Cảm ơn đơn vị", await answer.Content.ReadAsStringAsync(Service.Token), StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM WeeklySubmission WHERE Results = 'Trồng xong 500 m'"));
    }

    // By its name, wherever it is: nobody here answers for it.
    private HttpClient Client(int port)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                await ReachableAsync(port);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new()
            {
                CertificateChainPolicy = new()
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509Certificate2.CreateFromPem(_authority.Pem) },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
        client.BaseAddress = new($"https://{Name}");
        return client;
    }

    private static async Task ReachableAsync(int port)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port, Service.Token);
                return;
            }
            catch (SocketException) when (watch.Elapsed < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Service.Token);
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Service.Token);
        Assert.Equal(0, process.ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program(string name, string package)
    {
        var found = new[] { "/usr/sbin", "/usr/bin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null)
        {
            var missing = $"there is no {name} here (Debian: {package})";
            Assert.False(Environment.GetEnvironmentVariable(Demanded) == "1", $"{Demanded} = '1', but {missing}");
            Assert.Skip(missing);
        }

        return found!;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
