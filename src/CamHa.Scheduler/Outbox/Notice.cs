namespace CamHa.Scheduler.Outbox;

/// <summary>Something owed to a recipient: decided by a rule, issued once.</summary>
/// <param name="Key">Unique in the ledger for ever; a key issued before is not issued again.</param>
/// <param name="Step">Grows with time within one deadline or one week.</param>
/// <param name="AssignmentId">The assignment it is about; null where it is about none.</param>
/// <param name="DueOn">Its due date; a due date that moves makes a new deadline.</param>
/// <param name="UnitId">The unit that is told; null where it is about none.</param>
public sealed record Notice(string Key, int Step, int? AssignmentId = null, DateOnly? DueOn = null, int? UnitId = null);

public enum NoticeKind
{
    Deadline,
    Reminder,
    Report,
    Supplement,
    Alert,

    /// <summary>What was understood of an answer, told to whoever wrote it.</summary>
    Acknowledgement,
}
