using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>Dovecot on loopback over one Maildir: IMAP without TLS. Started by root only; .ci/install installs it.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    private const string User = "nhacviec";

    private readonly string _folder;
    private readonly Process _server;

    private Dovecot(string folder, int port, Process server) => (_folder, Port, _server) = (folder, port, server);

    public int Port { get; }

    /// <summary>Where a mail that is moved here has arrived.</summary>
    public string New => Path.Combine(_folder, "mail/new");

    /// <param name="announces">Whether it tells of a mail when it has arrived (IDLE).</param>
    public static async Task<Dovecot> StartAsync(bool announces = true)
    {
        var folder = Directory.CreateTempSubdirectory("camha-dovecot-").FullName;
        var port = WholeCommand.FreePort();
        foreach (var part in new[] { "new", "cur", "tmp" })
            Open(Directory.CreateDirectory(Path.Combine(folder, "mail", part)).FullName);
        Open(folder);
        Open(Path.Combine(folder, "mail"));
        var file = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            {{(announces ? "" : "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS MOVE")}}
            mail_location = maildir:{{folder}}/mail
            passdb {
              driver = static
              args = password={{User}}
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{folder}}/mail
            }
            service imap-login {
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }

            """));
        var server = Process.Start("dovecot", ["-F", "-c", file]);
        while (!await AnswersAsync(port))
        {
            if (server.HasExited)
                throw new InvalidOperationException($"Dovecot ended with {server.ExitCode}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return new(folder, port, server);
    }

    /// <summary>What a service needs to read it.</summary>
    /// <param name="port">Another port, where a relay stands before it.</param>
    public static Dictionary<string, string?> Settings(int port) => new()
    {
        ["Inbox:Source"] = "imap",
        ["Inbox:Host"] = "127.0.0.1",
        ["Inbox:Port"] = $"{port}",
        ["Inbox:Security"] = "none",
        ["Inbox:User"] = User,
        ["Inbox:Password"] = User,
    };

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", $"-TERM {_server.Id}"))
            await kill.WaitForExitAsync();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Read by a user without rights, whoever that is here.
    private static void Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
    }
}
