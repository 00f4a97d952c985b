using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Tests.Import.Layouts;

public sealed class UnitTextsTests
{
    private const string Villages = "BPT-ND BPT-TT BPT-TX BPT-XH";
    private const string MassOrganizations = "DTN HCCB HND HPN";

    [Theory]
    [InlineData("HPN", "HPN")]
    [InlineData("Hội PN", "HPN")]
    [InlineData("phụ nữ", "HPN")]
    [InlineData("Hội LHPN xã", "HPN")]
    [InlineData("ĐTN", "DTN")]
    [InlineData("Đoàn TN", "DTN")]
    [InlineData("Đoàn Thanh niên", "DTN")]
    [InlineData("CCB", "HCCB")]
    [InlineData("ND", "HND")]
    [InlineData("CA", "CAX")]
    [InlineData("Công an xã Cẩm Hà", "CAX")]
    [InlineData("QS", "QSX")]
    [InlineData("BCHQS", "QSX")]
    [InlineData("BCH Quân sự xã", "QSX")]
    [InlineData("Thôn: Xuân Hạ", "BPT-XH")]
    [InlineData("Các đ/c phụ trách tiêu chí", "PTTC")]
    [InlineData("UBND XÃ", "UBND")]
    [InlineData("UBMTTQ", "MTTQ")]
    [InlineData("Mặt trận", "MTTQ")]
    [InlineData("Ban Chỉ đạo xã", "BCD")]
    [InlineData("Đảng uỷ", "DU")]
    [InlineData("BPT thôn Tiến Thắng", "BPT-TT")]
    [InlineData("thôn Tiến Thắng", "BPT-TT")]
    [InlineData("Tiến Thắng", "BPT-TT")]
    [InlineData("thôn Tến Thắng", "BPT-TT")]
    [InlineData("BPT-TT", "BPT-TT")]
    [InlineData("BPT-*", Villages)]
    [InlineData("Các thôn", Villages)]
    [InlineData("BPT các thôn", Villages)]
    [InlineData("Ban phát triển các thôn", Villages)]
    [InlineData("Tất cả các thôn", Villages)]
    [InlineData("Các thôn, xóm", Villages)]
    [InlineData("4 thôn", Villages)]
    [InlineData("Các đoàn thể", MassOrganizations)]
    [InlineData("Các đoàn thể chính trị - xã hội", MassOrganizations)]
    public void A_text_is_the_units_that_people_mean_by_it(string text, string units)
    {
        var reading = Assert.Single(Texts.Split(text).Select(Texts.Read));
        Assert.Equal(units, string.Join(' ', reading.Units));
        Assert.True(reading.IsSure);
    }

    [Theory]
    [InlineData("UBND xã\nMTTQ", "UBND|MTTQ")]
    [InlineData("- Hội Nông dân\n- Đoàn xã;", "HND|DTN")]
    [InlineData("1. UBND\n2. CCB", "UBND|HCCB")]
    [InlineData("UBND, MTTQ + CCB", "UBND|MTTQ|HCCB")]
    [InlineData("UBND; MTTQ và các đoàn thể", $"UBND|MTTQ|{MassOrganizations}")]
    [InlineData("UBND MTTQ", "UBND|MTTQ")]
    [InlineData("UBND-MTTQ", "UBND|MTTQ")]
    [InlineData("UBND/MTTQ", "UBND|MTTQ")]
    [InlineData("Hội Liên hiệp\nPhụ nữ xã", "HPN")]
    [InlineData("Các đồng chí được phân công chỉ đạo địa bàn (cụm, thôn)", "CDDB")]
    [InlineData("các thôn Thành Xuân, Tiến Thắng", "BPT-TX|BPT-TT")]
    [InlineData("CA, QS, CĐCS", "CAX|QSX|CDCS")]
    [InlineData("UBND xã và Tổ hợp tác", "UBND|?")]
    [InlineData("Tổ hợp tác và dịch vụ", "?")]
    [InlineData("UBND xã (*), Hội Phụ nữ¹; MTTQ [2]", "UBND|HPN|MTTQ")]
    [InlineData("CCB*\nBPT-*", $"HCCB|{Villages}")]
    public void Several_units_in_a_cell_are_told_apart(string cell, string units) => Assert.Equal(
        units,
        string.Join('|', Texts.Split(cell).Select(text => Texts.Read(text) is { IsSure: true } sure ? string.Join(' ', sure.Units) : "?")));

