namespace CamHa.Scheduler.Inbox.Files;

/// <summary>Which files of a mail count, in their order: as many and as large as a mail and a unit's week may be.</summary>
internal static class FileLimitRule
{
    /// <param name="files">Those of the mail.</param>
    /// <param name="limits">The settings.</param>
    /// <param name="week">The hashes and sizes of what the unit has sent in the week.</param>
    /// <returns>The same, each once, with what does not count marked.</returns>
    public static IReadOnlyList<ReceivedFile> Decide(
        IEnumerable<ReceivedFile> files, FileLimits limits, IReadOnlyDictionary<string, long> week)
    {
        var (count, size, ofWeek) = (0, 0L, week.Values.Sum());
        var decided = new List<ReceivedFile>();
        foreach (var file in files.DistinctBy(file => file.Sha256))
        {
            // What was sent before takes no more room.
            var more = week.ContainsKey(file.Sha256) ? 0 : file.SizeBytes;
            FileFault? fault = count >= limits.Files ? FileFault.TooMany
                : size + file.SizeBytes > limits.BytesOfMail ? FileFault.TooLarge
                : ofWeek + more > limits.BytesOfWeek ? FileFault.WeekIsFull
                : null;
            if (fault is null)
                (count, size, ofWeek) = (count + 1, size + file.SizeBytes, ofWeek + more);
            decided.Add(file with { Fault = fault });
        }

        return decided;
    }
}

/// <summary>How many files are taken, and how large ones.</summary>
/// <param name="Files">Of a mail.</param>
/// <param name="BytesOfMail">Of all files of a mail.</param>
/// <param name="BytesOfWeek">Of all files that a unit sends in a week.</param>
internal sealed record FileLimits(int Files, long BytesOfMail, long BytesOfWeek);
