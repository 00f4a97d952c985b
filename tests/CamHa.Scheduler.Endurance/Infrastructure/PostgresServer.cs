using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Tests.Infrastructure;
using Npgsql;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// A database server of a test's own, for what Quartz's cluster needs and the embedded database is refused for: rows that
/// one node locks and another waits for. Where there is none the test is skipped and says why.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Demanded = "CAMHA_TEST_REAL_SERVERS";
    // It does not run as root.
    private const string Account = "postgres";
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-postgres-").FullName;
    private LeashedProcess? _server;

    private PostgresServer()
    {
    }

    private string ConnectionString { get; set; } = "";

    public static async Task<PostgresServer> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Max() : null;
        if (programs is null)
        {
            const string missing = "there is no PostgreSQL here (Debian: postgresql)";
            Assert.False(Environment.GetEnvironmentVariable(Demanded) == "1", $"{Demanded} = '1', but {missing}");
            Assert.Skip(missing);
        }

        var server = new PostgresServer();
        try
        {
            await server.StartAsync(Path.Combine(programs, "bin"));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>For one who may do everything, by a name of its own.</summary>
    public async Task<string> LetInAsync(string name)
    {
        await ExecuteAsync($"CREATE ROLE {name} SUPERUSER LOGIN");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Username = name }.ToString();
    }

    /// <summary>As if its machine were dead, or its network: nothing of it is heard any more.</summary>
    public async Task CutOffAsync(string name)
    {
        await ExecuteAsync($"ALTER ROLE {name} NOLOGIN");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync(string programs)
    {
        var data = Path.Combine(_folder, "data");
        string[] asAccount = Environment.IsPrivilegedProcess ? ["runuser", "-u", Account, "--"] : [];
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", Account, _folder);
        await RunAsync(
            [.. asAccount, Path.Combine(programs, "initdb"), "-D", data, "-U", Account, "-A", "trust", "-E", "UTF8", "--no-sync"]);
        var port = FreePort();
        _server = LeashedProcess.Start(
            Path.Combine(_folder, "postgres.log"), Path.Combine(data, "postmaster.pid"),
            [
                .. asAccount,
                Path.Combine(programs, "postgres"),
                "-D",
                data,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                $"port={port}",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off"
            ]);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username={Account};Database=postgres";
        await Eventually.TrueAsync(AnswersAsync, () => File.ReadAllText(Path.Combine(_folder, "postgres.log")));
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(Service.Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Service.Token);
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/"
            })!;
        var error = process.StandardError.ReadToEndAsync(Service.Token);
        await process.StandardOutput.ReadToEndAsync(Service.Token);
        await process.WaitForExitAsync(Service.Token);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {await error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
