using CamHa.Scheduler.FridayReport.Documents.Content;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.FridayReport.Documents.Content;

public sealed class RowPiecesRuleTests
{
    [Fact]
    public void A_short_row_is_left_as_it_is()
    {
        string[] row = ["T01", "Trồng cây", "Thôn A: xong\nThôn B: xong"];
        Assert.Equal(row, Assert.Single(RowPiecesRule.Decide(row, [10, 40, 50], named: 1)));
    }

    [Fact]
    public void A_long_list_of_units_is_cut_between_two_of_them()
    {
        var units = Enumerable.Range(1, 60).Select(at => $"Ban Phát triển thôn số {at}").ToList();
        var pieces = RowPiecesRule.Decide(["T01", "Trồng cây", string.Join("; ", units)], [10, 40, 50], named: 1);
        Assert.True(pieces.Count > 1);
        Assert.Equal(units, pieces.SelectMany(piece => piece[2].Split("; ")).Select(name => name.TrimEnd(';')));
        Assert.All(pieces.Skip(1), piece => Assert.Equal(["T01", "Trồng cây (tiếp)"], piece.Take(2)));
    }

    [Property(MaxTest = 200)]
    public void Nothing_is_lost_and_every_piece_is_short(string[] words, bool isLandscape)
    {
        var text = string.Join(' ', Enumerable.Repeat(string.Join('\n', words ?? []), 40));
        var pieces = RowPiecesRule.Decide(["T01", text], [10, 90], named: 0, isLandscape);
        Assert.Equal(Letters(text), Letters(string.Concat(pieces.Select(piece => piece[1]))));
        Assert.All(pieces, piece => Assert.True(RowPiecesRule.IsShort(piece[1], 90, isLandscape)));

        static string Letters(string of) => of.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
    }
}
