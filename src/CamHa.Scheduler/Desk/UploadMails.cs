using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Desk;

/// <summary>Which mails come, change or go with a file, as <c>camha import --dry-run</c> says it.</summary>
internal sealed class UploadMails(Settings settings, TimeProvider time) : IDisposable
{
    // Each rehearses two weeks over a copy.
    private readonly SemaphoreSlim _one = new(1);

    public void Dispose() => _one.Dispose();

    public async Task<MailChanges> CompareAsync(ImportSource source, ImportWish wish, DryChange dry, CancellationToken token)
    {
        await _one.WaitAsync(token);
        try
        {
            return await MailsOfChange.CompareAsync(
                settings,
                dry,
                services => services.GetRequiredService<Importer>().ImportAsync(source, wish with { IsDryRun = false }, token),
                token,
                time: time);
        }
        finally
        {
            _one.Release();
        }
    }
}
