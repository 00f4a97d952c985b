using System.Text.RegularExpressions;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Numbers that a tap calls.</summary>
internal static partial class Phones
{
    // As many as are worth trying.
    private const int Most = 4;
    private const int ShortestNumber = 3;

    /// <summary>The numbers of a unit, each with whose it is; nothing where there is none.</summary>
    public static Html Of(IEnumerable<Phone> phones)
    {
        var lines = phones.SelectMany(each => Between().Split(each.Number).Select(number => (each.Title, Number: number.Trim())))
            .Where(each => each.Number.Count(char.IsAsciiDigit) >= ShortestNumber)
            .Distinct()
            .Take(Most)
            .Select(each => Html.Of(
                $"""<li><a href="tel:{Dialled(each.Number)}">{Html.Data(each.Number)}</a> {Html.Data(each.Title)}</li>"""))
            .ToList();
        return lines.Count == 0 ? default : Html.Of($"""<ul class="phones">{lines}</ul>""");
    }

    private static string Dialled(string number) =>
        (number.StartsWith('+') ? "+" : "") + string.Concat(number.Where(char.IsAsciiDigit));

    // Several in one cell.
    [GeneratedRegex("[,;/\n]| - | hoặc ")]
    private static partial Regex Between();
}
