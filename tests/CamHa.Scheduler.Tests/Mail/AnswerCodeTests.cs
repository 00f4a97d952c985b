using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class AnswerCodeTests
{
    private const string MessageId = "0123456789abcdef0123456789abcdef@camha.example";

    [Theory]
    [InlineData("NTM Cẩm Hà", "T04", "NTM-T04")]
    [InlineData("Đô thị", "NV-12", "DO-NV-12")]
    [InlineData("Chuyển đổi số", "", "CHUYEN")]
    [InlineData("NTM", "Đ1", "NTM")] // What has no plain letter is not written as something else.
    [InlineData("NTM", "a very long code", "NTM")]
    [InlineData("???", "T04", "MA-T04")]
    public void A_code_begins_with_what_a_person_can_read(string tag, string about, string stem) =>
        Assert.Equal(stem, AnswerCode.Stem(tag, about));

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(123_456_789)]
    public void A_code_is_found_again_wherever_it_stands_and_names_its_mail(long id)
    {
        foreach (var stem in new[] { "NTM-T04", "NTM-NV-12", "NTM-TUAN24", "NTM" })
        {
            var text = $"Re: [NTM Cẩm Hà] V/v 1 nhiệm vụ [{AnswerCode.Of(stem, id, MessageId)}]";
            var found = Assert.Single(AnswerCode.In(text));
            Assert.Equal(id, found.Id);
            Assert.True(found.IsOf(MessageId));
            Assert.Equal(found, Assert.Single(AnswerCode.In(text.ToLowerInvariant())));
        }
    }

    [Theory]
    [InlineData("NTM-T04", "[T04]")]
    [InlineData("NTM-TUAN24", "")]
    [InlineData("NTM", "")]
    public void Of_a_code_only_its_assignment_is_read_as_one(string stem, string rest) =>
        Assert.Equal($"Re: x {rest}", AnswerCode.Reduced($"Re: x [{AnswerCode.Of(stem, 7, MessageId)}]"));

    [Fact]
    public void A_code_behind_a_plus_is_found_again_and_never_makes_a_name_too_long()
    {
        var code = AnswerCode.Of("NTM-T04", 7, MessageId);
        var address = AnswerCode.WithPlus("nhac.viec@camha.example", code);
        Assert.Equal($"nhac.viec+{code}@camha.example", address);
        Assert.True(Assert.Single(AnswerCode.In(AnswerCode.InNames(["x@y.example", "a+b@y.example", address]))).IsOf(MessageId));
        var long_ = $"{new string('a', 55)}@camha.example";
        Assert.Equal(long_, AnswerCode.WithPlus(long_, code));
    }

    [Fact]
    public void A_code_of_another_copy_is_not_that_of_this_one()
    {
        var code = AnswerCode.In($"[{AnswerCode.Of("NTM", 7, MessageId)}]").Single();
        Assert.False(code.IsOf($"1{MessageId[1..]}"));
        Assert.False((code with { Check = "000000" }).IsOf(MessageId));
    }

    /// <summary>
    /// Whoever sends as many mails as the inbox can decide, without a pause, needs a month for an even chance, for one mail of ours; the
    /// chance of a million tries is below a thousandth.
    /// </summary>
    [Fact]
    public void Guessing_a_code_takes_half_a_billion_mails()
    {
        var codes = Math.Pow(32, AnswerCode.CheckLength);
        Assert.Equal(536_870_912, codes / 2);
        Assert.InRange(codes / 2 / 100 / 86_400, 30, 90);
        var right = Assert.Single(AnswerCode.In($"[{AnswerCode.Of("NTM", 7, MessageId)}]"));
        var random = new Random(1);
        var hits = 0;
        for (var tries = 0; tries < 20_000; tries++)
            hits += right.IsOf($"{random.NextInt64():x16}{random.NextInt64():x16}@camha.example") ? 1 : 0;
        Assert.Equal(0, hits);
    }
}
