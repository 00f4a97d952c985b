using System.Globalization;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>Places in a sheet as Excel names them: <c>E17</c>.</summary>
internal static class CellName
{
    public const int LastRow = 1_048_576;
    public const int LastColumn = 16_384;

    /// <param name="line">From 1; 0 for the whole sheet.</param>
    /// <param name="column">From 0; null for the whole row.</param>
    public static string Of(int line, int? column) =>
        line == 0 ? "" : (column is { } at ? Letters(at) : "") + line.ToString(CultureInfo.InvariantCulture);

    /// <param name="column">From 0.</param>
    public static string Letters(int column) => column < 26
        ? $"{(char)('A' + column)}"
        : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>Reads a cell's name.</summary>
    /// <returns>Null where it names no cell of a sheet; the line from 1, the column from 0.</returns>
    public static (int Line, int Column)? Parse(ReadOnlySpan<char> name)
    {
        var (at, column) = (0, 0);
        while (at < name.Length && char.IsAsciiLetter(name[at]) && at < 4)
            column = (column * 26) + (name[at++] & 0x1F);
        return at is > 0 and < 4 && column <= LastColumn && name.Length - at <= 7
            && int.TryParse(name[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line is >= 1 and <= LastRow
            ? (line, column - 1)
            : null;
    }
}
