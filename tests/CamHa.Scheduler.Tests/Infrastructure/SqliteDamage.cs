namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>What a failing disk does to a database: its header stands, half of its pages do not.</summary>
internal static class SqliteDamage
{
    public static void Do(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = file.Length / 2 / 4096 * 4096;
        file.Write(new byte[file.Length - file.Position]);
    }
}
