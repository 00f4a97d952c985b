using System.Globalization;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary><c>scale [CAMPAIGNS] [--keep DIR]</c>: a folder that is kept spares the next run the writing of its data.</summary>
internal static class ScaleArguments
{
    public static bool TryParse(string[] arguments, out int campaigns, out string? keep)
    {
        (campaigns, keep) = (10_000, null);
        if (arguments is [.. var before, "--keep", var folder])
            (arguments, keep) = (before, folder);
        // Fewer would leave less to claim and to send than is measured.
        return arguments is []
            || (arguments is [var number]
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out campaigns)
                && campaigns >= 500);
    }
}
