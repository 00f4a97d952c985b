using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Tests.Infrastructure;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// Postfix and Dovecot on loopback: a submission server that wants TLS and a login, and what it delivered over IMAP.
/// Their configurations lie beside this file. Where they cannot run, tests that ask for them are skipped and say why.
/// </summary>
public sealed class MailServers : IAsyncLifetime
{
    public const string User = $"nhacviec@{Domain}";

    /// <summary>An address that is there, but not at once: the port <c>strict</c> answers 450.</summary>
    public const string Greylisted = $"greylisted@{Domain}";

    /// <summary>An address that the policy of the port <c>strict</c> protects: 550 5.7.1.</summary>
    public const string Closed = $"closed@{Domain}";

    private const string Domain = "camha.example";
    private const string Password = "Cẩm Hà 2022";
    private const string Demanded = "CAMHA_TEST_REAL_SERVERS";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Passable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Everybodys = Passable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string? _missing = Missing();
    private readonly string _folder;
    private readonly ServerTemplates _templates;
    private LeashedProcess? _dovecot;
    private LeashedProcess? _postfix;
    private int _logBegin;

    public MailServers()
    {
        _folder = Directory.CreateTempSubdirectory("camha-mail-").FullName;
        _templates = new(Path.Combine(Repository.Root, "tests/CamHa.Scheduler.Endurance/Infrastructure/MailServers"), _folder);
    }

    private string PostfixLog => Path.Combine(_folder, "postfix.log");

    /// <summary>What a service needs to send through one of the ports.</summary>
    /// <param name="port">As master.cf names them.</param>
    /// <param name="password">The right one, if not said otherwise.</param>
    /// <param name="authority">
    /// The file with the authority to trust, <c>authority.pem</c> or <c>another-authority.pem</c>; empty for the system's only.
    /// </param>
    public string[] Settings(string port, string password = Password, string authority = "authority.pem") =>
    [
        "Mail:Transport=smtp", $"Mail:From={User}", "Smtp:Host=localhost", $"Smtp:Port={_templates.Port(port)}",
        $"Smtp:Security={(port == "tls" ? "tls" : "starttls")}", $"Smtp:User={User}", $"Smtp:Password={password}",
        $"Smtp:CaFile={(authority.Length > 0 ? Path.Combine(_folder, authority) : "")}",
    ];

    /// <summary>What a service needs to read the mailbox of <see cref="User"/>.</summary>
    /// <param name="port"><c>imaps</c>, <c>imap</c> or <c>pop3</c>.</param>
    public string[] InboxSettings(string port) =>
    [
        $"Inbox:Source={(port == "pop3" ? "pop3" : "imap")}", "Inbox:Host=localhost", $"Inbox:Port={_templates.Port(port)}",
        $"Inbox:Security={(port == "imaps" ? "tls" : "none")}", $"Inbox:User={User}", $"Inbox:Password={Password}",
        $"Inbox:CaFile={Path.Combine(_folder, "authority.pem")}",
    ];

