using System.Globalization;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// A country's worth of communes, made from their numbers alone, so that every run has the same data: a campaign has
/// twenty units with an address each and a hundred assignments over its year. At the look three assignments have been
/// told of at their present step, five are owed a notice, and all others are done or not yet within reach.
/// </summary>
internal sealed class Province(int campaigns)
{
    public const int Units = 20;
    public const int Assignments = 100;
    public const int NoticesOwed = 5;
    public const int History = 500;

    /// <summary>Marks what was there before any look.</summary>
    public const string Run = "seed";

    private const int Told = NoticesOwed + 3;
    private const int Done = 50;

    /// <summary>The look: Thursday, 16 June 2022, 07:30, in Vietnam.</summary>
    public static readonly DateTimeOffset Now = new(2022, 6, 16, 7, 30, 0, TimeSpan.FromHours(7));

    private static readonly DateOnly Today = new(2022, 6, 16);
    private static readonly DateOnly StartsOn = new(2022, 2, 16);
    private static readonly DateOnly EndsOn = new(2022, 12, 30);

    // Fourteen, seven, three and no days before, and three working days overdue: the supervisor is copied.
    private static readonly DateOnly[] Owed = [Today.AddDays(14), Today.AddDays(7), Today.AddDays(3), Today, Today.AddDays(-3)];

    // Told seven and fourteen days before, and on the eighth working day overdue.
    private static readonly (DateOnly DueOn, int Step)[] AlreadyTold =
    [
        (Today.AddDays(5), -7),
        (Today.AddDays(12), -14),
        (Today.AddDays(-13), 8)
    ];

    private static readonly DateOnly[] DaysOff =
        [new(2022, 4, 11), new(2022, 5, 2), new(2022, 5, 3), new(2022, 9, 1), new(2022, 9, 2), new(2023, 1, 2)];

    public int Campaigns => campaigns;

    public IEnumerable<Rows> Tables =>
    [
        new("CalendarDay", ["Day", "Kind", "Name"], DaysOff.Select(day => (object?[])[day, "Off", "Nghỉ lễ"])),
        new(
            "Campaign",
            ["Id", "Code", "Name", "Place", "SubjectTag", "StartsOn", "EndsOn", "WatchedSince", "ReleasedAt"],
            All.Select(c => (object?[])
            [
                c, Code(c), $"Kế hoạch xây dựng nông thôn mới xã số {c}", $"Xã số {c}", "NTM", StartsOn, EndsOn, Instant(StartsOn),
                Instant(StartsOn),
            ])),
        new("Unit", ["Id", "CampaignId", "Code", "Name", "Role", "OwesWeekly", "SupervisorId"], Each(Units, (c, u) =>
            [
                Unit(c, u),
                c,
                UnitCode(u),
                $"Ban Phát triển thôn số {u}",
                u == 1 ? "Specialist" : u == 2 ? "Committee" : "Member",
                u > 2,
                u > 2 ? Unit(c, 2) : null
            ])),
        new("Contact", ["UnitId", "Address", "Title"], Each(Units, (c, u) => [Unit(c, u), Address(c, u), "Trưởng ban"])),
        new("Assignment", ["Id", "CampaignId", "Code", "Title", "DueOn"], Each(Assignments, (c, a) =>
            [Assignment(c, a), c, AssignmentCode(a), $"Hoàn thành nội dung số {a} của bộ tiêu chí xã nông thôn mới", DueOn(c, a)])),
        new("AssignmentUnit", ["AssignmentId", "UnitId", "Part", "CompletedAt"], Parts),
        new(
            "NoticeIssued",
            ["NoticeKey", "MessageKey", "CampaignId", "Kind", "UnitId", "AssignmentId", "DueOn", "Step", "LookDay", "IssuedAt", "JobRunId"],
            Ledger),
    ];

