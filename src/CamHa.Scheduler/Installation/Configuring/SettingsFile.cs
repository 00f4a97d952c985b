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
            var (how, cach) = OperatingSystem.IsWindows()
                ? ("in a terminal opened with 'Run as administrator'", "trong cửa sổ lệnh mở bằng 'Run as administrator'")
                : ("with sudo", "với sudo ở đầu lệnh");
            throw new ActionRequiredException(Language.Say(
                $"Chỉ người quản trị máy được ghi {places.ConfigFile}. Hãy gõ lại {cach}, hoặc chỉ ra một tệp khác bằng --config TEP.",
                $"Only an administrator may write {places.ConfigFile}. Run it {how}, or name a file of your own with --config FILE."));
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

    /// <summary>Asked before the first question, so that no answers are lost for want of a place to write them.</summary>
    /// <exception cref="ActionRequiredException">The settings cannot be written.</exception>
    public static void EnsureWritable(Draft draft)
    {
        var probe = Path.Combine(draft.Folder, ".camha.tmp");
        try
        {
            Directory.CreateDirectory(draft.Folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ActionRequiredException(
                Language.Say(
                    $"Không ghi được vào thư mục {draft.Folder}. Hãy dọn bớt ổ đĩa hoặc xin quyền ghi, hay chỉ ra một tệp khác bằng "
                        + $"--config TEP. ({SystemWords.InVietnamese(e).TrimEnd('.')})",
                    $"{draft.Folder} cannot be written: {e.Message.TrimEnd('.')}. Free some space, get the right to write there, or name "
                        + "another file with --config FILE."),
                e);
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
        // It stands in the file now.
        WholeFile.Discard(PageSettings.FileOf(draft.File));
        return backup;
    }

    public static string PathOf(Draft draft, Question secret) => Path.Combine(draft.Folder, secret.SecretFile!);
}
