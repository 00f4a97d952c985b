using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Text;

public sealed class CodeNameTests
{
    // What most codes look like stays as it is, so that mails keep their thread and reports their folder.
    [Theory]
    [InlineData("NTM-2022")]
    [InlineData("NTM_26")]
    [InlineData("t04")]
    public void A_usual_code_is_its_own_name(string code) => Assert.Equal(code, CodeName.Of(code));

    [Theory]
    [InlineData("NTM.26", "NTM_26-")]
    [InlineData("..", "__-")]
    [InlineData("nul", "nul-")]
    [InlineData("COM1", "COM1-")]
    [InlineData("", "-")]
    public void Any_other_is_told_apart_from_what_it_looks_like(string code, string begin)
    {
        var name = CodeName.Of(code);
        Assert.StartsWith(begin, name, StringComparison.Ordinal);
        Assert.Equal(begin.Length + 8, name.Length);
        // Safe in a path, and in a Message-ID, which takes no two dots in a row.
        Assert.All(name, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
    }
}
