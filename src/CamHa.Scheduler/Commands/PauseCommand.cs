using System.CommandLine;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Stops every mail from leaving.</summary>
internal static class PauseCommand
{
    public static Command Create()
    {
        var command = new Command("pause", Language.Say(
            "Tạm dừng: không thư nào rời máy cho đến lệnh camha resume; thư mới vẫn được lập và chờ.",
            "Lets no mail leave until 'camha resume'; looks go on, and what they issue waits."));
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var pause = services.GetRequiredService<SendingPause>();
            var hasBegun = await pause.BeginAsync(token);
            var before = hasBegun ? null : await pause.InForceAsync(token);
            Console.WriteLine(OutboxAnswers.Paused(before, services.GetRequiredService<CampaignClock>()));
            var waiting = await pause.WaitingAsync(token);
            Console.WriteLine(Language.Say($"Đang chờ: {OutboxAnswers.Waiting(waiting)}", $"Waiting: {OutboxAnswers.Waiting(waiting)}"));
            return CommandLine.Done;
        });
        return command;
    }
}
