using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Simulation;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>A preview of a change costs what the change touches, however large the plan is.</summary>
public sealed class TouchedRuleTests
{
    private const int Units = 20;
    private static readonly DateOnly Due = new(2026, 11, 30);
    private static readonly PlanData Plan = Of(100_000);

    [Fact]
    public void One_moved_deadline_of_a_hundred_thousand_is_rehearsed_with_its_own_units_and_those_who_watch_them()
    {
        var touched = TouchedRule.Of(Changed(new(ThingKind.Assignment, "T5")), Plan)!;
        Assert.Equal(["T5"], touched.Assignments);
        Assert.Equal(["U0", "U1", "U2", "U5", "U6"], touched.Units.Order());
        var copy = touched.Of(Plan);
        Assert.Equal((5, 1, 2, 1), (copy.Units.Count, copy.Assignments.Count, copy.Parts.Count, copy.Progress.Count));
        Assert.True(touched.Holds("U5", "T5"));
        Assert.True(touched.Holds(null, null));
        Assert.False(touched.Holds("U5", "T25"));
    }

    [Fact]
    public void Of_a_unit_whose_readers_change_the_first_open_assignments_are_rehearsed()
    {
        var touched = TouchedRule.Of(Changed(new(ThingKind.Contact, Unit: "U7", Item: "a@xa.example")), Plan)!;
        Assert.Equal(TouchedRule.Most, touched.Assignments.Count);
        // It is complete.
        Assert.DoesNotContain("T7", touched.Assignments);
        Assert.Contains("T27", touched.Assignments);
    }

    /// <summary>What is about everything, or is too much, is said not to be rehearsed.</summary>
    [Fact]
    public void A_day_off_or_too_many_new_rows_of_a_large_plan_are_not_rehearsed()
    {
        Assert.Null(TouchedRule.Of(Changed(new(ThingKind.Day, Item: "2026-12-01")), Plan));
        Assert.Null(TouchedRule.Of(Changed(new(ThingKind.Campaign, Item: "NTM-2026")), Plan));
        var few = Enumerable.Range(0, TouchedRule.Most).Select(at => new Thing(ThingKind.Assignment, $"N{at}")).ToList();
        Assert.NotNull(TouchedRule.Of(New(few), Plan));
        Assert.Null(TouchedRule.Of(New([.. few, new(ThingKind.Assignment, "N-")]), Plan));
    }

    [Fact]
    public void What_an_edit_holds_beside_what_differs_is_not_written_into_the_copy()
    {
        var dry = Changed(new(ThingKind.Assignment, "T5")) with
        {
            Edit = new() { Assignments = Plan.Assignments, Parts = Plan.Parts, Contacts = Plan.Contacts },
        };
        var edit = TouchedRule.Of(dry, Plan)!.Of(dry.Edit);
        Assert.Equal((1, 2, 5), (edit.Assignments!.Count, edit.Parts.Count, edit.Contacts!.Count));
        Assert.Null(edit.Progress);
    }

    private static DryChange Changed(Thing thing) => new("NTM-2026", new(), [new() { Thing = thing, Field = "due" }]);

    private static DryChange New(IEnumerable<Thing> things) => new("NTM-2026", new(), [.. ChangeRecord.Counted(things)]);

    private static PlanData Of(int assignments) => new()
    {
        Campaign = new() { Code = "NTM-2026" },
        Units = [.. Enumerable.Range(0, Units).Select(at => new UnitRow
        {
            Code = $"U{at}",
            Role = at switch { 0 => UnitRole.Specialist, 1 => UnitRole.Committee, _ => UnitRole.Member },
            Supervisor = at == 5 ? "U2" : null,
        })],
        Contacts = [.. Enumerable.Range(0, Units).Select(at => new ContactRow { Unit = $"U{at}", Address = $"u{at}@xa.example" })],
        Assignments = [.. Enumerable.Range(0, assignments).Select(at => new AssignmentRow { Code = $"T{at}", DueOn = Due })],
        Parts = [.. Enumerable.Range(0, assignments).SelectMany(at => new PartRow[]
        {
            new() { Assignment = $"T{at}", Unit = $"U{at % Units}", Part = PartKind.Lead },
            new() { Assignment = $"T{at}", Unit = $"U{(at + 1) % Units}", Part = PartKind.Support },
        })],
        Progress =
        [
            new() { Assignment = "T5", Unit = "U5", Progress = "một nửa" },
            new() { Assignment = "T7", Unit = "U7", CompletedAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) },
            // Of T6, it supports.
            new() { Assignment = "T6", Unit = "U7", CompletedAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) },
        ],
    };
}
