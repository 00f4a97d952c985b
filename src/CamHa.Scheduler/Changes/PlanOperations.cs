using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>
/// What people do to a plan, one act each: from the plan as it is to the rows as they are to be. Nothing is read or written
/// here.
/// </summary>
/// <remarks>Each throws <see cref="ChangeRefusedException"/> for what would be wrong.</remarks>
internal static class PlanOperations
{
    public static PlanEdit MoveDueDate(PlanData plan, string code, DateOnly due)
    {
        var assignment = plan.Assignment(code);
        return Of(plan, assignment with { DueOn = due });
    }

    /// <param name="plan">The plan.</param>
    /// <param name="code">The assignment.</param>
    /// <param name="unit">The unit whose part is done; null for the whole assignment, which is done when all who lead it are.</param>
    /// <param name="at">When it was done, where the unit has not reported when.</param>
    /// <param name="progress">What was achieved; null for what the unit has reported, or what is there.</param>
    /// <param name="isAtCertain">Whether it was done then whatever the unit has reported.</param>
    /// <remarks>Whoever has reported in time is in time, however late somebody confirms it.</remarks>
    public static PlanEdit CompleteAssignment(
        PlanData plan, string code, string? unit, DateTimeOffset at, string? progress, bool isAtCertain = false) =>
        WithProgress(plan, code, unit, row =>
        {
            var report = plan.WaitingReportOf(row);
            var done = report is null || isAtCertain ? at : report.ReportedAt;
            var said = progress ?? (report?.Text.Length > 0 ? report.Text : null);
            var saidAt = row.ProgressAt > done && !isAtCertain && progress is not null ? at : done;
            if (row.ProgressAt > saidAt)
            {
                // What was reported is older than what is known; what is typed would be lost unseen.
                said = progress is null ? null : throw new ChangeRefusedException(
                    ChangeWords.NewerProgress(row.Assignment, row.Unit, row.Progress));
            }

            return row with
            {
                CompletedAt = row.CompletedAt is { } earlier && earlier <= done ? earlier : done,
                Progress = said ?? row.Progress,
                ProgressAt = said is null ? row.ProgressAt : saidAt,
            };
        });

    /// <summary>How far a unit is with its part. What was said later stays.</summary>
    public static PlanEdit NoteProgress(PlanData plan, string code, string unit, DateTimeOffset at, string text) =>
        WithProgress(plan, code, unit, row => row.ProgressAt > at ? row : row with { Progress = text, ProgressAt = at });

    /// <summary>What was complete, or reported done, is to be done again.</summary>
    public static PlanEdit ReopenAssignment(PlanData plan, string code, string? unit)
    {
        var edit = WithProgress(plan, code, unit, row => row with { CompletedAt = null });
        var reports = edit.Progress!.SelectMany(plan.ReportsOf);
        return edit with { DoneReports = [.. reports.Select(report => report with { IsActive = false })] };
    }

    /// <summary>A unit says that its part is done. It is reminded of it no more, until somebody returns it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="code">The assignment.</param>
    /// <param name="unit">The unit whose part it is.</param>
    /// <param name="at">When it said so.</param>
    /// <param name="by">Who said so; empty for nobody in particular.</param>
    /// <param name="text">What was achieved; may be empty.</param>
    public static PlanEdit ReportDone(PlanData plan, string code, string unit, DateTimeOffset at, string by, string text)
    {
        var row = WithProgress(plan, code, unit, row => row).Progress!.Single();
        if (row.CompletedAt is not null)
            throw new ChangeRefusedException(ChangeWords.CompleteAlready(row.Assignment, row.Unit))
            {
                ForUnit = "phần của đơn vị đã được ghi nhận hoàn thành từ trước",
            };
        return plan.WaitingReportOf(row) is { } waiting
            ? throw new ChangeRefusedException(ChangeWords.ReportedAlready(row.Assignment, row.Unit, waiting.ReportedBy))
            {
                ForUnit = "đơn vị đã báo hoàn thành từ trước, đang chờ chuyên trách xác nhận",
            }
            : new()
            {
                DoneReports = [new() { Assignment = row.Assignment, Unit = row.Unit, ReportedAt = at, ReportedBy = by, Text = text }],
            };
    }

