using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Configuration;

/// <summary>The file that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Finds out whether the file can be written, before anything else is done.</summary>
    /// <param name="argument">The argument that names the file, for the message.</param>
    /// <param name="path">The file.</param>
    /// <param name="extension">What its name ends in, such as <c>.xlsx</c>.</param>
    /// <param name="mayReplace">Whether a file that is there is replaced.</param>
    /// <exception cref="SettingsException">It cannot; the message names the argument and the remedy.</exception>
    public static void Check(string argument, string path, string extension, bool mayReplace)
    {
        if (Directory.Exists(path))
        {
            throw Fault(argument, path, new(
                $"đây là một thư mục. Ghi cả tên tệp, như {Path.Combine(path, $"ke-hoach{extension}")}.",
                $"this is a folder; write the file's name too, such as {Path.Combine(path, $"plan{extension}")}."));
        }

        if (!path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            var instead = Path.ChangeExtension(path, extension);
            throw Fault(argument, path, new(
                $"tên tệp phải có đuôi {extension}, như {instead}.", $"write a name that ends in {extension}, such as {instead}."));
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw Fault(argument, path, new($"không có thư mục {folder}. Hãy tạo trước.", $"there is no folder {folder}; make it first."));
        var isThere = File.Exists(path);
        if (isThere && !mayReplace)
        {
            throw Fault(argument, path, new(
                "đã có tệp này. Chọn tên khác, hoặc thêm --force để ghi đè.",
                "the file exists; choose another name, or replace it with --force."));
        }

        Try(argument, path, () =>
        {
            if (isThere)
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            var probe = Path.Combine(folder, ".camha.tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        });
    }

    /// <summary>Writes the file whole or not at all; one that is there is replaced.</summary>
    /// <param name="argument">The argument that names the file, for the message.</param>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="SettingsException">It cannot be written; the message names the argument and the remedy.</exception>
    public static void Write(string argument, string path, Action<Stream> write) =>
        Try(argument, path, () => WholeFile.Write(path, write));

    private static void Try(string argument, string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(argument, path, File.Exists(path)
                ? new(
                    "không ghi đè được: tệp đang mở trong một chương trình khác, như Excel, hoặc chỉ cho đọc. "
                    + $"Đóng tệp rồi gõ lại, hoặc chọn tên khác. Chi tiết: {SystemWords.InVietnamese(e)}",
                    "it cannot be replaced: another program, such as Excel, has it open, or it is read-only. "
                    + $"Close it and try again, or choose another name: {e.Message}")
                : new(
                    $"không ghi được vào thư mục này. Hãy chọn thư mục mà tài khoản này được ghi. Chi tiết: {SystemWords.InVietnamese(e)}",
                    $"the folder cannot be written: {e.Message.TrimEnd('.')}. Name a folder this account may write to."));
        }
    }

    private static SettingsException Fault(string argument, string path, Bilingual words) => new([new(
        $"{argument} = '{path}': {words.Vietnamese}", $"{argument} = '{path}': {words.English}")]);
}
