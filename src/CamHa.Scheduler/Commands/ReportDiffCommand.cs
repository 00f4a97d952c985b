using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows what changed from one report to another, by the rule that fills the report's own section on changes.</summary>
internal static class ReportDiffCommand
{
    public static Command Create()
    {
        var (week, revision, campaign) = (ReportCommand.WeekOption(), ReportCommand.RevisionOption(), ReportCommand.CampaignOption());
        var other = ReportCommand.WeekOption("--with", Language.Say("Tuần đem ra so sánh.", "The week it is compared with."));
        var otherRevision = ReportCommand.RevisionOption("--with-revision");
        var command = new Command("diff", Language.Say(
            "So sánh hai báo cáo: có gì khác nhau.", "Says what changed from one report to another."))
        {
            week,
            revision,
            other,
            otherRevision,
            campaign,
            CommandLine.Json,
        };
        command.SetAction((parsed, token) => parsed.RunAsync(
            async (session, _) =>
            {
                var code = parsed.GetValue(campaign);
                var now = await FoundReport.FindAsync(session, parsed.GetValue(week)!, parsed.GetValue(revision), code, token);
                var before = await FoundReport.FindAsync(session, parsed.GetValue(other)!, parsed.GetValue(otherRevision), code, token);
                var snapshot = now.Snapshot;
                var changes = ReportChangesRule.Decide(before.Snapshot, snapshot.Units, snapshot.Assignments)!;
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(changes, JsonFormat.Options));
                else
                    Console.WriteLine(string.Join(Environment.NewLine, ReportWords.Changes(changes)));
            },
            token));
        return command;
    }
}