    /// <summary>What was reported done is not: the unit is reminded again, and told why.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="code">The assignment.</param>
    /// <param name="unit">The unit whose part it is; null for all whose report waits.</param>
    /// <param name="at">When it is returned.</param>
    /// <param name="reason">Why, for the unit to read.</param>
    public static PlanEdit ReturnAssignment(PlanData plan, string code, string? unit, DateTimeOffset at, string reason)
    {
        if (reason.Length == 0)
            throw new ChangeRefusedException(ChangeWords.ReasonNeeded);
        var assignment = plan.Assignment(code);
        var rows = unit is null
            ? plan.Progress.FindAll(row => row.Assignment == assignment.Code)
            : WithProgress(plan, code, unit, row => row).Progress!;
        var waiting = rows.Where(row => row.CompletedAt is null).Select(plan.WaitingReportOf).OfType<DoneReportRow>().ToList();
        return waiting.Count == 0
            ? throw new ChangeRefusedException(ChangeWords.NothingWaits(assignment.Code, unit is null ? "" : rows[0].Unit))
            : new() { DoneReports = waiting.ConvertAll(report => report with { ReturnedAt = at, ReturnReason = reason }) };
    }

    /// <summary>A unit asks for more time. The due date stays until that is decided.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="asked">What is asked; the unit by its code or a name.</param>
    /// <param name="today">The day on which it is asked.</param>
    public static PlanEdit AskExtension(PlanData plan, ExtensionRow asked, DateOnly today)
    {
        var row = WithProgress(plan, asked.Assignment, asked.Unit, row => row).Progress!.Single();
        if (row.CompletedAt is not null)
            throw new ChangeRefusedException(ChangeWords.CompleteAlready(row.Assignment, row.Unit))
            {
                ForUnit = "phần của đơn vị đã được ghi nhận hoàn thành từ trước",
            };
        var assignment = plan.Assignment(row.Assignment);
        var full = asked with { Assignment = row.Assignment, Unit = row.Unit, DueOn = assignment.DueOn };
        if (ExtensionFault(plan, full, today) is { } fault)
            throw new ChangeRefusedException(fault.ToString());
        var earlier = plan.Extensions.FindAll(each => each.Assignment == row.Assignment && each.IsOpen);
        return new() { Extensions = [.. earlier.Select(each => each.Closed(asked.AskedAt, ExtensionOutcome.Replaced)), full] };
    }

    /// <summary>What is wrong with a request for more time, for whoever asks as well; null for nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="asked">What is asked, by the codes of the plan.</param>
    /// <param name="today">The day on which it is asked.</param>
    public static Bilingual? ExtensionFault(PlanData plan, ExtensionRow asked, DateOnly today)
    {
        var parts = plan.Parts.FindAll(part => part.Assignment == asked.Assignment);
        var due = plan.Assignment(asked.Assignment).DueOn;
        if (parts.Exists(part => part is { Part: PartKind.Support } && part.Unit == asked.Unit))
            return ChangeWords.OnlyLeadsAsk(asked.Assignment, asked.Unit, PartRow.UnitsOf(parts, PartKind.Lead));
        if (plan.Extensions.Exists(each => each.Assignment == asked.Assignment && each.IsOpen && each.AskedAt >= asked.AskedAt))
            return ChangeWords.AskedLater(asked.Assignment);
        return asked.AskedFor is not { } day ? null
            : day < today ? ChangeWords.AskedForPast(asked.Assignment, day)
            : day <= due ? ChangeWords.AskedForNoLater(asked.Assignment, day, due)
            : day > plan.Campaign!.EndsOn ? ChangeWords.AskedForBeyond(asked.Assignment, day, plan.Campaign.EndsOn)
            : null;
    }

    /// <summary>The due date moves to the day that was asked for, or to another.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="code">The assignment.</param>
    /// <param name="at">When that is decided.</param>
    /// <param name="day">The new due date; null for the one that was asked for.</param>
    public static PlanEdit ApproveExtension(PlanData plan, string code, DateTimeOffset at, DateOnly? day)
    {
        var open = OpenExtension(plan, code);
        var due = day ?? open.AskedFor ?? throw new ChangeRefusedException(ChangeWords.DayNeeded(open.Assignment));
        if (due <= open.DueOn)
            throw new ChangeRefusedException(ChangeWords.NoLater(open.Assignment, due, open.DueOn));
        return MoveDueDate(plan, open.Assignment, due) with { Extensions = [open.Closed(at, ExtensionOutcome.Approved)] };
    }

