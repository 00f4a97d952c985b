using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Tests.Configuration;

public sealed class OutputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_is_written_and_nothing_is_left_beside_it()
    {
        var file = Path.Combine(_folder, "KE-HOACH.XLSX");
        OutputFile.Check("FILE", file, ".xlsx", mayReplace: false);
        Assert.Empty(Directory.GetFiles(_folder));
        OutputFile.Write("FILE", file, stream => stream.Write([1, 2]));
        Assert.Equal([file], Directory.GetFiles(_folder));
        Assert.Equal([1, 2], File.ReadAllBytes(file));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_where_somebody_says_so()
    {
        var file = Path.Combine(_folder, "a.xlsx");
        File.WriteAllText(file, "của tôi");
        AssertRefused(file, "đã có tệp này. Chọn tên khác, hoặc thêm --force để ghi đè.");
        Assert.Equal("của tôi", File.ReadAllText(file));
        OutputFile.Check("FILE", file, ".xlsx", mayReplace: true);
        OutputFile.Write("FILE", file, stream => stream.Write([1]));
        Assert.Equal([1], File.ReadAllBytes(file));
    }

    [Fact]
    public void Nothing_is_left_of_a_file_that_could_not_be_finished()
    {
        var file = Path.Combine(_folder, "a.xlsx");
        File.WriteAllText(file, "của tôi");
        Assert.Throws<InvalidOperationException>(() => OutputFile.Write("FILE", file, stream =>
        {
            stream.Write([1]);
            throw new InvalidOperationException();
        }));
        Assert.Equal([file], Directory.GetFiles(_folder));
        Assert.Equal("của tôi", File.ReadAllText(file));
    }

    [Fact]
    public void A_file_that_another_program_holds_open_is_said_to_be()
    {
        var file = Path.Combine(_folder, "a.xlsx");
        using var open = new FileStream(file, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        AssertRefused(file, "không ghi đè được: tệp đang mở trong một chương trình khác, như Excel", mayReplace: true);
    }

    [Fact]
    public void A_name_of_another_kind_and_a_folder_are_refused_with_what_to_write()
    {
        AssertRefused(Path.Combine(_folder, "a.xls"), $"tên tệp phải có đuôi .xlsx, như {Path.Combine(_folder, "a.xlsx")}.");
        AssertRefused(_folder, $"đây là một thư mục. Ghi cả tên tệp, như {Path.Combine(_folder, "ke-hoach.xlsx")}.");
        var missing = Path.Combine(_folder, "chua-co");
        AssertRefused(Path.Combine(missing, "a.xlsx"), $"không có thư mục {missing}. Hãy tạo trước.");
    }

    // The tests may run as root, who may write everywhere else.
    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_remedy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc.");
        AssertRefused("/proc/a.xlsx", "không ghi được vào thư mục này. Hãy chọn thư mục mà tài khoản này được ghi.");
        var fault = Assert.Throws<SettingsException>(() => OutputFile.Write("FILE", "/proc/a.xlsx", stream => stream.Write([1])));
        Assert.StartsWith("FILE = '/proc/a.xlsx': không ghi được vào thư mục này.", fault.Faults[0].Vietnamese, StringComparison.Ordinal);
    }

    private static void AssertRefused(string file, string words, bool mayReplace = false)
    {
        var fault = Assert.Throws<SettingsException>(() => OutputFile.Check("FILE", file, ".xlsx", mayReplace));
        Assert.StartsWith($"FILE = '{file}': {words}", Assert.Single(fault.Faults).Vietnamese, StringComparison.Ordinal);
    }
}
