using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Desk;

/// <summary>The first sending: what it still lacks, and its release.</summary>
internal sealed class SetupStart(
    Database database, OutboxDecisions decisions, Importer importer, CloneGuard guard, SetupSettings settings, IOptions<MailOptions> mail)
{
    /// <summary>What must be so before mails may leave, and the campaigns that wait for it.</summary>
    public async Task<(IReadOnlyList<Ready> Ready, IReadOnlyList<WaitingCampaign> Campaigns)> StandAsync(
        SignedIn who, CancellationToken token)
    {
        await using var session = await database.OpenSnapshotAsync(token);
        var waiting = (await CampaignStore.AllAsync(session, token)).FindAll(each => each.ReleasedAt is null && who.Sees(each.Id));
        var held = (await HeldRun.AllAsync(session, token)).Where(run => run.IsFirst).ToLookup(run => run.CampaignId, run => run.Messages);
        var isArmed = await guard.IsArmedHereAsync(token);
        var hasPlan = await CampaignStore.HasPlanAsync(session, token);
        return (
            [
                new(mail.Value.UsesSmtp, SetupPages.Mailbox, mail.Value.UsesSmtp
                    ? $"Gửi từ {mail.Value.From}."
                    : "Chưa dùng hộp thư nào: thư sẽ chỉ được ghi vào thư mục, không đến ai."),
                new(!settings.IsPending, "", settings.IsPending
                    ? "Có cài đặt mới chưa được dùng: khởi động lại dịch vụ trước." : "Dịch vụ chạy với cài đặt mới nhất."),
                new(hasPlan, UploadPages.Path, hasPlan ? "Đã có kế hoạch." : "Chưa có kế hoạch."),
                new(isArmed, "", isArmed ? "Máy này là máy gửi." : "Máy này chưa được phép gửi; người cài đặt gõ camha arm."),
            ],
            [.. waiting.Select(each => new WaitingCampaign(each.Id, each.Name, held[each.Id].Sum()))]);
    }

    public Task<DecisionMade> ReleaseAsync(int campaign, Gesture by, CancellationToken token) =>
        decisions.MakeForCampaignAsync(OutboxDecision.Release, campaign, by, token);

    /// <summary>Imports the plan of 2022 to look at, where there is none: its addresses are nobody's, and its days have passed.</summary>
    public async Task ImportDemoAsync(Gesture by, CancellationToken token)
    {
        await using (var session = await database.OpenAsync(token))
        {
            if (await CampaignStore.HasPlanAsync(session, token))
                return;
        }

        await importer.ImportAsync(ImportSource.DemoPlan, new ImportWish() { By = by }, token);
    }
}

/// <param name="IsWell">Whether it is so.</param>
/// <param name="Path">Where it is put right; empty for nowhere.</param>
/// <param name="Says">How it stands.</param>
internal sealed record Ready(bool IsWell, string Path, string Says);

/// <param name="Id">The campaign.</param>
/// <param name="Name">Its name.</param>
/// <param name="Held">How many of its mails wait.</param>
internal sealed record WaitingCampaign(int Id, string Name, int Held);
