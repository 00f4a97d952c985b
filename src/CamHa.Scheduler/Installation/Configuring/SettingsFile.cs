using System.Globalization;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Writes a draft privately, and keeps the previous settings.</summary>
internal static class SettingsFile
{
    /// <summary>Creates the folders of an installed service and its account.</summary>
    /// <exception cref="ActionRequiredException">This needs an administrator.</exception>
    public static async Task PrepareAsync(Places places, CancellationToken token)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            var how = OperatingSystem.IsWindows() ? "in a terminal opened with 'Run as administrator'" : "with sudo";
            throw new ActionRequiredException(
                $"Only an administrator may write {places.ConfigFile}. Run it {how}, or name a file of your own with --config FILE.");
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

    /// <returns>The file that keeps the previous settings; null where there were none, or the same.</returns>
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
        {
            var isForService = draft.Places is not null && (question.IsForEveryVerb || OperatingSystem.IsWindows());
            await PrivateFile.WriteAsync(PathOf(draft, question), secret, isForService, token);
        }

        await PrivateFile.WriteAsync(draft.File, draft.Text, draft.Places is not null, token);
        return backup;
    }

    public static string PathOf(Draft draft, Question secret) => Path.Combine(draft.Folder, secret.SecretFile!);
}
