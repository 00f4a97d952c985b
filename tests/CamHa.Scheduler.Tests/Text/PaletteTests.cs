using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Text;

/// <summary>Templates cannot refer to the palette, so they repeat its values.</summary>
public sealed class PaletteTests
{
    [Theory]
    [InlineData("FridayReport/report.html")]
    [InlineData("Web/Pages/style.css")]
    public void Templates_show_good_and_bad_in_the_palettes_colours(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "src/CamHa.Scheduler", file));
        Assert.All(
            [Palette.OnScreen.Good, Palette.OnScreen.Bad],
            colour => Assert.Contains(colour.Html, text, StringComparison.Ordinal));
    }
}
