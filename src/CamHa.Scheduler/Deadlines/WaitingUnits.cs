namespace CamHa.Scheduler.Deadlines;

/// <summary>Who has reported one assignment done, in words: one line, however many units.</summary>
/// <param name="Names">The units, separated by semicolons; each with its person where they are not the same.</param>
/// <param name="Since">When, or from when to when.</param>
/// <param name="By">Who reported it for all of them; empty where they are not the same, or nobody in particular.</param>
internal sealed record WaitingUnits(string Names, string Since, string By)
{
    /// <param name="parts">At least one, the longest waiting first.</param>
    /// <param name="all">The name of all of them together; null where they have none.</param>
    public static WaitingUnits Of(IReadOnlyList<(string Unit, string At, string By)> parts, string? all = null)
    {
        var (first, last) = (parts[0], parts[^1]);
        var isSame = parts.All(part => part.By == first.By);
        return new(
            isSame && all is not null ? all
                : string.Join("; ", parts.Select(part => isSame || part.By.Length == 0 ? part.Unit : $"{part.Unit} ({part.By})")),
            first.At == last.At ? first.At : $"{first.At} đến {last.At}",
            isSame ? first.By : "");
    }
}