    [Theory]
    [InlineData("Chi hội phụ nữ thôn Tiến Thắng", "BPT-TT")]
    [InlineData("Hội Nông dâm", "HND")]
    [InlineData("Các đồng chí phụ trách", "PTTC")]
    public void What_is_only_near_is_proposed_and_not_taken(string text, string near)
    {
        var reading = Texts.Read(text);
        Assert.Empty(reading.Units);
        Assert.Contains(near, reading.Near);
    }

    [Theory]
    [InlineData("UBND xã (Chuyên trách NTM)", "UBND CTNTM")]
    [InlineData("UBND xã (Chuyên trách NTM và Hội Phụ nữ)", "UBND CTNTM HPN")]
    [InlineData("Thôn Tiến Thắng (CCB)", "BPT-TT HCCB")]
    public void A_unit_in_brackets_behind_another_is_proposed_beside_it_and_not_lost(string cell, string near)
    {
        var reading = Texts.Read(Assert.Single(Texts.Split(cell)));
        Assert.Equal((near, false), (string.Join(' ', reading.Near), reading.IsSure));
    }

    [Theory]
    [InlineData("Ủy ban nhân dân xã (UBND)", "UBND")]
    [InlineData("UBND xã (đ/c Chủ tịch)", "UBND")]
    [InlineData("UBND (xã Cẩm Hà)", "UBND")]
    public void What_else_stands_in_brackets_asks_nothing(string cell, string unit) =>
        Assert.Equal(unit, Assert.Single(Texts.Read(Assert.Single(Texts.Split(cell))).Units));

    [Theory]
    [InlineData("2 thôn")]
    [InlineData("3/4 thôn")]
    [InlineData("BPT 3 thôn")]
    [InlineData("2 đoàn thể")]
    [InlineData("Các ban, ngành, đoàn thể")]
    public void Some_of_a_kind_are_not_all_of_it(string text)
    {
        var reading = Texts.Read(Assert.Single(Texts.Split(text)));
        Assert.Empty(reading.Units);
        Assert.Equal(4, reading.Near.Count);
    }

    [Theory]
    [InlineData("Các thôn (trừ Nguyễn Đối)", "BPT-TT BPT-TX BPT-XH")]
    [InlineData("Các thôn, trừ thôn Nguyễn Đối", "BPT-TT BPT-TX BPT-XH")]
    [InlineData("Các thôn trừ thôn Nguyễn Đối", "BPT-TT BPT-TX BPT-XH")]
    [InlineData("Các thôn (trừ Nguyễn Đối, Xuân Hạ)", "BPT-TT BPT-TX")]
    [InlineData("Các đoàn thể\n(trừ HCCB)", "DTN HND HPN")]
    [InlineData("Thôn Tiến Thắng (trừ xóm 2)", "")]
    public void An_exception_is_proposed_without_what_is_excepted(string cell, string units)
    {
        var reading = Texts.Read(Assert.Single(Texts.Split(cell)));
        Assert.Equal((units, false), (string.Join(' ', reading.Units), reading.IsSure));
    }

    [Theory]
    [InlineData("Thôn Xuân Hà", false)]
    [InlineData("Thôn Xuân Ha", true)]
    [InlineData("thon xuan ha", true)]
    [InlineData("THÔN XUÂN HẠ", true)]
    [InlineData("Đảng uỷ", true)]
    public void A_name_with_other_marks_may_be_another_unit(string text, bool isSure) => Assert.Equal(isSure, Texts.Read(text).IsSure);

    [Fact]
    public void A_name_that_two_units_share_is_asked_for()
    {
        var texts = new UnitTexts(
            [new("BPT-A", "Ban Phát triển thôn A") { Kind = "BPT*" }, new("CB-A", "Chi bộ thôn A") { Kind = "CB*" }],
            "",
            new Dictionary<string, UnitReading>());
        Assert.Equal((false, "BPT-A CB-A"), (texts.Read("thôn A").IsSure, string.Join(' ', texts.Read("thôn A").Near)));
        Assert.Equal("BPT-A", Assert.Single(texts.Read("BPT-A").Units));
    }

    [Fact]
    public void A_unit_that_has_ended_is_none_of_all_the_villages()
    {
        var texts = new UnitTexts(
            [
                .. LayoutReaderTests.Plan.Units.Select(unit => unit.Code == "BPT-ND" ? unit with { IsActive = false } : unit),
            ],
            "Cẩm Hà",
            new Dictionary<string, UnitReading>());
        Assert.Equal("BPT-TT BPT-TX BPT-XH", string.Join(' ', texts.Read("Các thôn").Units));
    }

    private static UnitTexts Texts => new(LayoutReaderTests.Plan.Units, "Cẩm Hà", new Dictionary<string, UnitReading>());
}
