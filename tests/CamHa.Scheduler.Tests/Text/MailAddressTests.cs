using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Text;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("van-thu@camha.example", true, true)]
    [InlineData("vanthu@localhost", true, false)] // an address on this machine
    [InlineData("văn-thư@camha.example", true, false)] // few servers take other letters
    [InlineData("vt@xn--cmh-cla6329a.vn", true, true)] // a domain of other letters, as servers know it
    [InlineData("vt@cẩmhà.vn", true, true)]
    [InlineData("văn-thư@cẩmhà.vn", true, false)]
    [InlineData("Văn thư <van-thu@camha.example>", false, false)]
    [InlineData(" van-thu@camha.example", false, false)]
    [InlineData("van-thu@camha.example, b@camha.example", false, false)]
    [InlineData("vanthu", false, false)]
    [InlineData("@camha.example", false, false)]
    [InlineData("", false, false)]
    public void An_address_is_one_bare_address(string text, bool isValid, bool isPublic) =>
        Assert.Equal((isValid, isPublic), (MailAddress.IsValid(text), MailAddress.IsPublic(text)));
}
