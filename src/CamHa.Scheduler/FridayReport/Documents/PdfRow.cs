namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>Columns beside each other, on as many pages as the longest of them takes.</summary>
internal static class PdfRow
{
    /// <param name="pages">Where it is drawn.</param>
    /// <param name="columns">With their lines.</param>
    /// <param name="padding">Around each column.</param>
    /// <param name="largestGap">Which share of a page may stay empty so that the row is not divided.</param>
    /// <param name="behind">Colours and frames: given the upper and the lower end of what stands on one page.</param>
    /// <param name="atNewPage">What is repeated above.</param>
    public static void Draw(PdfPages pages, IReadOnlyList<PdfColumn> columns, float padding = 0, float largestGap = 0, Action<float, float>? behind = null, Action? atNewPage = null)
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
