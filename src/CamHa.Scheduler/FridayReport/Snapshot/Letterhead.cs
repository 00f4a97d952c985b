namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>The issuing office and the signature. Frozen with the report, so that later settings leave past reports alone.</summary>
public sealed record Letterhead
{
    public required LetterheadLayout Layout { get; init; }

    /// <summary>The superior body, such as <c>ĐẢNG ỦY XÃ CẨM HÀ</c>; empty where none is named.</summary>
    public required string SuperiorOrgan { get; init; }

    /// <summary>Such as <c>BAN CHỈ ĐẠO XÂY DỰNG NTM</c>.</summary>
    public required string IssuingOrgan { get; init; }

    /// <summary>Follows the number that the clerk fills in, such as <c>BC/BCĐ</c>.</summary>
    public required string NumberSuffix { get; init; }

    /// <summary>Precedes the date, such as <c>Cẩm Hà</c>.</summary>
    public required string Place { get; init; }

    /// <summary>The body the signer signs for, such as <c>T/M BAN CHỈ ĐẠO</c>.</summary>
    public required string SignsFor { get; init; }

    /// <summary>Such as <c>TRƯỞNG BAN</c>.</summary>
    public required string SignerTitle { get; init; }

    /// <summary>Empty where the name is written by hand.</summary>
    public required string SignerName { get; init; }

    /// <summary>The lines under "Nơi nhận:", without dashes and closing punctuation.</summary>
    public required IReadOnlyList<string> SentTo { get; init; }
}

public enum LetterheadLayout
{
    /// <summary>Hướng dẫn 36-HD/VPTW.</summary>
    Party,

    /// <summary>Nghị định 30/2020/NĐ-CP, Phụ lục I.</summary>
    State,
}
