using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Deadlines;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.Deadlines;

public sealed class DigestRuleTests
{
    // Few units and fewer addresses, so that one reader often serves several units, and one unit has several readers.
    private const int Units = 6;
    private const int Addresses = 4;
    private const int Specialist = 1;

    [Property]
    public void Whoever_is_told_has_it_in_a_mail_once_and_the_ledger_names_it_once((byte Unit, byte Address)[] serves, byte[] owed)
    {
        var contacts = serves.Select(each => Contact(1 + (each.Unit % Units), each.Address % Addresses)).ToList();
        var due = owed.Select((of, at) => Due(at, 1 + (of % Units), (EscalationLevel)(of % 4))).ToList();
        var addresses = new AddressBook(contacts);
        var digests = DigestRule.Decide(due, addresses);

        var reached = due.FindAll(notice => addresses.Has(notice.Part.UnitId));
        Assert.Equal(reached.Select(AtOf).Order(), digests.SelectMany(digest => digest.Carried).Select(AtOf).Order());
        foreach (var digest in digests)
        {
            // As they were owed, which is the order of the mail.
            Assert.Equal(reached.FindAll(notice => UnitsToldOf(notice).Any(digest.Readers.Units.Contains)), digest.Told);
            Assert.Subset(digest.Told.ToHashSet(), digest.Carried.ToHashSet());
        }

        var told = from notice in reached from unit in UnitsToldOf(notice) where addresses.Has(unit) select unit;
        Assert.Equal(told.ToHashSet(), digests.SelectMany(digest => digest.Readers.Units).ToHashSet());
    }

    private static int AtOf(DueNotice<Part> notice) => notice.Part.At;

    private static IEnumerable<int> UnitsToldOf(DueNotice<Part> notice) => notice.Level switch
    {
        EscalationLevel.Specialist => [notice.Part.UnitId, notice.Part.SupervisorId!.Value, Specialist],
        EscalationLevel.Supervisor => [notice.Part.UnitId, notice.Part.SupervisorId!.Value],
        _ => [notice.Part.UnitId],
    };

    private static DueNotice<Part> Due(int at, int unit, EscalationLevel level) => new(new(at, unit), 0, level);

    private static Contact Contact(int unit, int address) => new()
    {
        UnitId = unit,
        UnitCode = $"U{unit}",
        UnitRole = unit == Specialist ? UnitRole.Specialist : UnitRole.Member,
        Address = $"a{address}@camha.example",
    };

    private sealed record Part(int At, int UnitId) : IDigestPart
    {
        public int? SupervisorId => (UnitId % Units) + 1;

        public bool IsUnitActive => true;

        public DateOnly DueOn => new(2022, 6, 16);

        public int? LastStep => null;
    }
}