    /// <summary>The mailbox of <see cref="User"/>, as its owner opens it.</summary>
    internal async Task<ImapClient> OpenMailboxAsync()
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", _templates.Port("imap"), SecureSocketOptions.None, Service.Token);
        await client.AuthenticateAsync(User, Password, Service.Token);
        await client.Inbox!.OpenAsync(FolderAccess.ReadWrite, Service.Token);
        return client;
    }

    /// <summary>Gives Postfix a mail for <see cref="User"/>, as somebody else's program does.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="sender">The envelope's sender; null for the empty one, which machines have.</param>
    internal async Task SubmitAsync(MimeMessage mail, MailboxAddress? sender)
    {
        // The machine does not know the tests' own authority.
        using var client = new SmtpClient
        {
            ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost",
        };
        await client.ConnectAsync("localhost", _templates.Port("starttls"), SecureSocketOptions.StartTls, Service.Token);
        await client.AuthenticateAsync(User, Password, Service.Token);
        await client.SendAsync(mail, sender ?? new MailboxAddress("", ""), [MailboxAddress.Parse(User)], Service.Token);
        await client.DisconnectAsync(quit: true, Service.Token);
    }

    /// <summary>The mailbox's numbers begin anew, as after a repair.</summary>
    public void ForgetNumbers()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "mail"), "dovecot*"))
            File.Delete(file);
    }

    public async Task StopDovecotAsync()
    {
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
        _dovecot = null;
    }

    public async Task StartDovecotAsync()
    {
        _dovecot ??= LeashedProcess.Start(
            Path.Combine(_folder, "dovecot.log"), Path.Combine(_folder, "dovecot/master.pid"), "dovecot", "-F", "-c", Path.Combine(
                _folder,
                "dovecot.conf"));
        await AnswersAsync("imap");
    }

    public async ValueTask InitializeAsync()
    {
        if (_missing is not null || !OperatingSystem.IsLinux())
            return;
        try
        {
            File.SetUnixFileMode(_folder, Passable);
            Directory.CreateDirectory(Path.Combine(_folder, "queue"));
            Directory.CreateDirectory(Path.Combine(_folder, "postfix"));
            // Delivered and read by a user without rights, whoever that is here.
            File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName, Everybodys);
            await WriteFilesAsync();
            await StartDovecotAsync();
            await StartPostfixAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopPostfixAsync();
        await StopDovecotAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Skips the test where there are no servers, and begins it with a running Postfix and empty mailboxes.</summary>
    public async Task BeginAsync()
    {
        if (_missing is not null && Environment.GetEnvironmentVariable(Demanded) == "1")
            Assert.Fail($"{Demanded} = '1', but: {_missing}");
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        await StartPostfixAsync();
        await SettledAsync();
        foreach (var mailbox in Directory.EnumerateDirectories(Path.Combine(_folder, "mail")))
            Directory.Delete(mailbox, recursive: true);
        _logBegin = (await File.ReadAllTextAsync(PostfixLog)).Length;
    }

    public async Task StartPostfixAsync()
    {
        if (_postfix is not null)
            return;
        _postfix = LeashedProcess.Start(
            PostfixLog, Path.Combine(_folder, "queue/pid/master.pid"), "postfix", "-c", Path.Combine(_folder, "postfix"), "start-fg");
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
        () => Task.FromResult(!new[] { "incoming", "active" }.Any(queue =>
            Directory.EnumerateFiles(Path.Combine(_folder, "queue", queue), "*", SearchOption.AllDirectories).Any())),
        "Postfix did not empty its queue.");

    public async Task<IReadOnlyList<Arrived>> ReadAsync()
    {
        await SettledAsync();
        return await Mailboxes.ReadAsync(_templates.Port("imap"), Domain, Service.Token);
    }

    /// <summary>Waits until Postfix's log of this test has these words: it is written a little later than it happens.</summary>
    public Task LoggedAsync(string words) => UntilAsync(
        async () => (await File.ReadAllTextAsync(PostfixLog)).IndexOf(words, _logBegin, StringComparison.Ordinal) >= 0,
        $"Postfix's log does not say '{words}'.");

    private static string? Missing()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return !OperatingSystem.IsLinux() ? "Postfix and Dovecot are run on Linux only."
            : !Array.TrueForAll(
                ["postfix", "dovecot"],
                program => Array.Exists(folders, folder => File.Exists(Path.Combine(folder, program))))
                ? "Postfix and Dovecot are not installed: .ci/install installs them."
            : !File.Exists("/usr/lib/dovecot/pop3") ? "Dovecot's POP3 is not installed: .ci/install installs it."
            : !Environment.IsPrivilegedProcess ? "Postfix is started by root only."
            : null;
    }

    private async Task WriteFilesAsync()
    {
        using var authority = new TestAuthority("A province's own authority");
        using var another = new TestAuthority("Another province's authority");
        await WriteAsync("another-authority.pem", another.Pem);
        await WriteAsync("authority.pem", authority.Pem);
        await WriteAsync("localhost.pem", authority.Issue("localhost", IPAddress.Loopback), Private);
        await WriteAsync("other-name.pem", authority.Issue("mail.elsewhere.example"), Private);
        await WriteAsync("users", $"{User}:{{PLAIN}}{Password}\n{Mailboxes.Reader}:{{PLAIN}}{Mailboxes.Reader}\n");
        var contacts = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "sql/demo/contacts.csv"));
        await WriteAsync("mailboxes", string.Concat(contacts.Skip(1).Select(line => line.Split(',')[1]).Append(Greylisted).Append(Closed)
            .Select(address => $"{address} .{address.Split('@')[0]}/\n").Append($"{User} ./\n")));
        await WriteAsync("postfix/main.cf", await _templates.FillAsync("main.cf"));
        await WriteAsync("postfix/master.cf", await _templates.FillAsync("master.cf"));
        await WriteAsync("dovecot.conf", await _templates.FillAsync("dovecot.conf"));
    }

    private async Task WriteAsync(string file, string text, UnixFileMode mode = Readable)
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
                await client.ConnectAsync(IPAddress.Loopback, _templates.Port(port));
                return await client.GetStream().ReadAsync(new byte[1]) == 1;
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                return false;
            }
        },
        $"Nothing answers on the port {port}.");

    private Task UntilAsync(Func<Task<bool>> condition, string otherwise) =>
        Eventually.TrueAsync(
            condition,
            () => $"{otherwise}\n{string.Join('\n', Directory.GetFiles(_folder, "*.log").Select(File.ReadAllText))}");
}
