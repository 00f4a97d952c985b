using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// This year's and the next one's, for what asks the machine's own clock: the demo's calendar ends with 2026, and the doctor
/// says so.
/// </summary>
internal static class DaysOff
{
    public static void Add(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            WITH RECURSIVE Days (N) AS (SELECT 0 UNION ALL SELECT N + 1 FROM Days WHERE N < 21)
            INSERT OR IGNORE INTO CalendarDay (Day, Kind)
            SELECT date('now', 'start of year', (N / 11) || ' years', (N % 11) || ' days'), 'Off' FROM Days;
            """;
        command.ExecuteNonQuery();
    }
}