    /// <summary>The due date stays; the unit is told why.</summary>
    public static PlanEdit RefuseExtension(PlanData plan, string code, DateTimeOffset at, string reason) => reason.Length == 0
        ? throw new ChangeRefusedException(ChangeWords.RefusalNeedsReason)
        : new() { Extensions = [OpenExtension(plan, code).Closed(at, ExtensionOutcome.Refused, reason)] };

    private static ExtensionRow OpenExtension(PlanData plan, string code)
    {
        var assignment = plan.Assignment(code);
        return plan.OpenExtensionOf(assignment) ?? throw new ChangeRefusedException(ChangeWords.NothingAsked(assignment.Code));
    }

    /// <param name="plan">The plan.</param>
    /// <param name="code">The unit.</param>
    /// <param name="old">The address that gets no more mail; null where the unit has only one to write to, or none.</param>
    /// <param name="address">The address instead.</param>
    /// <param name="title">Whose it is; null for the same office.</param>
    /// <param name="phone">The new one's; null for the old one.</param>
    public static PlanEdit ReplaceContact(PlanData plan, string code, string? old, string address, string? title, string? phone)
    {
        if (!MailAddress.IsPublic(address))
            throw new ChangeRefusedException(ValueWords.NoAddress(address));
        var unit = plan.Unit(code);
        var contacts = plan.Contacts.FindAll(contact => contact.Unit == unit.Code);
        var active = contacts.FindAll(contact => contact.IsActive);
        var replaced = old is not null
            ? active.Find(contact => contact.Address.Equals(old, StringComparison.OrdinalIgnoreCase))
                ?? throw new ChangeRefusedException(ChangeWords.NoContact(unit.Code, old, active.Select(contact => contact.Address)))
            : active.FindAll(contact => contact.Role == RecipientRole.To) switch
            {
                [] => null,
                [var only] => only,
                var several => throw new ChangeRefusedException(
                    ChangeWords.WhichContact(unit.Code, several.Select(contact => contact.Address))),
            };
        var folded = address.ToLowerInvariant();
        if (active.Exists(contact => contact.Address == folded && contact != replaced))
            throw new ChangeRefusedException(ChangeWords.ContactIsThere(unit.Code, folded));
        var added = new ContactRow
        {
            Unit = unit.Code,
            Address = folded,
            Title = title ?? replaced?.Title ?? "",
            Phone = phone ?? replaced?.Phone ?? "",
            Role = replaced?.Role ?? RecipientRole.To,
        };
        return new()
        {
            Contacts =
            [
                .. contacts.Where(contact => contact.Address != folded)
                    .Select(contact => contact == replaced ? contact with { IsActive = false } : contact),
                added,
            ],
        };
    }

    /// <summary>Addresses at which a server knew nobody get mail again.</summary>
    public static PlanEdit ReopenAddresses(PlanData plan, IEnumerable<string> addresses) => new()
    {
        ClosedAddresses =
        [
            .. addresses.Select(address =>
                plan.ClosedAddresses.Find(row => row.Address.Equals(address, StringComparison.OrdinalIgnoreCase)) is { } row
                    ? row with { IsActive = false }
                    : throw new ChangeRefusedException(
                        ChangeWords.NotClosed(address, plan.ClosedAddresses.Select(each => each.Address)))),
        ],
    };

    public static PlanEdit ExemptUnit(PlanData plan, string code, IEnumerable<string> weeks, string reason)
    {
        var unit = plan.Unit(code);
        if (!unit.IsActive)
            throw new ChangeRefusedException(ChangeWords.Ended(unit.Code));
        return Exemptions(weeks, week => new() { Unit = unit.Code, Week = week, Reason = reason });
    }

