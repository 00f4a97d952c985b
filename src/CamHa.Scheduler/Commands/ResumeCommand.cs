using System.CommandLine;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Ends a pause.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var command = new Command("resume", Language.Say(
            "Cho gửi thư trở lại sau lệnh camha pause.", "Lets mails leave again after 'camha pause'."));
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var pause = services.GetRequiredService<SendingPause>();
            var waiting = await pause.WaitingAsync(token);
            Console.WriteLine(OutboxAnswers.Resumed(await pause.EndAsync(token), waiting));
            return CommandLine.Done;
        });
        return command;
    }
}
