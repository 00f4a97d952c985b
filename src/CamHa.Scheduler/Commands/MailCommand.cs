using System.CommandLine;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Sends a test mail, and says what the server answered.</summary>
internal static class MailCommand
{
    public static Command Create()
    {
        var address = new Argument<string>(Language.Say("ĐỊA-CHỈ", "ADDRESS"))
        {
            Description = Language.Say(
            "Địa chỉ nhận, như vanthu@xa.gov.vn.", "Who gets it, as in vanthu@xa.gov.vn.")
        };
        var command = new Command("test", Language.Say(
            "Gửi ngay một thư thử, rồi cho biết máy chủ trả lời gì và cần xem gì trong thư.",
            "Sends one test mail now, and prints what the server answered and what to look for.")) { address };
        command.SetAction(async (parsed, token) =>
        {
            var to = parsed.GetValue(address)!.Trim();
            if (!MailAddress.IsValid(to))
            {
                await Console.Error.WriteLineAsync($"{MailAddress.Fault(to)}");
                return CommandLine.WrongUsage;
            }

            await using var services = ServiceFactory.Create(parsed.Settings());
            return await SendAsync(services, to, token);
        });
        return new("mail", Language.Say(
            "Thử đường gửi thư: gửi một thư thử đến một địa chỉ.", "Tries the way out: a test mail to an address.")) { command };
    }

    internal static async Task<int> SendAsync(IServiceProvider services, string address, CancellationToken token)
    {
        var answer = await services.GetRequiredService<TestMail>().SendAsync(address, Environment.UserName, token);
        var screen = answer.IsAccepted ? Console.Out : Console.Error;
        await screen.WriteLineAsync($"{answer.Words}");
        if (answer.Detail.Length > 0 && answer.Detail != $"{answer.Words}")
            await screen.WriteLineAsync(answer.Detail);
        foreach (var line in answer.LookFor)
            await screen.WriteLineAsync($"  {line}");
        return answer.IsAccepted ? CommandLine.Done : CommandLine.Failed;
    }
}
