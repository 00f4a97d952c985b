using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>The real service over one database file, sending to a mail server on this machine, on a clock that stands still.</summary>
internal sealed class Delivery : IAsyncDisposable
{
    // What brings a reminder to 20 kB on the wire.
    private const int Paragraphs = 10;

    private readonly ServiceProvider _services;

    private Delivery(ServiceProvider services) => _services = services;

    public static async Task<Delivery> OpenAsync(string file, int port, int sessions = 8)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var settings = new Dictionary<string, string?>
        {
            ["Storage:File"] = file,
            ["Mail:Transport"] = "smtp",
            ["Mail:TemplateFolder"] = WriteTemplates(Path.Combine(folder, "templates")),
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = $"{port}",
            ["Smtp:Security"] = "none",
        };
        // So that an older version can be measured with the same program.
        if (typeof(SmtpOptions).GetProperty("Sessions") is not null)
            settings["Smtp:Sessions"] = $"{sessions}";
        var values = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var delivery = new Delivery(new ServiceCollection().AddLogging()
            .AddScheduler(new Settings(values, folder), new VirtualClock(ReminderSeed.Now)).BuildServiceProvider());
        if (delivery._services.GetRequiredService<Templates>().Faults is { Count: > 0 } faults)
            throw new InvalidOperationException(string.Join('\n', faults));
        await delivery._services.GetRequiredService<SchemaMigration>().ApplyAsync(CancellationToken.None);
        return delivery;
    }

    public Task<Dispatched> DispatchAsync(CancellationToken token = default) =>
        _services.GetRequiredService<Dispatcher>().DispatchAsync(token);

    public async Task<long> ExecuteAsync(string sql)
    {
        await using var session = await _services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // An operator's own templates: those built in, and more text.
    private static string WriteTemplates(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "reminder.html"), Templates.ReadBuiltIn("reminder.html") + Padding.Html(Paragraphs));
        File.WriteAllText(Path.Combine(folder, "reminder.txt"), Templates.ReadBuiltIn("reminder.txt") + Padding.Text(Paragraphs));
        return folder;
    }
}
