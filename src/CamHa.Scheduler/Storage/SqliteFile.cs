using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>An SQLite file as a file: opened once, without a pool that would hold on to it.</summary>
internal static class SqliteFile
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;

    /// <summary>What may lie beside a database and belongs to it.</summary>
    public static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 3 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>One column of the answer, as text.</summary>
    public static List<string> Rows(SqliteConnection connection, string question, int column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
        return rows;
    }

    /// <summary>The name itself, or the first of its kind (<c>name-2.db</c>) that no file has.</summary>
    public static string Unused(string path)
    {
        var free = path;
        for (var number = 2; File.Exists(free); number++)
            free = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
        return free;
    }
}
