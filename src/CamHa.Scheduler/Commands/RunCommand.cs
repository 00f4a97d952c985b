using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.ServiceProcess;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Desk;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Installation;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.WindowsServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Commands;

/// <summary>The service itself: in a console, under systemd, or as a Windows service.</summary>
internal static partial class RunCommand
{
    // Long enough to finish a job; a server that hangs must not keep the machine from shutting down.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

    public static Command Create()
    {
        var command = new Command("run", Language.Say("Chạy dịch vụ cho đến khi bị dừng.", "Runs the service until it is stopped."));
        command.SetAction(async (parsed, token) =>
        {
            while (true)
            {
                using var host = Build(parsed.Settings(), TimeProvider.System);
                foreach (var warning in host.Services.GetRequiredService<Database>().Warnings)
                    Log.Warned(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("camha"), warning);
                await RunAsync(host, token);
                if (!host.Services.GetRequiredService<Restart>().IsAsked || token.IsCancellationRequested)
                    return CommandLine.Done;
                // Its manager starts it anew; told that the service ends, it would not take the next one for the same.
                if (HasManager)
                    return CommandLine.Failed;
            }
        });
        return command;
    }

    private static bool HasManager => OperatingSystem.IsWindows()
        ? WindowsServiceHelpers.IsWindowsService()
        : Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 };

    /// <summary>Runs the host until it is stopped; a stop is no failure, whenever it comes.</summary>
    internal static async Task RunAsync(IHost host, CancellationToken token)
    {
        // Until the host listens for itself, a stop would kill the process in the middle of its start.
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token, stopping);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        var start = host.Services.GetRequiredService<DatabaseStart>();
        try
        {
            await PrepareAsync(host.Services, stop.Token);
            if (OperatingSystem.IsWindows())
                TellManager(host, start);
            await host.StartAsync(stop.Token);
            if (start.IsReady)
            {
                Log.Ready(
                    host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("camha"),
                    host.Services.GetRequiredService<Database>().Description.English,
                    host.Services.GetRequiredService<IMailTransport>().Description.English);
            }

            await host.WaitForShutdownAsync(token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await host.StopAsync(CancellationToken.None);
        }

        if (start.Fault is { } fault)
            throw fault;
        await ThrowIfFaultedAsync(host);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Throws the fault that ended a loop, because a service manager restarts only what ended with an error.</summary>
    internal static Task ThrowIfFaultedAsync(IHost host) => Dead(host) ?? Task.CompletedTask;

    private static Task? Dead(IHost host) =>
        host.Services
            .GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Select(service => service.ExecuteTask)
            .FirstOrDefault(task => task is { IsFaulted: true });

    // A method of its own keeps the Windows assemblies from being loaded elsewhere.
    private static void AddWindows(IServiceCollection services) =>
        services.AddWindowsService(options => options.ServiceName = Places.ServiceName);

    // The Windows service manager goes by the exit code that the service reports, not by that of the process.
    [SupportedOSPlatform("windows")]
    private static void TellManager(IHost host, DatabaseStart start)
    {
        if (host.Services.GetRequiredService<IHostLifetime>() is ServiceBase service)
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(
                () => service.ExitCode = start.Fault is not null || Dead(host) is not null
                    || host.Services.GetRequiredService<Restart>().IsAsked ? CommandLine.Failed : 0);
    }

    /// <summary>Builds the host of the running service; a test swaps its clock.</summary>
    internal static IHost Build(Settings settings, TimeProvider time, Action<IServiceCollection>? add = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "camha" });
        builder.Logging.AddLogs(settings);
        if (OperatingSystem.IsWindows())
            AddWindows(builder.Services);
        else
            builder.Services.AddSystemdUnit();
        // All at once: one that takes long to end, as the dispatcher with a mail under way, must not take the time of the others,
        // or the scheduler gives up waiting for a look that needs a second.
        builder.Services.Configure<HostOptions>(
            options => (options.ShutdownTimeout, options.ServicesStopConcurrently) = (StopWithin, true));
        builder.Services.AddService(settings, time).AddDesk(settings);
        add?.Invoke(builder.Services);
        return builder.Build();
    }

    // A fault that would fail every mail ends the start, instead of showing at 07:30 in a log that nobody reads.
    private static async Task PrepareAsync(IServiceProvider services, CancellationToken token)
    {
        await services.GetRequiredService<DatabaseStart>().TryAsync(token);
        _ = services.GetRequiredService<Templates>();
        if (services.GetRequiredService<IMailTransport>() is PickupTransport pickup)
            await EnsureWritableAsync(pickup, token);
        else if (services.GetRequiredService<IOptions<MailOptions>>().Value.UsesSmtp)
            SmtpLogin.EnsureSecrets(
                services.GetRequiredService<IOptions<SmtpOptions>>().Value,
                services.GetRequiredService<IOptions<OAuthOptions>>().Value);
    }

    // A full disk is waited for: the mails wait in the outbox.
    private static async Task EnsureWritableAsync(PickupTransport pickup, CancellationToken token)
    {
        try
        {
            await pickup.EnsureWritableAsync(token);
        }
        catch (TransportUnavailableException e) when (DiskSpace.IsFull(e))
        {
            // The dispatcher meets the same failure and shows it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Ready: {Database}; mails go to {Transport}")]
        public static partial void Ready(ILogger logger, string database, string transport);

        [LoggerMessage(2, LogLevel.Warning, "{Warning}")]
        public static partial void Warned(ILogger logger, string warning);
    }
}
