using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>A list that comes with the program: a row a line, its fields parted by tabs.</summary>
internal static class WordList
{
    /// <param name="name">The file's name.</param>
    public static IEnumerable<string[]> Rows(string name) => Resource.ReadText($"inbox/{name}")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.TrimEnd('\r'))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('\t'));
}
