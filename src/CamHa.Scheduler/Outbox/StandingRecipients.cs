namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Addresses that a feature writes to although no contact has them: those of the settings. A message to any other address that
/// is no longer a contact's is not sent.
/// </summary>
public sealed record StandingRecipients(IReadOnlyList<string> Addresses)
{
    /// <summary>
    /// The addresses of all features as the statements' <c>@Others</c>: each between two blanks, so that none is found inside
    /// another.
    /// </summary>
    internal static string Joined(IEnumerable<StandingRecipients> features) =>
        $" {string.Join(' ', features.SelectMany(feature => feature.Addresses))} ";
}
