using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>The plan of 2022 as a folder of the clerk's, before anything was reported.</summary>
internal static class PlanOfTheClerk
{
    /// <param name="folder">Is made.</param>
    /// <param name="year">The year of its dates.</param>
    public static void Write(string folder, string year = "2022")
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "sql/demo"), "*.csv"))
        {
            var name = Path.GetFileName(file);
            if (name == "submissions.csv" || (year != "2022" && name == "calendar.csv"))
                continue;
            var content = File.ReadAllText(file).Replace("2022-", $"{year}-", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, name), content);
        }
    }
}
