using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows one message with its notices, every attempt with the server's reply, and the mail as its reader sees it.</summary>
internal static class OutboxShowCommand
{
    public static Command Create()
    {
        var id = new Argument<long>(Language.Say("SỐ", "ID"))
        {
            Description = Language.Say(
                "Số của thư, như lệnh camha outbox list in ra.", "The message's number, as 'camha outbox list' shows it."),
        };
        var raw = new Option<bool>("--raw")
        {
            Description = Language.Say(
            "Chỉ in thư, đúng từng byte như đã gửi.", "Prints only the mail, byte for byte as it was kept and left.")
        };
        var command = new Command("show", Language.Say(
            "Xem một thư: báo việc gì, các lần gửi, và nội dung như người nhận thấy.",
            "Shows one message with its notices, every attempt, and the mail as its reader sees it."))
        {
            id,
            raw,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var key = new { Id = parsed.GetValue(id) };
            if (await ListedMessage.OneAsync(session, key.Id, token) is not { } message)
            {
                await Console.Error.WriteLineAsync(OutboxAnswers.NoMessage(key.Id));
                return CommandLine.WrongUsage;
            }

            var mime = await session.ScalarAsync<byte[]>("outbox/mime", key, token);
            if (parsed.GetValue(raw))
                return await ShowRawAsync(message, mime, token);
            var notices = await session.QueryAsync<string>("outbox/notices", key, token);
            var attempts = await session.QueryAsync<ShownAttempt>("outbox/attempts", key, token);
            if (parsed.GetValue(CommandLine.Json))
            {
                var answer = new { Message = message, Notices = notices, Attempts = attempts };
                Console.WriteLine(JsonSerializer.Serialize(answer, JsonFormat.Options));
                return CommandLine.Done;
            }

            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var line in OutboxAnswers.Standing(message, notices, attempts, clock))
                Console.WriteLine(line);
            Console.WriteLine();
            foreach (var line in mime is null ? [Absent(message)] : OutboxAnswers.Mail(ReadMail.Of(mime), clock))
                Console.WriteLine(line);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> ShowRawAsync(ListedMessage message, byte[]? mime, CancellationToken token)
    {
        if (mime is null)
        {
            await Console.Error.WriteLineAsync(Absent(message));
            return CommandLine.Failed;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(mime, token);
        return CommandLine.Done;
    }

    private static string Absent(ListedMessage message) =>
        message.MimeSha256.Length > 0 ? OutboxAnswers.NotKept : OutboxAnswers.NotYet;
}
