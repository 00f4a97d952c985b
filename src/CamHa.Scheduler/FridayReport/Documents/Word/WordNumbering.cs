using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>Lists that Word numbers itself, so that a clerk who adds a heading has nothing to renumber.</summary>
internal static class WordNumbering
{
    public const int Headings = 1;
    public const int Dashes = 2;
    public const int Recipients = 3;

    public static Numbering All() => new(
        List(
            Headings,
            Level(0, NumberFormatValues.UpperRoman, "%1.", "Heading1"),
            Level(1, NumberFormatValues.Decimal, "%2.", "Heading2")),
        List(Dashes, Level(0, NumberFormatValues.Bullet, "–", "ListBullet")),
        List(Recipients, Level(0, NumberFormatValues.Bullet, "-", "Recipient")),
        Instance(Headings),
        Instance(Dashes),
        Instance(Recipients));

    private static AbstractNum List(int id, params OpenXmlElement[] levels)
    {
        var list = new AbstractNum { AbstractNumberId = id };
        list.Append(new MultiLevelType { Val = MultiLevelValues.Multilevel });
        list.Append(levels);
        return list;
    }

    /// <summary>A level without an indent of its own: that is the style's.</summary>
    private static Level Level(int level, NumberFormatValues format, string text, string style) => new(
        new StartNumberingValue { Val = 1 },
        new NumberingFormat { Val = format },
        new ParagraphStyleIdInLevel { Val = style },
        new LevelSuffix { Val = LevelSuffixValues.Space },
        new LevelText { Val = text },
        new LevelJustification { Val = LevelJustificationValues.Left })
    {
        LevelIndex = level,
    };

    private static NumberingInstance Instance(int id) => new(new AbstractNumId { Val = id }) { NumberID = id };
}
