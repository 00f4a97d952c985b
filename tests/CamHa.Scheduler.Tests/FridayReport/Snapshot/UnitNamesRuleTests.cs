using CamHa.Scheduler.FridayReport.Snapshot;

namespace CamHa.Scheduler.Tests.FridayReport.Snapshot;

public sealed class UnitNamesRuleTests
{
    private static readonly Dictionary<string, int> Sizes = new() { ["thon"] = 4, ["cap"] = 2 };

    private static readonly (string, string)[] Villages =
    [
        ("Ban Phát triển thôn Tiến Thắng", "thon"), ("Ban Phát triển thôn Thành Xuân", "thon"),
        ("Ban Phát triển thôn Xuân Hạ", "thon"), ("Ban Phát triển thôn Nguyễn Đối", "thon"),
    ];

    [Fact]
    public void All_villages_are_written_as_such_and_the_others_by_name() => Assert.Equal(
        "Tất cả 4 Ban Phát triển thôn; Ủy ban nhân dân xã",
        UnitNamesRule.Decide([.. Villages, ("Ủy ban nhân dân xã", "chinh_quyen")], Sizes));

    [Fact]
    public void Where_one_village_is_left_out_they_are_named() => Assert.Equal(
        "Ban Phát triển thôn Tiến Thắng; Ban Phát triển thôn Thành Xuân; Ban Phát triển thôn Xuân Hạ",
        UnitNamesRule.Decide(Villages[..3], Sizes));

    [Fact]
    public void The_village_that_leads_is_left_out_of_all_the_others() => Assert.Equal(
        "Tất cả 4 Ban Phát triển thôn còn lại",
        UnitNamesRule.Decide(Villages, new Dictionary<string, int> { ["thon"] = 5 }, "thon"));

    [Theory]
    [InlineData("Đoàn thể", "Tất cả 4 đơn vị nhóm “Đoàn thể”")]
    [InlineData("doan_the", "Đoàn xã; Hội A; Hội B; Hội C")] // no word that a committee reads
    public void Names_that_begin_with_nothing_in_common_are_called_by_a_kind_that_is_a_word(string kind, string named) => Assert.Equal(
        named,
        UnitNamesRule.Decide(
            [("Đoàn xã", kind), ("Hội A", kind), ("Hội B", kind), ("Hội C", kind)],
            new Dictionary<string, int> { [kind] = 4 }));

    [Theory]
    [InlineData("", "T01", "T*")]
    [InlineData("", "BPT-TT", "BPT*")]
    [InlineData("", "UBND", "UBND*")]
    [InlineData("thon", "T01", "thon")]
    public void A_unit_without_a_kind_is_of_those_that_a_wildcard_catches_with_it(string kind, string code, string expected) =>
        Assert.Equal(expected, UnitNamesRule.KindOf(kind, code));

    [Theory]
    [InlineData("Thôn 1", "Thôn 2", "Thôn 3", "Thôn 4", "Tất cả 4 thôn")]
    [InlineData("Đoàn xã", "Hội A", "Hội B", "Hội C", "Đoàn xã; Hội A; Hội B; Hội C")] // no word that a committee reads
    public void All_that_a_wildcard_catches_are_written_as_such_without_a_kind(string a, string b, string c, string d, string named) =>
        Assert.Equal(
            named,
            UnitNamesRule.Decide([(a, "Đ*"), (b, "Đ*"), (c, "Đ*"), (d, "Đ*")], new Dictionary<string, int> { ["Đ*"] = 4 }));

    [Fact]
    public void Two_of_a_kind_are_named() =>
        Assert.Equal("A 1; A 2", UnitNamesRule.Decide([("A 1", "cap"), ("A 2", "cap")], Sizes));
}
