using System.CommandLine;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows what came back, and what became of it.</summary>
internal static class InboxCommand
{
    public static Command Create() => new("inbox", Language.Say(
        "Hộp thư đến: đơn vị đã trả lời gì, thư nào bị trả về.", "What came back: answers, and mails that were returned."))
    {
        InboxListCommand.Create(),
        InboxShowCommand.Create(),
        InboxExplainCommand.Create(),
        InboxApplyCommand.Create(),
        InboxDeskCommands.Ignore(),
        InboxDeskCommands.Ask(),
        InboxDeskCommands.Retry(),
    };
}
