namespace CamHa.Scheduler.Commands;

/// <summary>What the doctor found.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="IsGood">False for what keeps a mail from leaving.</param>
/// <param name="Says">How it stands, and the remedy where there is something to do.</param>
/// <param name="IsWarning">Works, and should not stay as it is.</param>
internal sealed record Finding(string What, bool IsGood, string Says, bool IsWarning = false);
