using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// Postfix and Dovecot on loopback: a submission server that wants TLS and a login, and what it delivered over IMAP.
/// Their configurations lie beside this file. Where they cannot run, tests that ask for them are skipped and say why.
/// </summary>
public sealed partial class MailServers : IAsyncLifetime
{
    public const string User = "nhacviec@camha.example";
    public const string Password = "Cẩm Hà 2022";

    /// <summary>An address that is there, but not at once: the port <c>strict</c> answers 450.</summary>
    public const string Greylisted = "greylisted@camha.example";

    /// <summary>An address that the policy of the port <c>strict</c> protects: 550 5.7.1.</summary>
    public const string Closed = "closed@camha.example";

    private const string Demand = "CAMHA_TEST_REAL_SERVERS";
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode Readable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string Templates = Path.Combine(Repository.Root, "tests/CamHa.Scheduler.Tests/Infrastructure/MailServers");
    private static readonly string[] Added = ["Return-Path", "X-Original-To", "Delivered-To", "Received"];

    private readonly string _folder = Directory.CreateTempSubdirectory("camha-mail-").FullName;
    private readonly Dictionary<string, string> _values = [];
    private readonly string? _missing = Missing();
    private LeashedProcess? _dovecot;
    private LeashedProcess? _postfix;

    /// <summary>What a service needs to send through one of the ports.</summary>
    public string[] Settings(string port, string password = Password, bool trusted = true) =>
    [
        "Mail:Transport=smtp", $"Mail:From={User}", "Smtp:Host=localhost", $"Smtp:Port={Port(port)}", $"Smtp:Security={(port == "tls" ? "tls" : "starttls")}",
        $"Smtp:User={User}", $"Smtp:Password={password}", $"Smtp:CaFile={(trusted ? Path.Combine(_folder, "authority.pem") : "")}",
    ];

    /// <summary>Skips the test where there are no servers, and begins it with empty mailboxes.</summary>
    public async Task BeginAsync()
    {
        if (_missing is not null && Environment.GetEnvironmentVariable(Demand) == "1")
            Assert.Fail($"{Demand} is set, but {_missing}");
        Assert.SkipUnless(_missing is null, _missing ?? "");
        await SettledAsync();
        foreach (var mailbox in Directory.EnumerateDirectories(Path.Combine(_folder, "mail")))
            Directory.Delete(mailbox, recursive: true);
    }

    public async ValueTask InitializeAsync()
    {
        if (_missing is not null || !OperatingSystem.IsLinux())
            return;
        foreach (var template in Directory.GetFiles(Templates))
        {
            foreach (Match port in PortName().Matches(await File.ReadAllTextAsync(template)))
                _values[port.Value] = FreePort(_values.Values);
        }

        File.SetUnixFileMode(_folder, Readable);
        // Delivered and read by a user without rights, whoever that is here.
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName, Everybody);
        Directory.CreateDirectory(Path.Combine(_folder, "queue"));
        Directory.CreateDirectory(Path.Combine(_folder, "postfix"));
        using (var authority = new TestAuthority("A province's own authority"))
        {
            await WriteAsync("authority.pem", authority.Pem);
            await WriteAsync("localhost.pem", authority.Issue("localhost", IPAddress.Loopback), Private);
            await WriteAsync("other-name.pem", authority.Issue("mail.elsewhere.example"), Private);
        }

