using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows one mail that came in: what became of it, and the mail as its reader sees it.</summary>
internal static class InboxShowCommand
{
    public static Command Create()
    {
        var id = new Argument<long>("ID")
        {
            Description = Language.Say(
                "Số của thư, như lệnh camha inbox list in ra.", "The mail's number, as 'camha inbox list' shows it."),
        };
        var raw = new Option<bool>("--raw")
        {
            Description = Language.Say("Chỉ in thư, đúng từng byte như đã nhận.", "Prints only the mail, byte for byte as it came."),
        };
        var command = new Command("show", Language.Say(
            "Xem một thư đến: đã xử lý thế nào, và nội dung thư.", "Shows one mail that came in, and what became of it."))
        {
            id,
            raw,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            if (await ListedMail.OneAsync(session, parsed.GetValue(id), token) is not { } mail)
            {
                await Console.Error.WriteLineAsync(InboxListAnswers.NoMail(parsed.GetValue(id)));
                return CommandLine.WrongUsage;
            }

            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(mail, JsonFormat.Options));
                return CommandLine.Done;
            }

            var bytes = await ListedMail.BytesAsync(session, mail.Id, token);
            if (parsed.GetValue(raw))
                return await PrintAsync(bytes, token);
            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var line in InboxListAnswers.Standing(mail, clock))
                Console.WriteLine(line);
            Console.WriteLine();
            foreach (var line in bytes is null ? [InboxListAnswers.NotKept] : InboxListAnswers.Mail(bytes, clock))
                Console.WriteLine(line);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> PrintAsync(byte[]? bytes, CancellationToken token)
    {
        if (bytes is null)
        {
            await Console.Error.WriteLineAsync(InboxListAnswers.NotKept);
            return CommandLine.Failed;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(bytes, token);
        return CommandLine.Done;
    }
}
