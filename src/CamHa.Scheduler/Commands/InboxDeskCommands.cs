using System.CommandLine;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>What else a person does about a mail that waits: closes it, asks its sender, has it read again.</summary>
internal static class InboxDeskCommands
{
    public static Command Ignore()
    {
        var id = InboxApplyCommand.Id();
        var reason = new Option<string?>("--reason")
        {
            Description = Language.Say("Lý do, ghi lại cùng thư.", "Why; kept with the mail."),
        };
        var command = new Command("ignore", Language.Say(
            "Đóng một thư đang chờ: không ghi gì, không gửi thư cho ai.", "Closes a mail that waits: nothing is written, nobody is told."))
        {
            id, reason,
        };
        command.SetAction(async (parsed, token) =>
        {
            try
            {
                var why = PlanCommand.Why("--reason", parsed.GetValue(reason));
                await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
                await services.GetRequiredService<InboxDesk>().IgnoreAsync(parsed.GetValue(id), why, token);
            }
            catch (UsageException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return CommandLine.WrongUsage;
            }

            Console.WriteLine(InboxListAnswers.Ignored(parsed.GetValue(id)));
            return CommandLine.Done;
        });
        return command;
    }

    public static Command Ask()
    {
        var id = InboxApplyCommand.Id();
        var command = new Command("ask", Language.Say(
            "Hỏi lại người gửi một thư chưa rõ ý, bằng một thư ngắn có cách trả lời.",
            "Asks the sender what is meant, by a short mail that says how to answer."))
        {
            id,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var asked = await services.GetRequiredService<InboxDesk>().AskAsync(parsed.GetValue(id), token);
            Console.WriteLine(InboxListAnswers.Asked(parsed.GetValue(id), asked));
            return CommandLine.Done;
        });
        return command;
    }

    public static Command Retry()
    {
        var id = InboxApplyCommand.Id();
        var command = new Command("retry", Language.Say(
            "Cho máy đọc và xử lý lại một thư, như sau khi sửa danh bạ.",
            "Has a mail read and decided again, as after the address book was mended."))
        {
            id,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await services.GetRequiredService<InboxDesk>().RetryAsync(parsed.GetValue(id), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            var mail = await ListedMail.OneAsync(session, parsed.GetValue(id), token);
            foreach (var line in InboxListAnswers.Standing(mail!, services.GetRequiredService<CampaignClock>()))
                Console.WriteLine(line);
            return CommandLine.Done;
        });
        return command;
    }
}
