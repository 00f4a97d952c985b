namespace CamHa.Scheduler.Storage;

/// <summary>
/// The tables that may be views over another program's tables, and the columns that the statements need. That program may
/// change its tables at any time; a missing column is then named here instead of by an error in the middle of a report.
/// </summary>
internal static class SharedTables
{
    // The SQL Server types that serve as each kind. A view in SQLite has no types, so there the values are checked.
    private static readonly Dictionary<ColumnKind, string[]> Types = new()
    {
        [ColumnKind.Number] = ["int", "smallint", "tinyint"],
        [ColumnKind.Text] = ["nvarchar", "varchar", "nchar", "char"],
        [ColumnKind.Day] = ["date"],
        [ColumnKind.Instant] = ["datetime2", "datetime", "smalldatetime", "datetimeoffset"],
        [ColumnKind.Flag] = ["bit", "tinyint", "smallint", "int"],
    };

    public static IReadOnlyList<SharedColumn> Columns { get; } =
    [
        new("Assignment", "Id", ColumnKind.Number),
        new("Assignment", "CampaignId", ColumnKind.Number),
        new("Assignment", "Code", ColumnKind.Text),
        new("Assignment", "Title", ColumnKind.Text),
        new("Assignment", "Target", ColumnKind.Text),
        new("Assignment", "TargetUnit", ColumnKind.Text),
        new("Assignment", "DueOn", ColumnKind.Day),
        new("Assignment", "Note", ColumnKind.Text),
        new("Assignment", "IsActive", ColumnKind.Flag),
        new("AssignmentUnit", "AssignmentId", ColumnKind.Number),
        new("AssignmentUnit", "UnitId", ColumnKind.Number),
        new("AssignmentUnit", "Part", ColumnKind.Text),
        new("AssignmentUnit", "Progress", ColumnKind.Text),
        new("AssignmentUnit", "ProgressAt", ColumnKind.Instant),
        new("AssignmentUnit", "CompletedAt", ColumnKind.Instant),
        new("WeeklySubmission", "UnitId", ColumnKind.Number),
        new("WeeklySubmission", "Week", ColumnKind.Text),
        new("WeeklySubmission", "SubmittedAt", ColumnKind.Instant),
        new("WeeklySubmission", "Assignments", ColumnKind.Text),
        new("WeeklySubmission", "Results", ColumnKind.Text),
        new("WeeklySubmission", "Difficulties", ColumnKind.Text),
        new("WeeklySubmission", "Proposals", ColumnKind.Text),
        new("WeeklySubmission", "NextWeek", ColumnKind.Text),
        new("SubmissionExemption", "UnitId", ColumnKind.Number),
        new("SubmissionExemption", "Week", ColumnKind.Text),
        new("SubmissionExemption", "Reason", ColumnKind.Text),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Columns.Select(column => column.Table).Distinct()];

    /// <summary>The shared tables that are views in this database.</summary>
    public static async Task<IReadOnlyList<string>> ViewsAsync(DatabaseSession session, CancellationToken token)
    {
        var tables = await session.QueryAsync<TableThere>("storage/tables", null, token);
        var views = tables.Where(table => table.IsView).Select(table => table.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // In the spelling of Columns: some servers keep a view's name in lower case.
        return [.. Names.Where(views.Contains)];
    }

    /// <summary>What keeps the statements from reading the shared tables correctly; empty for nothing.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(DatabaseSession session, CancellationToken token)
    {
        var views = await ViewsAsync(session, token);
        var faults = Faults(await session.QueryAsync<ColumnThere>("storage/shared-columns", null, token), views, session.Dialect).ToList();
        // The service's own tables keep wrong values out by constraints, and the values of a missing column cannot be read.
        if (faults.Count == 0 && views.Count > 0)
        {
            faults.AddRange((await session.QueryAsync<OddValue>("storage/odd-values", null, token))
                .Select(odd => $"{KindOf(odd.TableName, views)} {odd.TableName}: "
                    + $"{odd.ColumnName} = '{odd.Example}' should be {odd.Wanted}"));
        }

        return faults;
    }

    internal static IEnumerable<string> Faults(IReadOnlyList<ColumnThere> there, IReadOnlyList<string> views, Dialect dialect)
    {
        foreach (var table in Columns.GroupBy(column => column.Table))
        {
            var columns = there.Where(column => column.TableName.Equals(table.Key, StringComparison.OrdinalIgnoreCase))
                .ToDictionary(column => column.Name, column => column.Type, StringComparer.OrdinalIgnoreCase);
            if (columns.Count == 0)
            {
                yield return $"there is no table or view {table.Key}, or this login may not read it";
                continue;
            }

            foreach (var column in table)
            {
                if (!columns.TryGetValue(column.Name, out var type))
                {
                    yield return $"{KindOf(table.Key, views)} {table.Key} lacks the column {column.Name} ({Says(column.Kind)})";
                }
                else if (dialect == Dialect.SqlServer && !Types[column.Kind].Contains(type, StringComparer.OrdinalIgnoreCase))
                {
                    yield return $"{KindOf(table.Key, views)} {table.Key} has the column {column.Name} as {type}, "
                        + $"which should be {Types[column.Kind][0]} ({Says(column.Kind)})";
                }
            }
        }
    }

    private static string KindOf(string table, IReadOnlyList<string> views) =>
        views.Contains(table) ? "view" : "table";

    private static string Says(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "whole number",
        ColumnKind.Text => "text",
        ColumnKind.Day => "day",
        ColumnKind.Instant => "instant, UTC",
        _ => "0 or 1",
    };

    private sealed record OddValue
    {
        public string TableName { get; init; } = "";

        public string ColumnName { get; init; } = "";

        public string Example { get; init; } = "";

        public string Wanted { get; init; } = "";
    }
}

internal enum ColumnKind
{
    Number,
    Text,
    Day,
    Instant,
    Flag,
}

internal sealed record SharedColumn(string Table, string Name, ColumnKind Kind);

/// <summary>A table or view of the database.</summary>
internal sealed record TableThere
{
    public string Name { get; init; } = "";

    public bool IsView { get; init; }
}

/// <summary>A column as the database describes it.</summary>
internal sealed record ColumnThere
{
    public string TableName { get; init; } = "";

    public string Name { get; init; } = "";

    public string Type { get; init; } = "";
}
