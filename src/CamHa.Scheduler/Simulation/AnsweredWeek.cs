using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CamHa.Scheduler.Simulation;

/// <summary>Runs the demo's week, and lets the answers come in between: into the folder that the service reads as its mailbox.</summary>
internal sealed class AnsweredWeek(
    Simulator simulator,
    IMailboxSource source,
    InboxLook look,
    InboxDecider decider,
    Dispatcher dispatcher,
    Database database,
    CampaignClock clock,
    IOptions<MailOptions> mail)
{
    /// <param name="from">The first moment, on the campaign's wall clock.</param>
    /// <param name="to">The last moment, inclusive.</param>
    /// <param name="folder">The mailbox. What is in it from an earlier run stays as it is.</param>
    /// <param name="time">The clock of the simulation.</param>
    /// <param name="progress">Receives each day when it is done.</param>
    /// <param name="token">Cancels it.</param>
    public async Task RunAsync(
        DateTime from, DateTime to, string folder, VirtualClock time, IProgress<DateOnly> progress, CancellationToken token)
    {
        foreach (var (number, answer) in DemoAnswer.All().Index())
        {
            // What is due at the very moment knows the answer.
            await simulator.RunAsync(from, answer.At.AddSeconds(-1), progress, token);
            from = answer.At;
            time.Set(clock.Instant(answer.At));
            await PutAsync(answer, number + 1, folder, token);
            await ReadAsync(token);
        }

        await simulator.RunAsync(from, to, progress, token);
    }

    private async Task PutAsync(DemoAnswer answer, int number, string folder, CancellationToken token)
    {
        var file = Path.Combine(folder, $"{number:00}-{answer.From.Split('@')[0]}.eml");
        if (File.Exists(file))
            return;
        var at = clock.Instant(answer.At);
        using var asked = await AskedAsync(answer, token);
        await File.WriteAllBytesAsync(file, DemoMail.Write(answer, number, asked, mail.Value.From, at), token);
        // When a mail came is when its file was written.
        File.SetLastWriteTimeUtc(file, at.UtcDateTime);
    }

    // The last that went to whoever answers.
    private async Task<MimeMessage?> AskedAsync(DemoAnswer answer, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        if (await session.ScalarAsync<byte[]>("simulation/last-mime", new { Recipient = answer.Of }, token) is not { } mime)
            return null;
        using var stream = new MemoryStream(mime, writable: false);
        return await MimeMessage.LoadAsync(stream, token);
    }

    private async Task ReadAsync(CancellationToken token)
    {
        await using var mailbox = await source.OpenAsync(token);
        await look.ReadAsync(source.Name, mailbox, token);
        if (await decider.DecideAsync(token) > 0)
            await dispatcher.DispatchAsync(token);
    }
}