    /// <summary>The unit owes again what it was exempt from.</summary>
    public static PlanEdit ExpectUnit(PlanData plan, string code, IEnumerable<string> weeks)
    {
        var unit = plan.Unit(code);
        return Exemptions(weeks, week => new() { Unit = unit.Code, Week = week, IsActive = false });
    }

    public static PlanEdit EndUnit(PlanData plan, string code) => new() { Units = [plan.Unit(code) with { IsActive = false }] };

    /// <param name="plan">The plan.</param>
    /// <param name="submission">It; the unit by its code or a name, the assignments by their codes with blanks between.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static PlanEdit EnterSubmission(PlanData plan, SubmissionRow submission, CampaignClock clock)
    {
        if (!submission.HasText && !submission.IsNothing)
            throw new ChangeRefusedException(ChangeWords.TextNeeded);
        var unit = plan.Unit(submission.Unit);
        var codes = submission.Assignments.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(code => plan.Assignment(code).Code)
            .Distinct()
            .ToList();
        var row = submission.InWords() with { Unit = unit.Code, Assignments = codes.Count == 0 ? "" : $" {string.Join(' ', codes)} " };
        if (SubmissionCheck.Fault(row, clock) is { } fault)
            throw new ChangeRefusedException(fault);
        var key = RowShapes.Submissions.Key(row);
        return plan.Submissions.Exists(each => RowShapes.Submissions.Key(each) == key)
            ? throw new ChangeRefusedException(
                ChangeWords.SubmissionIsThere(unit.Code, row.Week, clock.Say(row.SubmittedAt)))
            : new() { Submissions = [row], SubmittedWeeks = new HashSet<string> { row.Week } };
    }

    /// <param name="plan">The plan.</param>
    /// <param name="code">The unit.</param>
    /// <param name="week">The week.</param>
    /// <param name="at">When it was received, to the minute as people are shown it; null for the newest of the week.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static PlanEdit WithdrawSubmission(PlanData plan, string code, string week, DateTimeOffset? at, CampaignClock clock)
    {
        var unit = plan.Unit(code);
        var there = plan.Submissions
            .Where(each => each.Unit == unit.Code && each.Week == week)
            .OrderBy(each => each.SubmittedAt)
            .ToList();
        var row = at is null ? there.LastOrDefault() : there.Find(each => each.SubmittedAt == at)
            ?? there.FindLast(each => clock.Say(each.SubmittedAt) == clock.Say(at.Value));
        return row is null
            ? throw new ChangeRefusedException(
                ChangeWords.NoSubmission(unit.Code, week, there.Select(each => clock.Say(each.SubmittedAt))))
            : new() { Submissions = [row with { IsActive = false }], SubmittedWeeks = new HashSet<string> { week } };
    }

    private static PlanEdit Exemptions(IEnumerable<string> weeks, Func<string, ExemptionRow> row) =>
        new() { Exemptions = [.. weeks.Distinct().Select(row)] };

    private static PlanEdit Of(PlanData plan, AssignmentRow assignment) => assignment.IsActive
        ? new() { Assignments = [assignment], Parts = plan.PartsOf(assignment) }
        : throw new ChangeRefusedException(ChangeWords.Ended(assignment.Code));

    private static PlanEdit WithProgress(PlanData plan, string code, string? unit, Func<ProgressRow, ProgressRow> with)
    {
        var assignment = plan.Assignment(code);
        if (!assignment.IsActive)
            throw new ChangeRefusedException(ChangeWords.Ended(assignment.Code)) { ForUnit = "nhiệm vụ này đã kết thúc" };
        var parts = plan.PartsOf(assignment);
        var leads = parts.FindAll(part => part.Part == PartKind.Lead);
        var units = unit is not null ? [plan.Unit(unit).Code] : (leads.Count > 0 ? leads : parts).ConvertAll(part => part.Unit);
        if (unit is not null && !parts.Exists(part => part.Unit == units[0]))
            throw new ChangeRefusedException(ChangeWords.NoPart(assignment.Code, units[0], parts.Select(part => part.Unit)))
            {
                ForUnit = "nhiệm vụ này không giao cho đơn vị",
            };
        var rows = plan.Progress.FindAll(row => row.Assignment == assignment.Code && units.Contains(row.Unit));
        return new() { Progress = rows.ConvertAll(row => with(row)) };
    }
}
