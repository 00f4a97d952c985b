using System.Text;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Installation;

/// <summary>
/// A machine on which the service is configured, installed, killed, upgraded and taken away, once, by
/// installed-service.sh beside this file; the tests read what came of it. Its database is the demo's, whose mails wait again.
/// </summary>
public sealed class InstalledService : IAsyncLifetime
{
    public const string Password = "mật khẩu 1";

    private readonly CommandLineProgram _program = new();
    private readonly SmallSmtpServer _server = new() { Offers = ["8BITMIME", "AUTH PLAIN"] };
    private IReadOnlyDictionary<string, (int Code, string Output)>? _steps;
    private string _whyNot = "";

    public IReadOnlyList<string> Mails => _server.Mails;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            _whyNot = "A systemd of its own is booted by root, on Linux.";
            return;
        }

        await _program.DemoAsync();
        _program.Execute(
            "UPDATE OutboxMessage SET State = 'Pending', Kind = 'Alert', InDoubt = 1, FinishedAt = NULL, ExpiresAt = "
                + "'2099-01-01T00:00:00.000Z'; DELETE FROM OutboxAttempt; PRAGMA journal_mode = DELETE;");
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "password"), Password + "\n");
        var login = "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0nhacviec\0{Password}"));
        _server.Answer = command =>
        {
            if (command == SmallSmtpServer.Dot)
                File.WriteAllText(Path.Combine(_program.Folder, "arrived"), "");
            return command.StartsWith("AUTH", StringComparison.Ordinal) && command != login ? "535 5.7.8 wrong" : null;
        };
        var story = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests/CamHa.Scheduler.Endurance/Installation/installed-service.sh"));
        (_steps, _whyNot) = await SystemdMachine.RunAsync(_program.Folder, $"PORT={_server.Port}\n{story}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _program.Dispose();
    }

    /// <summary>What a step said; skips the test where there is no machine to take it on.</summary>
    public (int Code, string Output) this[string step]
    {
        get
        {
            Assert.SkipWhen(_steps is null, _whyNot);
            return _steps!.TryGetValue(step, out var answer)
                ? answer
                : throw new InvalidOperationException($"'{step}' was not reached: {string.Join(", ", _steps.Keys)}");
        }
    }
}
