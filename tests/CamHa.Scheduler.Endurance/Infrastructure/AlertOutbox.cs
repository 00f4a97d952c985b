using System.Diagnostics;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// A database on disk with alerts waiting, which are true whenever they are sent, and the real program to send them
/// through a server on loopback.
/// </summary>
internal sealed class AlertOutbox : IAsyncDisposable
{
    // Long over, so that no look of the program's own adds a mail.
    private const string Campaign = """
        INSERT INTO Campaign (Id, Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
        VALUES (1, 'X', 'Kế hoạch xây dựng nông thôn mới', 'Cẩm Hà', 'NTM', '2020-02-16', '2020-12-30', '2020-02-16T00:00:00.000Z');
        INSERT INTO Unit (Id, CampaignId, Code, Name, Role) VALUES (1, 1, 'CTNTM', 'Chuyên trách nông thôn mới xã', 'Specialist');
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
        INSERT INTO Contact (UnitId, Address, Title) SELECT 1, 'chuyen-trach-' || i || '@camha.example', 'Chuyên trách' FROM n;
        """;

    private const string Waiting = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @mails)
        INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, LookDay, Body,
            Priority, State, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
        SELECT 'alert/X/' || i, 'chuyen-trach-' || (1 + i % 50) || '@camha.example', 'Chuyên trách', 'To', 1, 'Alert',
            '2020-06-16', @body || i,
            1, 'Pending', '2020-06-16T07:00:00.000Z', '2020-06-16T07:00:00.000Z', '2099-01-01T00:00:00.000Z',
            'alert-' || i || '@camha.example', 'seed'
        FROM n;
        """;

    private readonly List<Process> _started = [];

    private AlertOutbox(string folder) => Folder = folder;

    public string Folder { get; }

    public string Config => Path.Combine(Folder, "appsettings.json");

    public string File => Path.Combine(Folder, "camha.db");

    /// <param name="mails">How many wait.</param>
    /// <param name="port">Where the server listens.</param>
    public static async Task<AlertOutbox> CreateAsync(int mails, int port)
    {
        var outbox = new AlertOutbox(Directory.CreateTempSubdirectory("camha-").FullName);
        await System.IO.File.WriteAllTextAsync(outbox.Config, $$"""
            {
              "Mail": { "Transport": "smtp", "From": "nhacviec@camha.example" },
              "Smtp": { "Host": "127.0.0.1", "Port": {{port}}, "Security": "none", "Sessions": 4 },
              "Outbox": { "PollSeconds": 1, "LeaseSeconds": 30 }
            }
            """);
        using (var host = RunCommand.Build(Settings.Load(outbox.Config, []), TimeProvider.System))
            await host.Services.GetRequiredService<SchemaMigration>().ApplyAsync(Service.Token);
        await using var connection = outbox.Connect();
        await using var command = connection.CreateCommand();
        // All of it in the one file, for who copies it.
        command.CommandText = Campaign + Waiting + "PRAGMA wal_checkpoint(TRUNCATE);";
        command.Parameters.AddWithValue("@mails", mails);
        // Long enough to be cut in the middle.
        command.Parameters.AddWithValue(
            "@body",
            "Cần xử lý\n" + string.Join('\n', Enumerable.Repeat("Đề nghị liên hệ bằng điện thoại và kiểm tra lại địa chỉ. ", 40)));
        await command.ExecuteNonQueryAsync(Service.Token);
        return outbox;
    }

    /// <summary>Starts the program as a process of its own.</summary>
    public Process Start(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "camha.dll"), "run", "--config", Config, .. arguments]);

    /// <summary>Starts another program that does so.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="said">Told each line that it writes.</param>
    public Process Start(string program, IReadOnlyList<string> arguments, Action<string>? said = null)
    {
        var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
        process.OutputDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        // Read, so that a full pipe does not stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _started.Add(process);
        return process;
    }

    /// <summary>As the power goes.</summary>
    public static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(Service.Token);
    }

    /// <summary>Each Message-ID's state.</summary>
    /// <param name="file">In which database, if not this one's own.</param>
    public async Task<Dictionary<string, string>> StatesAsync(string? file = null)
    {
        await using var connection = Connect(file);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MessageId, State FROM OutboxMessage";
        await using var reader = await command.ExecuteReaderAsync(Service.Token);
        var states = new Dictionary<string, string>();
        while (await reader.ReadAsync(Service.Token))
            states.Add(reader.GetString(0), reader.GetString(1));
        return states;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Service.Token))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Service.Token);
    }

    /// <summary>Waits until nothing waits any more.</summary>
    public Task SentAsync() => Eventually.TrueAsync(
        async () => await CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State IN ('Pending', 'Sending')") == 0,
        () => "There are mails that still wait.");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
                await KillAsync(process);
            process.Dispose();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private SqliteConnection Connect(string? file = null)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file ?? File, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
