using System.Text;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Import;

public sealed class OldTextTests
{
    [Theory]
    [InlineData("Đoàn xã", "XÃ”", "“XÃ CẨM HÀ”", "XÃ\u00A0CẨM HÀ")] // what ends after Ã is no second byte
    [InlineData("Noël", "Müller", "José", "15 m² · 3×4 m")] // foreign names and signs
    [InlineData("Ban A & «B»", "±5 °C", "§ 3", "® 2026")]
    [InlineData("hoà bình", "toà nhà", "uý viên", "quý")] // the old way of putting marks
    [InlineData("Đa\u0300 Na\u0306\u0303ng", "Tie\u0302\u0301n", "", "plain")] // decomposed
    public void Proper_text_shows_no_sign(params string[] column)
    {
        var signs = new OldText();
        foreach (var text in column)
            signs.Add(text);
        Assert.Equal((null, null), (signs.Fault, signs.Doubt));
    }

    [Theory]
    [InlineData(1252)]
    [InlineData(1258)]
    public void UTF_8_in_the_wrong_code_page_is_seen_in_every_name_of_the_plan(int page)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        var names = File.ReadAllLines(Path.Combine(Repository.Root, "sql/demo/units.csv")).Skip(1).Select(line => line.Split(',')[1]);
        Assert.All(names.Where(name => !Ascii.IsValid(name)), name =>
        {
            var signs = new OldText();
            signs.Add(encoding.GetString(Encoding.UTF8.GetBytes(name)));
            Assert.Equal(ImportWords.Mojibake, signs.Fault);
        });
    }

    [Fact]
    public void The_whole_plan_shows_no_sign()
    {
        var signs = new OldText();
        foreach (var file in Repository.Files("sql/demo", "*.csv").Append(Path.Combine(Repository.Root, "docs/van-hanh.md")))
        {
            foreach (var line in File.ReadLines(file))
                signs.Add(line);
        }

        Assert.Null(signs.Fault);
    }
}
