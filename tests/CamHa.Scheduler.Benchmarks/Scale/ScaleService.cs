using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>The real service over the store, at the moment of the look; what it sends costs nothing and is remembered.</summary>
internal sealed class ScaleService : IAsyncDisposable
{
    private readonly VirtualClock _clock = new(Province.Now);
    private readonly ServiceProvider _services;

    public ScaleService(ScaleStore store)
    {
        var values = new ConfigurationBuilder()
            // Everything is due at once: no run may look unusual.
            .AddInMemoryCollection([.. store.Settings, new("Outbox:BrakeFloor", "1000000")])
            .Build();
        _services = new ServiceCollection().AddLogging()
            .AddScheduler(new Settings(values, AppContext.BaseDirectory), _clock)
            .AddSingleton(_clock)
            .AddSingleton<IMailTransport>(Transport)
            .BuildServiceProvider();
    }

    public FreeTransport Transport { get; } = new();

    public ILook Deadlines => Look("deadlines");

    public ILook Look(string name) => _services.GetServices<ILook>().First(look => look.Name == name);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
