using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Benchmarks.Scale;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>How fast a mailbox of answers is read, kept and decided, and what it holds meanwhile.</summary>
internal static class Reading
{
    public static async Task RunAsync(int mails)
    {
        await ReadAsync($"{mails:N0} mails", mails, hasLarge: false);
        await ReadAsync($"{mails:N0} mails of one address and one of another", mails, hasLarge: false, isFlood: true);
        await ReadAsync("10 mails", 10, hasLarge: false);
        await ReadAsync("10 mails and one of 100 MB", 10, hasLarge: true);
    }

    /// <summary>One look and its decisions, in a process of its own.</summary>
    public static async Task OnceAsync(string file, int port)
    {
        await using var services = Open(file, port);
        var source = services.GetRequiredService<IMailboxSource>();
        int kept = 0, decided = 0;
        var (reading, _) = await Child.TimeAsync(async () =>
        {
            await using var mailbox = await source.OpenAsync(CancellationToken.None);
            kept = await services.GetRequiredService<InboxLook>().ReadAsync(source.Name, mailbox, CancellationToken.None);
        });
        var (deciding, _) = await Child.TimeAsync(
            async () => decided = await services.GetRequiredService<InboxDecider>().DecideAsync(CancellationToken.None));
        using var process = Process.GetCurrentProcess();
        Child.Say(
            ("reading_s", reading), ("deciding_s", deciding), ("cpu_s", process.TotalProcessorTime.TotalSeconds),
            ("kept", kept), ("decided", decided), ("peak_mb", process.PeakWorkingSet64 / 1e6));
    }

    public static ServiceProvider Open(string file, int port, params (string Name, string Value)[] more)
    {
        var values = Dovecot.Settings(port);
        values["Storage:File"] = file;
        values["Mail:Transport"] = "pickup";
        values["Mail:PickupFolder"] = Path.Combine(Path.GetDirectoryName(file)!, "mail");
        foreach (var (name, value) in more)
            values[name] = value;
        return ServiceFactory.Create(new(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), Path.GetDirectoryName(file)!));
    }

    private static async Task ReadAsync(string what, int mails, bool hasLarge, bool isFlood = false)
    {
        var folder = Directory.CreateTempSubdirectory("camha-reading-").FullName;
        try
        {
            await using var dovecot = await Dovecot.StartAsync();
            var file = Path.Combine(folder, "camha.db");
            await AnsweringUnits.SeedAsync(file);
            AnsweringUnits.Put(dovecot.New, 1, mails, isFlood);
            if (isFlood)
                AnsweringUnits.Put(dovecot.New, mails + 1, 1);
            if (hasLarge)
                AnsweringUnits.Put(dovecot.New, "large.mail", AnsweringUnits.WriteLarge());
            var figures = await Child.RunAsync("inbox-read-once", file, dovecot.Port.ToString(CultureInfo.InvariantCulture));
            var seconds = figures["reading_s"] + figures["deciding_s"];
            Console.WriteLine(FormattableString.Invariant(
                $"{what}: kept {figures["kept"]:0} in {figures["reading_s"]:0.0} s, decided {figures["decided"]:0} in ")
                + FormattableString.Invariant(
                $"{figures["deciding_s"]:0.0} s: {figures["decided"] / seconds:0} mails/s, {figures["cpu_s"]:0.0} s of processor, ")
                + FormattableString.Invariant($"{figures["peak_mb"]:0} MB at most"));
            var states = await new ScaleStore(file).Database.OpenAsync(CancellationToken.None);
            await using (states)
            {
                await using var command = states.Connection.CreateCommand();
                command.CommandText = "SELECT State || ' ' || COUNT(*) || ', last ' || MAX(Id) FROM InboxMail GROUP BY State UNION ALL "
                    + "SELECT 'Acknowledged ' || COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    Console.WriteLine($"  {reader.GetString(0)}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