        await WriteAsync("users", $"{User}:{{PLAIN}}{Password}\nreader:{{PLAIN}}reader\n");
        var contacts = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "sql/demo/contacts.csv"));
        await WriteAsync("mailboxes", string.Concat(contacts.Skip(1).Select(line => line.Split(',')[1]).Append(Greylisted).Append(Closed)
            .Select(address => $"{address} .{address.Split('@')[0]}/\n")));
        await FillAsync("main.cf", "postfix/main.cf");
        await FillAsync("master.cf", "postfix/master.cf");
        await FillAsync("dovecot.conf", "dovecot.conf");

        _dovecot = LeashedProcess.Start(Path.Combine(_folder, "dovecot.log"), Path.Combine(_folder, "dovecot/master.pid"), "dovecot", "-F", "-c", Path.Combine(_folder, "dovecot.conf"));
        await StartPostfixAsync();
        await AnswersAsync("imap");
    }

    public async ValueTask DisposeAsync()
    {
        await StopPostfixAsync();
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task StartPostfixAsync()
    {
        if (_postfix is not null)
            return;
        var configuration = Path.Combine(_folder, "postfix");
        _postfix = LeashedProcess.Start(Path.Combine(_folder, "postfix.log"), Path.Combine(_folder, "queue/pid/master.pid"), "postfix", "-c", configuration, "start-fg");
        await AnswersAsync("starttls");
    }

    public async Task StopPostfixAsync()
    {
        if (_postfix is not null)
            await _postfix.DisposeAsync();
        _postfix = null;
    }

    /// <summary>Waits until everything that Postfix has accepted is where it belongs.</summary>
    public Task SettledAsync() => UntilAsync(
        () => Task.FromResult(_postfix is null || !new[] { "incoming", "active" }.Any(queue => Directory.EnumerateFiles(Path.Combine(_folder, "queue", queue), "*", SearchOption.AllDirectories).Any())),
        "Postfix did not empty its queue");

    /// <summary>Every mail in every mailbox, without the headers that servers add on the way.</summary>
    public async Task<IReadOnlyList<Arrived>> ReadAsync()
    {
        await SettledAsync();
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port("imap"), SecureSocketOptions.None, Service.Token);
        await client.AuthenticateAsync("reader", "reader", Service.Token);
        var arrived = new List<Arrived>();
        foreach (var folder in await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: Service.Token))
        {
            await folder.OpenAsync(FolderAccess.ReadOnly, Service.Token);
            for (var index = 0; index < folder.Count; index++)
            {
                await using var stream = await folder.GetStreamAsync(index, "", Service.Token);
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes, Service.Token);
                arrived.Add(new($"{folder.FullName}@camha.example", WithoutAdded(bytes.ToArray())));
            }
        }

        await client.DisconnectAsync(quit: true, Service.Token);
        return arrived;
    }

    /// <summary>What Postfix said of each login, in order: <c>PLAIN</c>, <c>SCRAM-SHA-256</c>.</summary>
    public async Task<IReadOnlyList<string>> LoginsAsync() =>
        [.. SaslMethod().Matches(await File.ReadAllTextAsync(Path.Combine(_folder, "postfix.log"), Service.Token)).Select(match => match.Groups[1].Value)];

    private int Port(string name) => int.Parse(_values[$"@port.{name}@"], System.Globalization.CultureInfo.InvariantCulture);

    // The servers put theirs in front; anything else they changed shows as a difference.
    private static byte[] WithoutAdded(byte[] mail)
    {
        var text = Encoding.Latin1.GetString(mail);
        while (Array.Exists(Added, name => text.StartsWith(name + ":", StringComparison.Ordinal)))
            text = HeaderEnd().Split(text, 2)[1];
        return Encoding.Latin1.GetBytes(text);
    }

    private static string? Missing()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(folder => folder.Length > 0).ToList();
        return !OperatingSystem.IsLinux() ? "Postfix and Dovecot are run on Linux only."
            : !new[] { "postfix", "dovecot" }.All(program => folders.Exists(folder => File.Exists(Path.Combine(folder, program))))
                ? "Postfix and Dovecot are not installed: .ci/install installs them."
            : !Environment.IsPrivilegedProcess ? "Postfix starts for root only."
            : null;
    }

    // Below the ports that the system gives to outgoing connections, or another test's client might take it meanwhile.
    private static string FreePort(ICollection<string> taken)
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                if (!taken.Contains($"{port}"))
                    return $"{port}";
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    private async Task FillAsync(string template, string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Templates, template));
        await WriteAsync(file, Placeholder().Replace(text, match => match.Value == "@dir@" ? _folder : _values[match.Value]));
    }

    private async Task WriteAsync(string file, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        var path = Path.Combine(_folder, file);
        await File.WriteAllTextAsync(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    private Task AnswersAsync(string port) => UntilAsync(
        async () =>
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port(port));
                return await client.GetStream().ReadAsync(new byte[1]) == 1;
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                return false;
            }
        },
        $"nothing answers on the port {port}");

    private async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (await condition())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        var logs = Directory.GetFiles(_folder, "*.log").Select(File.ReadAllText);
        throw new InvalidOperationException($"{otherwise}\n{string.Join('\n', logs)}");
    }

    [GeneratedRegex(@"@port\.[a-z0-9-]+@")]
    private static partial Regex PortName();

    [GeneratedRegex(@"@(dir|port\.[a-z0-9-]+)@")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\r\n(?![ \t])")]
    private static partial Regex HeaderEnd();

    [GeneratedRegex("sasl_method=([A-Z0-9-]+)")]
    private static partial Regex SaslMethod();
}

/// <summary>A mail as it lies in a mailbox.</summary>
public sealed record Arrived(string Mailbox, byte[] Bytes)
{
    public MimeKit.MimeMessage Message { get; } = MimeKit.MimeMessage.Load(new MemoryStream(Bytes));
}
