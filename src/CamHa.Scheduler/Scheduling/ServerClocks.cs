using System.Data.Common;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Asks the servers that the service works with for their time before the first look, where the database says that a day has
/// passed since the last one: the machine was off, or its clock is a day ahead.
/// </summary>
public sealed class ServerClocks(
    DatabaseStart start,
    Database database,
    IMailTransport transport,
    ClockWatch watch,
    TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Suspicious = TimeSpan.FromHours(18);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMinutes(10);
    private readonly TaskCompletionSource _asked = ToAsk(watch);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Looks and mails wait for a database that is away by themselves; only it tells how long the machine was off.
        await start.ReadyAsync(stoppingToken);
        await AskAsync(stoppingToken);
        _asked.TrySetResult();
        while (true)
        {
            await Task.Delay(BetweenQuestions, time, stoppingToken);
            // The looks wait, and so no mail need come that would ask again.
            if (watch.IsContradicted)
                await AskAsync(stoppingToken);
        }
    }

    private async Task AskAsync(CancellationToken token)
    {
        try
        {
            if (await IsSuspiciousAsync(token) || watch.IsContradicted)
                await (await transport.OpenAsync(token)).DisposeAsync();
        }
        catch (Exception e) when (e is TransportUnavailableException or DbException or StorageException)
        {
            // Others report it. Without another clock's word this one is believed.
        }
    }

    // From the constructor: the first look may begin before this service is started.
    private static TaskCompletionSource ToAsk(ClockWatch watch)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Await(asked.Task);
        return asked;
    }

    private async Task<bool> IsSuspiciousAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        if (database.Dialect == Dialect.SqlServer
            && await session.ScalarAsync<DateTimeOffset?>("scheduling/server-time", null, token) is { } there)
        {
            watch.WitnessRoughly(there);
        }

        return await session.ScalarAsync<DateTimeOffset?>("alerts/latest-run", null, token) is { } latest
            && time.GetUtcNow() - latest > Suspicious;
    }
}
