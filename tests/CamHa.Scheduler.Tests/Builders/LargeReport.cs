using System.Diagnostics.CodeAnalysis;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;
using static CamHa.Scheduler.Tests.Builders.Reports;

namespace CamHa.Scheduler.Tests.Builders;

/// <summary>A report of many units with much to say, and its mail.</summary>
internal static class LargeReport
{
    private const string Sentence = "Vận động nhân dân hiến đất làm đường. ";

    /// <param name="units">Each with one assignment, which is due soon.</param>
    /// <param name="sentences">In each of a unit's four texts.</param>
    public static ReportSnapshot Of(int units, int sentences)
    {
        var text = string.Concat(Enumerable.Repeat(Sentence, sentences));
        return Report([.. Enumerable.Range(0, units).Select(at => Unit($"U{at}", SubmissionState.OnTime, text) with
        {
            Difficulties = text,
            Proposals = text,
            NextWeek = text,
        })]) with
        {
            Assignments =
            [
                .. Enumerable.Range(0, units).Select(at => Assignment($"N{at}", AssignmentState.OnTrack, Lead($"U{at}"))),
            ],
        };
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the mail.")]
    public static async Task<(byte[] Mime, MimeMessage Mail)> MailAsync(Service service, ReportSnapshot report, int most)
    {
        var composer = service.Get<IEnumerable<IMailComposer>>().OfType<ReportMail>().Single();
        var content = await composer.ContentAsync(report, "Chị Hà, 0900000000", most);
        var mime = service.Get<MimeWriter>().Write("1@camha.example", [], content, DateTimeOffset.UnixEpoch);
        return (mime, MimeMessage.Load(new MemoryStream(mime), Service.Token));
    }
}
