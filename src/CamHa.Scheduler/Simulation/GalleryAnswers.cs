using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Simulation;

/// <summary>Writes a page for each mail that came in: what it answers, what was understood, and what was answered in turn.</summary>
internal sealed class GalleryAnswers(DatabaseSession session, Templates templates, CampaignClock clock)
{
    /// <param name="folder">The gallery's.</param>
    /// <param name="files">The pages of the mails that left, by their keys.</param>
    /// <param name="token">Cancels the writing.</param>
    public async Task<IReadOnlyList<GalleryMail>> WriteAsync(
        string folder, IReadOnlyDictionary<string, string> files, CancellationToken token)
    {
        var shown = new List<GalleryMail>();
        foreach (var answer in await session.QueryAsync<AnswerRow>("simulation/answers", null, token))
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"mail/html/in-{answer.Id:000000}.html");
            await WriteAsync(Path.Combine(folder, file), answer, files, token);
            shown.Add(new(
                clock.WallClock(answer.ReceivedAt), answer.Subject, answer.UnitName ?? "", answer.Sender, answer.State.Word(), "", file)
            {
                HasCome = true,
            });
        }

        return shown;
    }

    private async Task WriteAsync(
        string path, AnswerRow answer, IReadOnlyDictionary<string, string> files, CancellationToken token)
    {
        var cut = CutRule.Cut(MailReader.Read(await ListedMail.BytesAsync(session, answer.Id, token) ?? []).Lines);
        var page = new
        {
            Title = answer.Subject,
            Sender = answer.SenderName.Length > 0 ? $"{answer.SenderName} <{answer.Sender}>" : answer.Sender,
            At = Vietnamese.Time(clock.WallClock(answer.ReceivedAt)),
            State = answer.State.Word(),
            answer.Reason,
            cut.Text,
            cut.Cut,
            Asked = FileOf(answer.AskedKey),
            Told = FileOf(Acknowledging.KeyOf(answer.Sha256)),
        };
        await File.WriteAllTextAsync(path, await templates.RenderPageAsync("gallery-answer.html", page), token);

        // In the same folder.
        string FileOf(string? key) => key is not null && files.TryGetValue(key, out var file) ? Path.GetFileName(file) : "";
    }

    private sealed record AnswerRow
    {
        public long Id { get; init; }

        public string Sha256 { get; init; } = "";

        public DateTimeOffset ReceivedAt { get; init; }

        public string Sender { get; init; } = "";

        public string SenderName { get; init; } = "";

        public string Subject { get; init; } = "";

        public InboxState State { get; init; }

        public string Reason { get; init; } = "";

        public string? AskedKey { get; init; }

        public string? UnitName { get; init; }
    }
}
