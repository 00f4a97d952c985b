namespace CamHa.Scheduler.Outbox;

/// <summary>Which messages a list shows, the newest first; a value that is null narrows nothing.</summary>
/// <param name="Last">How many at most.</param>
/// <param name="State">A state's name.</param>
/// <param name="Unit">The code of the unit whose mail it is, in capitals or not.</param>
/// <param name="To">A part of the recipient's address.</param>
/// <param name="BelowId">Only what is older than this message.</param>
/// <param name="AccountId">Only what is of the campaigns that this account sees.</param>
internal sealed record OutboxFilter(
    int Last, string? State = null, string? Unit = null, string? To = null, long? BelowId = null, int? AccountId = null);
