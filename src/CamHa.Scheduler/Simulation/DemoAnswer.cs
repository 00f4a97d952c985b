using System.Globalization;
using System.Text;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Text;
using CsvHelper;

namespace CamHa.Scheduler.Simulation;

/// <summary>A mail that comes in while the demo's week goes on.</summary>
/// <param name="Of">The address of the unit that answers, or whose mail comes back; the sender's, but for a stranger.</param>
/// <param name="At">When, by the campaign's wall clock.</param>
/// <param name="From">The sender's address.</param>
/// <param name="Name">The sender's name.</param>
/// <param name="Program">What it is written with; a vacation's note or a bounce too.</param>
/// <param name="Place">Where in the mail that is answered the text stands: above, below or inside.</param>
/// <param name="Text">What is typed.</param>
internal sealed record DemoAnswer(string Of, DateTime At, string From, string Name, string Program, string Place, string Text)
{
    /// <summary>All of the week, in the order in which they come. Weekly reports are those of the demo's table.</summary>
    public static IReadOnlyList<DemoAnswer> All()
    {
        var reports = Reports();
        return
        [
            .. from line in Resource.ReadText("demo-answers.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
               let cells = line.TrimEnd('\r').Split('\t')
               let at = DateTime.Parse(cells[0], CultureInfo.InvariantCulture)
               select new DemoAnswer(
                   cells[7].Length > 0 ? cells[7] : cells[1], at, cells[1], cells[2], cells[3], cells[4],
                   cells[5].Length == 0 ? cells[6] : Typed(cells[5], reports[(cells[6], at)])),
        ];
    }

    private static Dictionary<(string Unit, DateTime At), Report> Reports()
    {
        using var text = new StringReader(Encoding.UTF8.GetString(ImportSource.Demo.Read("submissions.csv")!));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var reports = new Dictionary<(string, DateTime), Report>();
        while (csv.Read())
        {
            if (DateTimeOffset.TryParse(csv["submitted_at"], CultureInfo.InvariantCulture, out var at))
            {
                reports[(csv["unit"]!, at.DateTime)] = new(
                    csv["assignments"]!, csv["results"]!, csv["difficulties"]!, csv["proposals"]!, csv["next_week"]!);
            }
        }

        return reports;
    }

    // As people write the four points: by number, by their names, without marks, in one line, or not at all.
    private static string Typed(string style, Report report)
    {
        var codes = report.Assignments.Length > 0
            ? $"\nCác nhiệm vụ: {report.Assignments.Replace(" ", ", ", StringComparison.Ordinal)}."
            : "";
        (string Number, string Name, string Plain, string Text)[] points =
        [
            ("1", "Kết quả", "Ket qua", report.Results + codes), ("2", "Khó khăn", "Kho khan", report.Difficulties),
            ("3", "Kiến nghị", "Kien nghi", report.Proposals), ("4", "Tuần tới", "Tuan toi", report.NextWeek),
        ];
        var said = points.Where(point => point.Text.Length > 0);
        return style switch
        {
            "numbered" => string.Join('\n', said.Select(point => $"{point.Number}. {point.Name}: {point.Text}")),
            "labelled" => string.Join('\n', said.Select(point => $"{point.Name}: {point.Text}")),
            "unaccented" => string.Join('\n', said.Select(point => $"{point.Plain}: {point.Text}")),
            "inline" => string.Join(" ", points.Select(point => $"{point.Number}. {point.Text}")),
            _ => string.Join('\n', said.Select(point => point.Number == "1" ? point.Text : $"{point.Name}: {point.Text}")),
        };
    }

    private sealed record Report(string Assignments, string Results, string Difficulties, string Proposals, string NextWeek);
}
