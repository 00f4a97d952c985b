using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Text;

public sealed class SystemWordsTests
{
    // A clerk read “The process cannot access the file because it is being used by another process.”
    [Fact]
    public void What_the_system_says_of_a_file_is_said_in_Vietnamese_where_the_cause_is_known()
    {
        var file = Path.GetTempFileName();
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var held = Assert.ThrowsAny<IOException>(() => new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
            Assert.Equal($"'{file}': một chương trình khác, như Excel, đang mở tệp này.", SystemWords.Named(held));
        }

        File.Delete(file);
        var gone = Assert.ThrowsAny<IOException>(() => File.ReadAllBytes(file));
        Assert.Equal("không có tệp này.", SystemWords.InVietnamese(gone));
        Assert.Equal("x", SystemWords.Named(new IOException("x")));
    }
}
