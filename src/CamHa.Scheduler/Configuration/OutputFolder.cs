using CamHa.Scheduler.Text;


namespace CamHa.Scheduler.Configuration;

/// <summary>The folder a command writes its pages into.</summary>
internal static class OutputFolder
{
    /// <exception cref="SettingsException">It cannot be made or written; the message names the option and the remedy.</exception>
    public static string Create(string dir)
    {
        try
        {
            var folder = Directory.CreateDirectory(dir).FullName;
            var probe = Path.Combine(folder, ".camha.tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([new(
                $"--dir = '{dir}': không ghi được vào thư mục này. Hãy chọn thư mục mà tài khoản này được ghi. "
                + $"Chi tiết: {SystemWords.InVietnamese(e)}",
                $"--dir = '{dir}' cannot be written: {e.Message.TrimEnd('.')}. Name a folder this account may write to.")]);
        }
    }
}
