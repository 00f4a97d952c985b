using System.CommandLine;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Runs looks at once. Notices have the same keys as ever, so what was issued is not issued again.</summary>
internal static class SendNowCommand
{
    public static Command Create()
    {
        var what = PreviewCommand.WhatArgument();
        var command = new Command("send-now", Language.Say(
            "Xem ngay có gì phải gửi mà chưa gửi, và gửi.", "Looks now, and sends what is owed and not yet sent.")) { what };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var runner = services.GetRequiredService<LookRunner>();
            var names = PreviewCommand.Looks[parsed.GetValue(what)!];
            var issued = new IssueResult(0, 0, 0);
            foreach (var look in services.GetServices<ILook>().Where(look => names.Contains(look.Name)))
                issued += await runner.RunAsync(look, token);
            Console.WriteLine(OutboxAnswers.Issued(issued));
            var guard = services.GetRequiredService<CloneGuard>();
            if (!await guard.IsArmedAsync(token))
            {
                await Console.Error.WriteLineAsync(OutboxAnswers.NotArmed(guard.Remedy));
                return CommandLine.Failed;
            }

            if (await services.GetRequiredService<SendingPause>().InForceAsync(token) is { } pause)
            {
                await Console.Error.WriteLineAsync(OutboxAnswers.NothingSent(pause, services.GetRequiredService<CampaignClock>()));
                return CommandLine.Failed;
            }

            var dispatcher = services.GetRequiredService<Dispatcher>();
            var dispatched = await dispatcher.DispatchAsync(token);
            if (dispatched.Dead > 0)
            {
                await runner.RunAsync(services.GetRequiredService<UndeliveredLook>(), token);
                await dispatcher.DispatchAsync(token);
            }

            await services.GetRequiredService<ReportArchive>().FileAsync(token);
            var fault = services.GetRequiredService<CircuitBreaker>().Fault;
            if (fault is not null)
                await Console.Error.WriteLineAsync(fault.Reason);
            Console.WriteLine(OutboxAnswers.Dispatched(dispatched));
            return dispatched.Dead + dispatched.Retried == 0 && fault is null ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }
}
