using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>
/// A row's values as one short word, which a workbook carries beside the row. When it comes back, the word of the file's row says
/// whether somebody changed it there, and that of the database's row whether it was changed here meanwhile; both at once are a
/// conflict. It depends on neither language nor zone.
/// </summary>
internal static class RowVersion
{
    private const int Bytes = 8;

    public static string Of<T>(RowShape<T> shape, T row) => Of(Values(shape, row));

    /// <param name="row">The assignment.</param>
    /// <param name="parts">Its parts, in any order: they stand in its row.</param>
    public static string OfAssignment(AssignmentRow row, IEnumerable<PartRow> parts)
    {
        var all = parts.ToList();
        return Of(Values(RowShapes.Assignments, row).Append(Units(PartKind.Lead)).Append(Units(PartKind.Support)));

        string Units(PartKind kind) => string.Join('\n', PartRow.UnitsOf(all, kind));
    }

    /// <summary>Of an assignment with its parts, progress, reports of completion and requests for more time, in any order.</summary>
    public static string OfStanding(AssignmentStanding standing) => Of(
    [
        OfAssignment(standing.Assignment, standing.Parts),
        .. Sorted(RowShapes.Progress, standing.Progress),
        .. Sorted(RowShapes.DoneReports, standing.DoneReports),
        .. Sorted(RowShapes.Extensions, standing.Extensions),
    ]);

    private static IEnumerable<string> Sorted<T>(RowShape<T> shape, IEnumerable<T> rows) =>
        rows.Select(row => Of(shape, row)).Order(StringComparer.Ordinal);

    /// <summary>
    /// A version with whose row it is, and the newest change that its export knew: copied into another plan it says nothing there,
    /// and what came later is not missed.
    /// </summary>
    public static string Marked(string campaign, long lastChange, string version) =>
        string.Create(CultureInfo.InvariantCulture, $"{campaign}:{lastChange}:{version}");

    /// <summary>The parts of <see cref="Marked"/>; no campaign where it is none.</summary>
    public static (string Campaign, long LastChange, string Version) Read(string marked) =>
        marked.Split(':') is [var campaign, var change, var version]
        && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (campaign, number, version)
            : ("", 0, marked);

    private static IEnumerable<string> Values<T>(RowShape<T> shape, T row)
    {
        var thing = shape.Thing(row);
        return
        [
            thing.Assignment,
            thing.Unit,
            thing.Item,
            .. shape.Fields.Select(field => field.Value(row)),
            // A row of the file that takes one back.
            FieldText.Of(row is not IDeletable { IsActive: false }),
        ];
    }

    // Each with its length before it: nothing can move from one value to the next unseen.
    private static string Of(IEnumerable<string> values)
    {
        var text = new StringBuilder();
        foreach (var value in values.Select(value => CleanText.Of(value).Trim()))
            text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes));
    }
}
