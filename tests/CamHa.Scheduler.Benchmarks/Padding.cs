namespace CamHa.Scheduler.Benchmarks;

/// <summary>Vietnamese text to bring a mail to its size; every sender is given the same.</summary>
internal static class Padding
{
    private static readonly string Paragraph = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "paragraph.txt")).Trim();

    public static string Text(int paragraphs) =>
        string.Concat(Enumerable.Range(1, paragraphs).Select(i => $"{i}. {Paragraph}\n\n"));

    public static string Html(int paragraphs) =>
        string.Concat(Enumerable.Range(1, paragraphs).Select(i => $"<p style=\"margin:0 0 12px;\">{i}. {Paragraph}</p>\n"));
}