    /// <summary>Mails of the year before, all sent, one in fifty at the second try.</summary>
    public IEnumerable<Rows> Past =>
    [
        new("OutboxMessage",
            ["Id", "MessageKey", "Recipient", "RecipientName", "RecipientRole", "CampaignId", "Kind", "UnitId", "LookDay", "Priority",
                "State", "CreatedAt", "NotBefore", "ExpiresAt", "Attempts", "MessageId", "Subject", "MimeSha256", "FinishedAt", "JobRunId"],
            Each(History, (c, m) =>
            {
                var (u, day) = (1 + (m % Units), DayOf(m));
                var at = Instant(day);
                var number = Message(c, m).ToString("x16", CultureInfo.InvariantCulture);
                return
                [
                    Message(c, m), $"deadline/{Code(c)}/{UnitCode(u)}/{day:yyyy-MM-dd}",
                    Address(c, u), $"Trưởng ban – Ban Phát triển thôn số {u}", "To", c, "Deadline",
                    Unit(c, u), day, 2, "Sent", at, at, at.AddDays(1), Tries(m), $"{number}{number}@camha.example",
                    "[NTM] V/v 2 nhiệm vụ sắp đến hạn", string.Concat(Enumerable.Repeat(number, 4)), at.AddSeconds(m), Run,
                ];
            })),
        new("OutboxAttempt", ["OutboxMessageId", "AttemptedAt", "Owner", "Stage", "Outcome", "Code", "Reply", "ElapsedMs"],
            from c in All
            from m in Enumerable.Range(1, History)
            from t in Enumerable.Range(1, Tries(m))
            let isLast = t == Tries(m)
            select (object?[])
            [
                Message(c, m),
                Instant(DayOf(m)).AddSeconds(m).AddMinutes(t - Tries(m)),
                "seed",
                "DATA",
                isLast ? "Delivered" : "Retry",
                isLast ? 250 : 451,
                isLast ? "2.0.0 Ok" : "4.7.1 Later",
                12
            ]),
    ];

    public static string Code(int campaign) => $"C{campaign:00000}";

    private IEnumerable<int> All => Enumerable.Range(1, campaigns);

    // One unit leads, and of every fourth assignment another supports it; what is owed has one unit only.
    private IEnumerable<object?[]> Parts =>
        from c in All
        from a in Enumerable.Range(1, Assignments)
        from part in a > Told && a % 4 == 0 ? ["Lead", "Support"] : new[] { "Lead" }
        select (object?[])
        [
            Assignment(c, a),
            Lead(c, part == "Lead" ? a : a + 6),
            part,
            a > Told && a <= Done ? Instant(DueOn(c, a).AddDays(-1)) : null
        ];

    private IEnumerable<object?[]> Ledger =>
        from c in All
        from a in Enumerable.Range(NoticesOwed + 1, Told - NoticesOwed)
        let told = AlreadyTold[a - NoticesOwed - 1]
        let unit = UnitCode(LeadNumber(c, a))
        let day = Today.AddDays(-1)
        select (object?[])
        [
            $"deadline/{Code(c)}/{AssignmentCode(a)}/{unit}/{told.DueOn:yyyy-MM-dd}/{told.Step}",
            $"deadline/{Code(c)}/{unit}/{day:yyyy-MM-dd}", c, "Deadline",
            Lead(c, a), Assignment(c, a), told.DueOn, told.Step, day, Instant(day), Run,
        ];

    private static DateOnly DueOn(int c, int a) =>
        a <= NoticesOwed ? Owed[a - 1]
        : a <= Told ? AlreadyTold[a - NoticesOwed - 1].DueOn
        : a <= Done ? StartsOn.AddDays(4 + ((a - Told) * 112 / (Done - Told)) + Shift(c, a))
        : Today.AddDays(18 + ((a - Done) * 174 / (Assignments - Done)) + Shift(c, a));

    // Two campaigns are not alike, and two runs are.
    private static int Shift(int c, int a) => ((c * 7919) + (a * 104729)) % 3;

    private static int LeadNumber(int c, int a) => 3 + ((c + (a / 2)) % (Units - 2));

    private static int Lead(int c, int a) => Unit(c, LeadNumber(c, a));

    private static int Unit(int c, int u) => ((c - 1) * Units) + u;

    private static int Assignment(int c, int a) => ((c - 1) * Assignments) + a;

    private static long Message(int c, int m) => ((long)(c - 1) * History) + m;

    private static int Tries(int m) => m % 50 == 0 ? 2 : 1;

    private static DateOnly DayOf(int m) => new DateOnly(2021, 6, 1).AddDays(m / Units * 14);

    private static string UnitCode(int u) => $"U{u:00}";

    private static string AssignmentCode(int a) => $"T{a:000}";

    private static string Address(int c, int u) => $"u{u:00}@c{c:00000}.camha.example";

    private static DateTimeOffset Instant(DateOnly day) => new(day, new(0, 30), TimeSpan.Zero);

    private IEnumerable<object?[]> Each(
        int count,
        Func<int, int, object?[]> row) => All.SelectMany(c => Enumerable.Range(1, count).Select(i => row(c, i)));
}

/// <summary>Rows of one table, made as they are read.</summary>
internal sealed record Rows(string Table, string[] Columns, IEnumerable<object?[]> Values);
