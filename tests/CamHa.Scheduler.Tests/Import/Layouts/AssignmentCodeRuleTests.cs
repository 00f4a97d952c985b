using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Tests.Import.Layouts;

public sealed class AssignmentCodeRuleTests
{
    private static readonly DateOnly November = new(2026, 11, 30);
    private static readonly DateOnly December = new(2026, 12, 10);

    [Fact]
    public void The_number_of_a_row_becomes_its_code_and_a_code_stays_one() => Assert.Equal(
        "T01 T02 NV-3 T1.2", Codes(Decide([Row("1", "a"), Row("2.", "b"), Row("NV-3", "c"), Row("1.2", "d")])));

    [Fact]
    public void Numbers_that_begin_anew_in_each_section_are_counted_through() =>
        Assert.Equal("T01 T02 T03", Codes(Decide([Row("1", "a"), Row("2", "b"), Row("1", "c")])));

    [Fact]
    public void A_row_whose_title_the_layout_had_before_keeps_its_code_wherever_it_moves() => Assert.Equal(
        "T07 T02 T01",
        Codes(Decide(
            [Row("1", "Vườn  MẪU"), Row("2", "Rác thải"), Row("3", "Nước")],
            There("T07", "Vườn mẫu"),
            There("T01", "Nước"),
            There("T09", "Khác"))));

    [Theory]
    [InlineData("Vườn mẫu")]
    [InlineData("Vườn mẫu (*)")]
    public void A_title_that_had_a_mark_to_a_footnote_is_the_same_without_it(string before)
    {
        var code = Assert.Single(Decide([Row("1", "Vườn mẫu")], There("T07", before)));
        Assert.Equal(("T07", null), (code.Code, code.Like));
    }

    [Fact]
    public void A_code_that_another_title_has_is_not_taken_from_it()
    {
        var code = Assert.Single(
            Decide([Row("1", "Làm hàng rào xanh")], There("T01", "Củng cố hồ sơ"), There("T02", "Vệ sinh môi trường")));
        Assert.Equal(("T03", "T01", true), (code.Code, code.TakenCode, code.IsNew));
    }

    [Fact]
    public void Another_table_does_not_overwrite_a_task_whose_title_is_near()
    {
        var there = There("T02", "Xây dựng thôn Tiến Thắng đạt khu dân cư kiểu mẫu") with { Given = null };
        var code = Assert.Single(Decide([Row("2", "Xây dựng thôn Thành Xuân đạt khu dân cư kiểu mẫu")], there));
        Assert.Equal(("T01", null), (code.Code, code.Like));
    }

    [Fact]
    public void A_task_of_elsewhere_with_the_same_title_is_asked_unless_it_is_the_same_in_all()
    {
        var there = There("T07", "Tổng vệ sinh") with { Given = null };
        var same = Row("1", "Tổng vệ sinh") with { Leads = ["HPN"], Due = November };
        Assert.Equal(("T07", null), Asked(same, there));
        Assert.Equal(("T07", "T07"), Asked(same with { Leads = ["HND"] }, there));
        Assert.Equal(("T07", "T07"), Asked(same with { Due = December }, there));
        Assert.Equal("T01", Asked(same with { Leads = ["HND"], Said = "mới" }, there).Code);
        Assert.Equal(("T07", null), Asked(same with { Leads = ["HND"], Said = "t07" }, there));
    }

    [Fact]
    public void A_corrected_title_is_asked_for_and_takes_no_other_code_when_codes_were_shifted()
    {
        var there = There("T20", "Trồng cây phân tán", "4");
        Assert.Equal(("T20", "T20"), Asked(Row("4", "Trồng 500 cây phân tán"), there));
        Assert.Equal(("T20", null), Asked(Row("4", "Trồng 500 cây phân tán") with { Said = "T20" }, there));
        // A code that somebody else's row has got since is not the row's.
        Assert.Equal(("T20", "T20"), Asked(Row("4", "Trồng cây phân tán"), There("T20", "Họp ban chỉ đạo") with
        {
            Given = new("T20", "4", "Trồng cây phân tán", ""),
        }));
    }

    [Fact]
    public void A_title_that_was_made_longer_in_its_own_row_is_asked_for_and_is_no_second_task()
    {
        var there = There("II.3", "Chỉnh trang vườn hộ", "II.3");
        Assert.Equal(("II.3", "II.3"), Asked(Row("II.3", "Chỉnh trang vườn hộ và đường ngõ trên toàn xã"), there));
        Assert.True(Assert.Single(Decide([Row("II.3", "Cải tạo vườn tạp")], there)).IsNew);
        Assert.True(Assert.Single(Decide([Row("II.4", "Chỉnh trang vườn hộ và đường ngõ trên toàn xã")], there)).IsNew);
    }

    [Fact]
    public void A_task_that_is_done_and_due_again_another_time_is_another_task()
    {
        var there = There("T25", "Đào mương");
        var row = Row("1", "Đào mương") with { Leads = ["HPN"], Due = December };
        Assert.Equal(("T25", null), Asked(row, there));
        var done = there with { Of = there.Of with { Done = 1 } };
        Assert.Equal("T01", Asked(row, done).Code);
        // Its day was only corrected.
        Assert.Equal(("T25", null), Asked(row with { Due = November.AddDays(2) }, done));
        // Some have done it and some have not.
        var half = there with { Of = there.Of with { Leads = ["HPN", "HND"], Done = 1 } };
        Assert.Equal(("T25", "T25"), Asked(row with { Leads = ["HPN", "HND"] }, half));
    }

    [Fact]
    public void A_hundred_rows_have_as_many_zeros_as_they_need()
    {
        var codes = Decide([.. Enumerable.Range(1, 120).Select(i => Row($"{i}", $"Việc {i}"))]);
        Assert.Equal(("T001", "T120"), (codes[0].Code, codes[^1].Code));
    }

    [Fact]
    public void Two_rows_of_one_title_find_their_codes_again_by_who_leads()
    {
        Assert.Equal("T01 T02", Codes(Decide([Row("", "Vệ sinh"), Row("", "Vệ sinh")])));
        var second = There("T02", "Làm đường", "3");
        second = second with { Of = second.Of with { Leads = ["HND"] } };
        Assert.Equal("T02", Codes(Decide([Row("2", "Làm đường") with { Leads = ["HND"] }], There("T01", "Làm đường", "2"), second)));
    }

    private sealed record Was(KnownAssignment Of, GivenCode? Given);

    private static NumberedRow Row(string number, string title) => new(number, title);

    // Of HPN, due in November, as a row of the same layout has given it.
    private static Was There(string code, string title, string number = "") => new(
        new(new AssignmentRow { Code = code, Title = title, DueOn = November }) { Leads = ["HPN"] }, new(code, number, title, ""));

    private static IReadOnlyList<RowCode> Decide(NumberedRow[] rows, params Was[] there) => AssignmentCodeRule.Decide(
        rows, [.. there.Select(each => each.Of)], [.. there.Select(each => each.Given).OfType<GivenCode>()]);

    private static (string Code, string? Like) Asked(NumberedRow row, params Was[] there) =>
        Assert.Single(Decide([row], there)) is var code ? (code.Code, code.Like?.Code) : default;

    private static string Codes(IEnumerable<RowCode> codes) => string.Join(' ', codes.Select(each => each.Code));
}
