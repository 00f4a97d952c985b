using System.Globalization;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Writes a draft, so that nobody reads it whom it is not for, and what was there before is kept.</summary>
internal static class SettingsFile
{
    /// <summary>Makes the folders of an installed service, and the account they are for.</summary>
    /// <exception cref="ActionRequiredException">Only an administrator may.</exception>
    public static async Task PrepareAsync(Places places, CancellationToken token)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new ActionRequiredException($"{places.ConfigFile} is an administrator's to write. Run it {(OperatingSystem.IsWindows() ? "in a terminal opened with 'Run as administrator'" : "with sudo")}, "
                + "or name a file of your own with --config FILE.");
        }

        Directory.CreateDirectory(places.ConfigFolder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(places.DataFolder);
            Directory.CreateDirectory(places.LogFolder);
            foreach (var step in WindowsSteps.Rights(places))
                await step.RunAsync(token);
        }
        else
        {
            await ServiceAccount.EnsureAsync(token);
            await ServiceAccount.GiveAsync(places.ConfigFolder, token);
        }
    }

    /// <returns>Where the settings are that were there before; null where there were none, or the same.</returns>
    public static async Task<string?> WriteAsync(Draft draft, TimeProvider time, CancellationToken token)
    {
        Directory.CreateDirectory(draft.Folder);
        string? backup = null;
        if (draft.Before is not null && draft.Before != draft.Text)
        {
            backup = string.Create(CultureInfo.InvariantCulture, $"{draft.File}.bak-{time.GetLocalNow():yyyy-MM-dd-HHmmss}");
            await PrivateFile.WriteAsync(backup, draft.Before, isForService: false, token);
        }

        foreach (var (question, secret) in draft.Secrets)
            await PrivateFile.WriteAsync(PathOf(draft, question), secret, draft.Places is not null && (question.IsForEveryVerb || OperatingSystem.IsWindows()), token);
        await PrivateFile.WriteAsync(draft.File, draft.Text, draft.Places is not null, token);
        return backup;
    }

    public static string PathOf(Draft draft, Question secret) => Path.Combine(draft.Folder, secret.SecretFile!);
}
