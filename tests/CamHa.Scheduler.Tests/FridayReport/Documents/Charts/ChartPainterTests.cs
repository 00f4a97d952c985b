using CamHa.Scheduler.FridayReport.Documents.Charts;
using CamHa.Scheduler.FridayReport.Documents.Content;
using SkiaSharp;

namespace CamHa.Scheduler.Tests.FridayReport.Documents.Charts;

public sealed class ChartPainterTests
{
    private static readonly UnitsChart Units = new("Nhiệm vụ theo đơn vị", "Ba đơn vị",
        [
            new("BPT-TT", "Ban Phát triển thôn Tiến Thắng", 3, 2, 1),
            new("DTN", "Đoàn Thanh niên xã", 0, 4, 0),
            new("HND", "Hội Nông dân xã", 1, 0, 5),
        ]);

    private static readonly WeeksChart Weeks = new("Đúng hạn theo tuần", "Ba tuần",
        [new("22/2022", 10, 2, 14), new("23/2022", 0, 0, 0), new("24/2022", 12, 1, 14)]);

    // Of which one is waiting.
    private static readonly UnitsChart WithWaiting = Units with { Bars = [Units.Bars[0] with { Waiting = 1 }, .. Units.Bars.Skip(1)] };

    public static TheoryData<Chart> Charts => [Units, Weeks, WithWaiting];

    public static TheoryData<Chart> Extremes =>
    [
        Units with { Bars = [] },
        Units with { Bars = [new("A", "", 0, 0, 0)] },
        Units with { Bars = [new("A", "Một", int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)] },
        Units with { Bars = [new("A", new string('Ủ', 100_000), int.MaxValue, int.MaxValue, int.MaxValue)] },
        Units with { Bars = [new("A", "\uD800\0😀\n", 1, 1, 1)], Title = "مرحبا 😀" },
        Weeks with { Weeks = [] },
        Weeks with { Weeks = [new("24/2022", 0, 0, 0)] },
        Weeks with { Weeks = [new(new string('2', 100_000), int.MaxValue, int.MaxValue, int.MaxValue)] },
        Weeks with { Weeks = [.. Enumerable.Range(1, 500).Select(week => new WeekPoint($"{week}/2022", week, 0, 500))] },
    ];

    [Theory]
    [MemberData(nameof(Charts))]
    public void A_picture_is_sharp_over_the_width_of_a_page(Chart chart)
    {
        using var picture = SKBitmap.Decode(ChartPainter.Png(chart));
        Assert.Equal(1600, picture.Width);
        Assert.InRange(picture.Height, 200, 1700);
    }

    /// <summary>A mail's chart was the page's: its letters were six dots high on a phone.</summary>
    [Theory]
    [MemberData(nameof(Charts))]
    public void A_mails_picture_is_narrow_enough_for_a_phone_and_loses_nothing(Chart chart)
    {
        var (mail, page) = (ChartPainter.PngForPhone(chart), ChartPainter.Png(chart));
        using var picture = SKBitmap.Decode(mail);
        using var wide = SKBitmap.Decode(page);
        // 14 units of letters, over the 330 dots that a phone has for it.
        Assert.InRange(14f * 330 / (picture.Width / 2), 9, 14);
        Assert.Equal(wide.Height, picture.Height);
        // Nothing touches its edges, so nothing is cut off.
        Assert.All(Enumerable.Range(0, picture.Height), y => Assert.Equal(
            (SKColors.White, SKColors.White), (picture.GetPixel(0, y), picture.GetPixel(picture.Width - 1, y))));
        Assert.All(
            [ChartPainter.Done, ChartPainter.Quiet, ChartPainter.Bad, ChartPainter.Ink],
            colour => Assert.InRange(picture.Pixels.Count(pixel => pixel == colour), 20, int.MaxValue));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void It_shows_each_of_its_colours_on_white(Chart chart)
    {
        using var picture = SKBitmap.Decode(ChartPainter.Png(chart));
        var colours = picture.Pixels.CountBy(pixel => pixel).ToDictionary();
        Assert.All(
            [SKColors.White, ChartPainter.Done, ChartPainter.Quiet, ChartPainter.Bad, ChartPainter.Ink],
            colour => Assert.InRange(colours[colour], 20, int.MaxValue));
    }

    [Fact]
    public void What_waits_has_a_column_of_its_own_only_where_something_does()
    {
        Assert.Equal(
            [false, true],
            new[] { Units, WithWaiting }.Select(chart =>
            {
                using var picture = SKBitmap.Decode(ChartPainter.Png(chart));
                return picture.Pixels.Contains(ChartPainter.Waiting);
            }));
        Assert.Equal(ChartPainter.Size(Units), ChartPainter.Size(WithWaiting));
    }

    [Fact]
    public void The_colours_can_be_told_apart_in_grey()
    {
        var greys = new[] { ChartPainter.Done, ChartPainter.Bad, ChartPainter.Waiting, ChartPainter.Quiet, SKColors.White }
            .Select(colour => (0.299 * colour.Red) + (0.587 * colour.Green) + (0.114 * colour.Blue)).ToList();
        Assert.All(greys.Zip(greys.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 35, 255));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void The_same_chart_gives_the_same_bytes(Chart chart) => Assert.Equal(ChartPainter.Png(chart), ChartPainter.Png(chart));

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Whatever_the_figures_there_is_a_picture(Chart chart)
    {
        Assert.NotEmpty(ChartPainter.Png(chart));
        Assert.NotEmpty(ChartPainter.PngForPhone(chart));
    }

    [Fact]
    public void Twenty_units_take_no_more_than_half_a_page()
    {
        var size = ChartPainter.Size(Units with { Bars = [.. Enumerable.Repeat(Units.Bars[0], 20)] });
        Assert.InRange(size.Height / size.Width * 165, 50, 297 / 2.0);
    }

    [Fact]
    public void More_units_than_thirty_do_not_make_it_higher() =>
        Assert.Equal(Height(31), Height(500));

    /// <summary>A unit of one task in the second chart would look as one of three in the first.</summary>
    [Fact]
    public void The_charts_of_many_units_have_one_scale_and_the_same_columns()
    {
        var chart = Units with
        {
            Bars = [new("A", "A", 9, 9, 9), .. Enumerable.Repeat(Units.Bars[0], 38), new("Z", "Z", 1, 0, 0, Waiting: 1)],
        };
        var parts = chart.OnPaper();
        Assert.Equal([15, 15], parts.Select(part => part.Bars.Count));
        Assert.Equal([27L, 27L], parts.Select(part => part.Longest));
        Assert.All(parts, part => Assert.True(part.HasWaiting));
        Assert.Equal(["", "30 trong 40 đơn vị, nhiều việc quá hạn nhất trước"], parts.Select(part => part.Remark));
        Assert.Equal([8, 8], (Units with { Bars = [.. Enumerable.Repeat(Units.Bars[0], 16)] }).OnPaper().Select(part => part.Bars.Count));
        Assert.Single((Units with { Bars = [.. Enumerable.Repeat(Units.Bars[0], 15)] }).OnPaper());
    }

    private static float Height(int units) => ChartPainter.Size(Units with { Bars = [.. Enumerable.Repeat(Units.Bars[0], units)] }).Height;
}
