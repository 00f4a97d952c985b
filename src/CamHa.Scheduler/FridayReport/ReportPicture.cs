using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>A chart as the mail shows it.</summary>
/// <param name="Title">The chart's title.</param>
/// <param name="ContentId">The picture's name within the mail.</param>
/// <param name="AltText">What the chart shows, in words.</param>
/// <param name="File">The picture.</param>
internal sealed record ReportPicture(string Title, string ContentId, string AltText, MailAttachment File);
