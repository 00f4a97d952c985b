using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Tests.Import.Layouts;

public sealed class AssignmentCodeRuleTests
{
    [Fact]
    public void The_number_of_a_row_becomes_its_code_and_a_code_stays_one() => Assert.Equal(
        "T01 T02 NV-3 T1.2", Codes([("1", "a"), ("2.", "b"), ("NV-3", "c"), ("1.2", "d")]));

    [Fact]
    public void Numbers_that_begin_anew_in_each_section_are_counted_through() =>
        Assert.Equal("T01 T02 T03", Codes([("1", "a"), ("2", "b"), ("1", "c")]));

    [Fact]
    public void What_is_there_by_the_same_title_keeps_its_code() => Assert.Equal(
        "T07 T02 T01",
        Codes([("1", "Vườn  MẪU"), ("2", "Rác thải"), ("3", "Nước")], ("T07", "Vườn mẫu"), ("T01", "Nước"), ("T09", "Khác")));

    [Fact]
    public void A_title_that_was_corrected_keeps_the_code_of_its_number() => Assert.Equal(
        "T01", Codes([("1", "Hoàn thành một vườn mẫu")], ("T01", "Hoàn thành 1 vườn mẫu")));

    [Fact]
    public void A_code_that_another_title_has_is_not_taken_from_it()
    {
        var codes = AssignmentCodeRule.Decide([("1", "Làm hàng rào xanh")], [("T01", "Củng cố hồ sơ"), ("T02", "Vệ sinh môi trường")]);
        Assert.Equal([("T03", "T01")], codes);
    }

    [Fact]
    public void A_hundred_rows_have_as_many_zeros_as_they_need()
    {
        var codes = AssignmentCodeRule.Decide([.. Enumerable.Range(1, 120).Select(i => ($"{i}", $"Việc {i}"))], []);
        Assert.Equal(("T001", "T120"), (codes[0].Code, codes[^1].Code));
    }

    [Fact]
    public void Two_rows_of_one_title_find_their_codes_again()
    {
        (string, string)[] rows = [("", "Vệ sinh"), ("", "Vệ sinh")];
        Assert.Equal("T01 T02", Codes(rows));
        Assert.Equal("T01 T02", Codes(rows, ("T01", "Vệ sinh"), ("T02", "Vệ sinh")));
    }

    private static string Codes((string, string)[] rows, params (string, string)[] existing) =>
        string.Join(' ', AssignmentCodeRule.Decide(rows, existing).Select(each => each.Code));
}
