using System.CommandLine;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Runs a look at once, under the keys it always has: what was issued is not issued again.</summary>
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
            var written = new IssueResult(0, 0, 0);
            foreach (var look in services.GetServices<ILook>().Where(look => PreviewCommand.Looks[parsed.GetValue(what)!].Contains(look.Name)))
                written += await runner.RunAsync(look, token);
            Console.WriteLine(written.Notices == 0
                ? "Nothing is owed now that has not been issued before."
                : $"{written.Notices} notices in {written.Messages} mails" + (written.Held > 0 ? $", {written.Held} of them held by the brake." : "."));

            if (!await services.GetRequiredService<CloneGuard>().IsArmedAsync(token))
            {
                await Console.Error.WriteLineAsync("This database is armed for another machine, so nothing was sent from here. If this machine is now the one that sends: camha arm");
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
            if (services.GetRequiredService<CircuitBreaker>().Fault is { } fault)
                await Console.Error.WriteLineAsync(fault.Reason);
            Console.WriteLine($"{dispatched.Sent} sent, {dispatched.Suppressed} no longer true, {dispatched.Retried} to be tried again, {dispatched.Dead} refused.");
            return dispatched.Dead + dispatched.Retried == 0 && services.GetRequiredService<CircuitBreaker>().Fault is null ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }
}
