using System.Globalization;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Year;

/// <summary>
/// The real host as a process of its own, which is told on its standard input what time it is and what is wrong with its
/// database, and answers each order when it has come to rest.
/// </summary>
internal sealed class ServiceOnStrings : IDisposable
{
    public const string Word = "service-on-strings";

    private readonly SettableClock _clock;
    private readonly Rest _rest;
    private AwayDatabase? _database;
    private volatile bool _isAway;
    private volatile bool _isFull;

    private ServiceOnStrings(DateTimeOffset at)
    {
        _clock = new(at);
        // One connection is always open, to show that the file is in use.
        _rest = new(() => _database?.Open > 1);
    }

    public static async Task<int> RunAsync(string config, string at)
    {
        using var service = new ServiceOnStrings(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        // What is wrong is told before it begins.
        service.Obey(Console.In.ReadLine()!);
        using var host = RunCommand.Build(Settings.Load(config, []), service._clock, service.Add);
        await host.StartAsync();
        service.Serve();
        await host.StopAsync();
        return 0;
    }

    public void Dispose() => _rest.Dispose();

    // Until the input ends, with whoever holds its other end.
    private void Serve()
    {
        do
        {
            _rest.Await();
            Console.Out.WriteLine("at rest");
        }
        while (Console.In.ReadLine() is { } order && Obey(order));
    }

    private bool Obey(string order)
    {
        var words = order.Split(' ');
        switch (words[0])
        {
            case "pass":
                // Not on this thread: what waits for the time may go on right there.
                ThreadPool.QueueUserWorkItem(_ => _clock.Pass(TimeSpan.FromTicks(long.Parse(words[1], CultureInfo.InvariantCulture))));
                return true;
            case "set":
                _clock.SetBy(TimeSpan.FromTicks(long.Parse(words[1], CultureInfo.InvariantCulture)));
                return true;
            // What is left is what it holds, and not what nobody has needed to clear away.
            case "collect":
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                return true;
            case "rest":
                return true;
            case "database":
                (_isAway, _isFull) = (words[1] == "away", words[1] == "full");
                return true;
            default:
                return false;
        }
    }

    private void Add(IServiceCollection services) => services
        .AddSingleton<Database>(provider => _database = new(provider.GetRequiredService<IOptions<StorageOptions>>().Value, () => _isAway, () => _isFull))
        .AddLogging(logging => logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true))
        // Standard output is for the answers.
        .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
