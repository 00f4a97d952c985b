using System.Globalization;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;
using CamHa.Scheduler.Submissions;
using SkiaSharp;
using static CamHa.Scheduler.FridayReport.Documents.Charts.ChartPainter;

namespace CamHa.Scheduler.FridayReport.Documents.Charts;

/// <summary>A line of what came in on time over columns of what was owed; the last week is the report's own.</summary>
internal static class WeeksPainting
{
    public const float Height = 330;
    private const float Top = 78;
    private const float Foot = 290;
    private const float Left = 46;

    public static void Paint(ChartBrush brush, WeeksChart chart, ChartLayout layout)
    {
        var weeks = chart.Weeks;
        var right = layout.Width - 10;
        Legend(brush, layout.LegendFrom);
        var most = Math.Max(1, weeks.Select(week => Math.Max(week.Owing, Math.Max(week.OnTime, week.Late))).DefaultIfEmpty().Max());
        var tick = Tick(most);
        var steps = ((most - 1) / tick) + 1;
        var scale = (Foot - Top) / ((float)steps * tick);
        for (var step = 0; step <= steps; step++)
        {
            var y = Foot - (step * tick * scale);
            brush.Line(Left, y, right, y, step == 0 ? Faint : Quiet, step == 0 ? 1 : 0.6f);
            brush.Text(Words(step * tick), Left - 6, y + 5, 13, Faint, SKTextAlign.Right);
        }

        if (weeks.Count == 0)
            return;

        var slot = (right - Left) / weeks.Count;
        for (var at = 0; at < weeks.Count; at++)
            Column(brush, weeks[at], X(at), slot, scale, isCurrent: at == weeks.Count - 1);
        Series(week => week.Late, Bad, isLine: false);
        Series(week => week.OnTime, Done, isLine: true);
        Names(brush, weeks, X, slot, right);
        Current(brush, weeks[^1], scale, right);

        float X(int at) => Left + ((at + 0.5f) * slot);

        void Series(Func<WeekPoint, int> count, SKColor colour, bool isLine)
        {
            for (var at = 0; at < weeks.Count; at++)
            {
                // Where nobody owed anything the line breaks off: a zero would look like a failure.
                if (weeks[at].Owing == 0)
                    continue;
                var y = Foot - (count(weeks[at]) * scale);
                if (isLine && at > 0 && weeks[at - 1].Owing > 0)
                    brush.Line(X(at - 1), Foot - (count(weeks[at - 1]) * scale), X(at), y, colour, 2.4f);
                if (isLine)
                    brush.Dot(X(at), y, Math.Min(4, slot / 2), colour);
                else if (count(weeks[at]) > 0)
                    brush.Diamond(X(at), y, Math.Min(5, Math.Max(2, slot / 2)), colour);
            }
        }
    }

    private static void Legend(ChartBrush brush, float from)
    {
        brush.Line(from, 47, from + 32, 47, Done, 2.4f);
        brush.Dot(from + 16, 47, 4, Done);
        brush.Text(SubmissionState.OnTime.Word(), from + 40, 52, 14, Ink);
        brush.Diamond(from + 146, 47, 5, Bad);
        brush.Text("Muộn", from + 158, 52, 14, Ink);
        brush.Bar(new(from + 230, 40, from + 250, 54), Quiet);
        brush.Text("Số đơn vị phải báo cáo", from + 258, 52, 14, Ink);
    }

    private static void Column(ChartBrush brush, WeekPoint week, float x, float slot, float scale, bool isCurrent)
    {
        // In a campaign's first weeks a bar would otherwise be as wide as the page.
        var half = Math.Min(slot * 0.35f, 30);
        var bar = new SKRect(x - half, Foot - (week.Owing * scale), x + half, Foot);
        brush.Bar(bar, Quiet);
        if (isCurrent && week.Owing > 0)
            brush.Frame(bar, Ink, 1.4f);
    }

    /// <summary>The names of as many weeks as there is room for, always with the last.</summary>
    private static void Names(ChartBrush brush, IReadOnlyList<WeekPoint> weeks, Func<int, float> x, float slot, float right)
    {
        var every = Math.Max(1, (int)MathF.Ceiling(68 / slot));
        for (var at = weeks.Count - 1; at >= 0; at -= every)
        {
            var isCurrent = at == weeks.Count - 1;
            var centre = Math.Min(x(at), right - 26);
            brush.Text(Printable.Of(weeks[at].Week), centre, Foot + 20, 13, Ink, SKTextAlign.Center, isCurrent, maxWidth: 80);
        }
    }

    private static void Current(ChartBrush brush, WeekPoint week, float scale, float right)
    {
        if (week.Owing == 0)
            return;
        var baseline = Foot - (week.Owing * scale) - 7;
        brush.Bar(new(right - 145, baseline - 13, right, baseline + 4), SKColors.White); // keeps rules from crossing the words
        brush.Text($"Tuần này: {Words(week.OnTime)}/{Words(week.Owing)}", right, baseline, 14, Ink, SKTextAlign.Right, isBold: true);
    }

    /// <summary>1, 2 or 5 followed by zeros, such that the axis has at most six of them.</summary>
    private static int Tick(int most)
    {
        var tick = 1L;
        while (most > 6 * tick)
            tick = tick.ToString(CultureInfo.InvariantCulture)[0] == '2' ? tick / 2 * 5 : tick * 2;
        return (int)Math.Min(tick, int.MaxValue);
    }

    private static string Words(int count) => count.ToString(CultureInfo.InvariantCulture);
}
