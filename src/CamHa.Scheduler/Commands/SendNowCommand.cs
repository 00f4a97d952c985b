using System.CommandLine;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Runs looks at once. Notices have the same keys as ever, so what was issued is not issued again.</summary>
internal static class SendNowCommand
{
    public static Command Create()
    {
        var what = PreviewCommand.WhatArgument();
        var command = new Command("send-now", "Looks now, and sends what is owed and not yet sent.") { what };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            var runner = services.GetRequiredService<LookRunner>();
            var names = PreviewCommand.Looks[parsed.GetValue(what)!];
            var issued = new IssueResult(0, 0, 0);
            foreach (var look in services.GetServices<ILook>().Where(look => names.Contains(look.Name)))
                issued += await runner.RunAsync(look, token);
            Console.WriteLine(issued.Notices == 0
                ? "Nothing is owed now that has not been issued before. Nobody is mailed at night (22:00 to 06:00), before the "
                    + "campaign begins, or on a day off, except for a late report."
                : $"{issued.Notices} notices in {issued.Messages} mails"
                    + (issued.Held > 0
                        ? $", {issued.Held} of them held until somebody says go; see 'camha outbox list --state held', "
                            + "then 'camha outbox release --all'."
                        : "."));

            if (!await services.GetRequiredService<CloneGuard>().IsArmedAsync(token))
            {
                await Console.Error.WriteLineAsync("This database is armed for another machine, so nothing was sent from here. "
                    + "If this machine is now the one that sends: camha arm");
                return CommandLine.Failed;
            }

            if (await services.GetRequiredService<SendingPause>().InForceAsync(token) is { } pause)
            {
                await Console.Error.WriteLineAsync(
                    $"Sending is paused since {pause.Since:yyyy-MM-dd HH:mm}Z, so nothing was sent. Let mails leave again: camha resume");
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
            Console.WriteLine($"{dispatched.Sent} sent, {dispatched.Suppressed} no longer true, "
                + $"{dispatched.Retried} to be tried again, {dispatched.Dead} refused.");
            return dispatched.Dead + dispatched.Retried == 0 && fault is null ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }
}
