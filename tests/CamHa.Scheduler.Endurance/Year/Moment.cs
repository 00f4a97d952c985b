namespace CamHa.Scheduler.Endurance.Year;

/// <summary>Something that happens at a time of its own.</summary>
internal abstract record Moment
{
    /// <summary>A changed plan is imported.</summary>
    public sealed record Change : Moment;

    /// <summary>What the process holds is measured.</summary>
    public sealed record Measure : Moment;

    /// <summary>A trouble begins or ends.</summary>
    public sealed record Switch(Trouble What, bool IsOn) : Moment;

    /// <summary>The power goes.</summary>
    public sealed record Kill : Moment;

    /// <summary>It is back.</summary>
    public sealed record Start : Moment;
}

/// <param name="At">What a right clock shows.</param>
/// <param name="Wall">What the service's clock shows.</param>
/// <param name="IsUp">Whether it runs.</param>
/// <param name="Troubles">What is wrong.</param>
/// <param name="WasKilled">Whether it was killed in this step.</param>
/// <param name="IsRead">Whether what it has written is read also where it is off.</param>
internal sealed record State(DateTime At, DateTime Wall, bool IsUp, IReadOnlySet<Trouble> Troubles, bool WasKilled, bool IsRead)
{
    public bool IsClockWrong => At != Wall;
}
