using System.Globalization;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>
/// The real host as a process of its own, which is told on its standard input what time it is and what is wrong with its
/// database, and answers each order when it has come to rest.
/// </summary>
internal sealed class ServiceOnStrings
{
    public const string Word = "service-on-strings";

    private readonly SettableClock _clock;
    private readonly Rest _rest;
    private CountedTransport? _transport;
    private volatile bool _isAway;
    private volatile bool _isFull;

    private ServiceOnStrings(DateTimeOffset at)
    {
        _clock = new(at);
        _rest = new(() => _transport?.IsAwaited == true);
    }

    public static async Task<int> RunAsync(string config, string at)
    {
        var service = new ServiceOnStrings(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        // What is wrong is told before it begins.
        await service.ObeyAsync(Console.In.ReadLine()!);
        using var host = RunCommand.Build(Settings.Load(config, []), service._clock, service.Add);
        await service._rest.OfAsync(() => host.StartAsync());
        await service.ServeAsync();
        await host.StopAsync();
        return 0;
    }

    // Until the input ends, with whoever holds its other end.
    private async Task ServeAsync()
    {
        do
            await Console.Out.WriteLineAsync("at rest");
        while (Console.In.ReadLine() is { } order && await ObeyAsync(order));
    }

    private async Task<bool> ObeyAsync(string order)
    {
        var words = order.Split(' ');
        switch (words[0])
        {
            case "pass":
                await _rest.OfAsync(() => _clock.Pass(TimeSpan.FromTicks(long.Parse(words[1], CultureInfo.InvariantCulture))));
                return true;
            case "set":
                _clock.SetBy(TimeSpan.FromTicks(long.Parse(words[1], CultureInfo.InvariantCulture)));
                return true;
            // What is left is what it holds, and not what nobody has needed to clear away.
            case "collect":
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                return true;
            case "database":
                (_isAway, _isFull) = (words[1] == "away", words[1] == "full");
                return true;
            default:
                return false;
        }
    }

    private void Add(IServiceCollection services) => services
        .AddSingleton<IMailTransport>(provider => _transport = new(provider.GetRequiredService<SmtpTransport>()))
        .AddSingleton<Database>(
            provider => new AwayDatabase(provider.GetRequiredService<IOptions<StorageOptions>>().Value, () => _isAway, () => _isFull))
        .AddLogging(logging => logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true))
        // Standard output is for the answers.
        .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
