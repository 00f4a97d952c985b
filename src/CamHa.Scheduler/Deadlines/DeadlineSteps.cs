namespace CamHa.Scheduler.Deadlines;

/// <summary>When notices of a deadline are due, and who gets them.</summary>
/// <param name="DaysBefore">Days before the due date.</param>
/// <param name="Ladder">Who is added once a deadline is overdue.</param>
/// <param name="OverdueEvery">Working days between notices after the ladder's last rung.</param>
public sealed record DeadlineSteps(IReadOnlyList<int> DaysBefore, EscalationLadder Ladder, int OverdueEvery)
{
    /// <summary>14, 7, 3, 1 and 0 days before; overdue 1, 3 and 5 working days; then every third.</summary>
    public static DeadlineSteps Default { get; } = new([14, 7, 3, 1, 0], EscalationLadder.Default, 3);
}

/// <summary>The escalation ladder: working days overdue from which someone is added. Each rung keeps those below it.</summary>
/// <param name="Unit">The unit itself.</param>
/// <param name="Supervisor">Its area supervisor, in copy.</param>
/// <param name="Specialist">The committee's specialist, in copy; from here the report lists the assignment first.</param>
public sealed record EscalationLadder(int Unit, int Supervisor, int Specialist)
{
    public static EscalationLadder Default { get; } = new(1, 3, 5);

    public EscalationLevel At(int workingDaysOverdue) =>
        workingDaysOverdue >= Specialist ? EscalationLevel.Specialist
        : workingDaysOverdue >= Supervisor ? EscalationLevel.Supervisor
        : workingDaysOverdue >= Unit ? EscalationLevel.Unit
        : EscalationLevel.None;
}

public enum EscalationLevel
{
    None,
    Unit,
    Supervisor,
    Specialist,
}
