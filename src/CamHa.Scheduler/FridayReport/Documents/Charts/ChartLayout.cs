namespace CamHa.Scheduler.FridayReport.Documents.Charts;

/// <summary>How wide a chart is and where its parts stand, in its own units. Its letters have the same size in each.</summary>
/// <param name="Width">The whole.</param>
/// <param name="NamesUntil">Where the units' names end; their bars begin beside it.</param>
/// <param name="BarsUntil">Where the longest bar ends.</param>
/// <param name="FirstColumn">The middle of the first column of figures.</param>
/// <param name="ColumnStep">From one column to the next.</param>
/// <param name="LegendFrom">Where the legend of the weeks begins.</param>
internal sealed record ChartLayout(
    float Width, float NamesUntil, float BarsUntil, float FirstColumn, float ColumnStep, float LegendFrom)
{
    /// <summary>For paper, and the same for what is shown as wide.</summary>
    public static ChartLayout Page { get; } = new(800, 282, 560, 600, 80, 208);

    /// <summary>For a mail: on a phone's 330 dots the letters of the other would be six dots high.</summary>
    public static ChartLayout Phone { get; } = new(500, 214, 284, 326, 70, 46);

    /// <summary>The same with room for a fourth column of figures.</summary>
    public ChartLayout WithFourColumns => this == Phone
        ? this with { BarsUntil = 280, FirstColumn = 312, ColumnStep = 52 }
        : this with { BarsUntil = 520, FirstColumn = 560, ColumnStep = 67 };

    public float BarsFrom => NamesUntil + 8;
}
