namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>Draws columns side by side, on as many pages as the longest takes.</summary>
internal static class PdfRow
{
    /// <param name="pages">The pages to draw on.</param>
    /// <param name="columns">The columns with their lines.</param>
    /// <param name="padding">The space around each column.</param>
    /// <param name="largestGap">The share of a page that may stay empty to keep the row together.</param>
    /// <param name="behind">Draws colours and frames, given the upper and lower edge of the row's part on one page.</param>
    /// <param name="atNewPage">Draws what every page repeats.</param>
    public static void Draw(
        PdfPages pages,
        IReadOnlyList<PdfColumn> columns,
        float padding = 0,
        float largestGap = 0,
        Action<float, float>? behind = null,
        Action? atNewPage = null)
    {
        var whole = columns.Max(column => column.Height) + (2 * padding);
        if (whole > pages.Room && whole <= pages.FullRoom && pages.Room <= largestGap * pages.FullRoom)
            Continue();

        while (true)
        {
            var room = pages.Room - (2 * padding);
            var parts = columns.Select(column => column.Fitting(room, atLeastOne: false)).ToList();
            if (parts.All(part => part.Lines == 0) && columns.Any(column => !column.IsDone))
            {
                if (pages.Y < pages.FullRoom / 2)
                    parts = [.. columns.Select(column => column.Fitting(room, atLeastOne: true))];
                else
                {
                    Continue();
                    continue;
                }
            }

            var height = parts.Max(part => part.Height) + (2 * padding);
            behind?.Invoke(pages.Y, pages.Y + height);
            for (var at = 0; at < columns.Count; at++)
                columns[at].Draw(pages, pages.Y + padding, parts[at].Lines);
            pages.Y += height;
            if (columns.All(column => column.IsDone))
                return;
            Continue();
        }

        void Continue()
        {
            pages.NewPage();
            atNewPage?.Invoke();
        }
    }
}
