using System.CommandLine;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>The mails that come back.</summary>
internal static class InboxCommand
{
    public static Command Create() => new("inbox", Language.Say("Thư trả lời gửi về.", "The mails that come back."))
    {
        InboxExplainCommand.Create(),
    };
}
