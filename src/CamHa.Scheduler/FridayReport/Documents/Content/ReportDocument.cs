using System.Globalization;
using CamHa.Scheduler.FridayReport.Snapshot;

namespace CamHa.Scheduler.FridayReport.Documents.Content;

/// <summary>
/// The report on paper, in reading order and free of any file format. Word and PDF are both written from it, so that neither
/// says what the other does not. Texts are as people wrote them and may hold any character.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>Marks every generated report: it is a draft until somebody signs it.</summary>
    public const string Draft = "DỰ THẢO – chưa ký";

    public required Letterhead Letterhead { get; init; }

    /// <summary>The number in the letterhead; empty where somebody writes it by hand.</summary>
    public string Number { get; init; } = "";

    /// <summary>The date in the letterhead.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The title in the file's properties, such as <c>Báo cáo tổng hợp tuần 24/2022 (13–19/6)</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The lines under BÁO CÁO.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>
    /// Such as <c>Cẩm Hà, ngày 17 tháng 6 năm 2022</c>. Days below ten and the first two months have a leading zero, as
    /// official documents require, so that no digit can be added in front.
    /// </summary>
    public string PlaceAndDate => string.Create(
        CultureInfo.InvariantCulture,
        $"{Letterhead.Place}, ngày {Day.Day:00} tháng {(Day.Month < 3 ? "0" : "")}{Day.Month} năm {Day.Year}");

    /// <summary>The lines under "Nơi nhận:", with closing punctuation and without dashes.</summary>
    public IEnumerable<string> SentTo => Letterhead.SentTo.Select((line, at) => line + (at == Letterhead.SentTo.Count - 1 ? "." : ";"));

    /// <summary>When the report was gathered. The only time a file may hold, or it would differ each time it is written.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Sections I to VI.</summary>
    public required IReadOnlyList<Block> Body { get; init; }

    /// <summary>After the signature, each on a new page.</summary>
    public required IReadOnlyList<Annex> Annexes { get; init; }
}

/// <param name="Title">Such as <c>Biểu tiến độ thực hiện nhiệm vụ</c>; the writer puts "Phụ lục 1" in front of it.</param>
/// <param name="IsLandscape">Whether its table needs the long side of the page.</param>
/// <param name="Blocks">Its content.</param>
public sealed record Annex(string Title, bool IsLandscape, IReadOnlyList<Block> Blocks);
