using System.Globalization;
using CamHa.Scheduler.Benchmarks;
using Hangfire;
using Hangfire.PostgreSql;

// One job a mail, a connection a job: see peers.sh.
switch (args)
{
    case ["enqueue", var connection, var port, var mails]:
        Open(connection, new());
        Jobs.Enqueue(Number(port), Number(mails));
        return 0;
    case ["work", var connection, var workers]:
        Open(connection, new());
        await Jobs.WorkAsync(Number(workers));
        return 0;
    case ["work", var connection, var workers, var seconds]:
        // By default half an hour, and ten minutes.
        var dead = TimeSpan.FromSeconds(Number(seconds));
        Open(connection, new() { InvisibilityTimeout = dead, DistributedLockTimeout = dead });
        await Jobs.WorkAsync(Number(workers));
        return 0;
    default:
        Console.Error.WriteLine("""
            enqueue CONNECTION PORT MAILS
            work CONNECTION WORKERS [SECONDS-AFTER-WHICH-A-WORKER-IS-DEAD]
            """);
        return 2;
}

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

static void Open(string connection, PostgreSqlStorageOptions storage) => GlobalConfiguration.Configuration
    .UseSimpleAssemblyNameTypeSerializer()
    .UseRecommendedSerializerSettings()
    .UsePostgreSqlStorage(options => options.UseNpgsqlConnection(connection), storage);
