using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>Works with an SQLite database as a file: connections are not pooled, because a pool keeps the file open.</summary>
internal static class SqliteFile
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;

    /// <summary>Endings of the files that may lie beside a database and belong to it.</summary>
    public static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>The paths of a database and of the files that may lie beside it, whether they exist or not.</summary>
    public static IEnumerable<string> WithCompanions(string path) => [path, .. Companions.Select(suffix => path + suffix)];

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 3 };
        var connection = new SqliteConnection(builder.ToString());
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

    /// <summary>One column of a query's rows, as text.</summary>
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

    /// <summary>The path itself, or the first numbered one (<c>name-2.db</c>) that no file has.</summary>
    public static string Unused(string path)
    {
        var unused = path;
        var (folder, name, extension) = (Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
        for (var number = 2; File.Exists(unused); number++)
            unused = Path.Combine(folder, $"{name}-{number}{extension}");
        return unused;
    }
}
