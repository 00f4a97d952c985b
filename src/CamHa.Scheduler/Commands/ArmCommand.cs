using System.CommandLine;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Declares this machine the one that sends.</summary>
internal static class ArmCommand
{
    private static readonly Option<bool> Also = new("--also")
    {
        Description = Language.Say(
            "Máy này cùng gửi với các máy đang gửi, không thay chúng.",
            "Sends as well as the machines that do already, instead of in their place."),
    };

    public static Command Create()
    {
        var command = new Command("arm", Language.Say(
            "Giao cho máy này việc gửi thư từ cơ sở dữ liệu này.", "Declares this machine the one that sends from this database."))
        {
            Also,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var guard = services.GetRequiredService<CloneGuard>();
            var before = await guard.ArmedForAsync(token);
            await (parsed.GetValue(Also) ? guard.ArmAlsoAsync(token) : guard.ArmAsync(token));
            var after = await guard.ArmedForAsync(token);
            Console.WriteLine(UpkeepAnswers.Armed(before, after));
            return CommandLine.Done;
        });
        return command;
    }
}
