using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>Works with an SQLite database as a file: connections are not pooled, because a pool keeps the file open.</summary>
internal static class SqliteFile
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;
    public const int ReadOnly = 8;

    /// <summary>SQLITE_READONLY_DBMOVED.</summary>
    public const int Moved = 1032;

    // SQLITE_FCNTL_HAS_MOVED.
    private const int HasMoved = 20;

    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Endings of the files that may lie beside a database and belong to it.</summary>
    public static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>The paths of a database and of the files that may lie beside it, whether they exist or not.</summary>
    public static IEnumerable<string> WithCompanions(string path) => [path, .. Companions.Select(suffix => path + suffix)];

    /// <summary>The size of a file, of what a link leads to; 0 where there is none, and for a pipe or a device.</summary>
    public static long Size(string path)
    {
        var file = new FileInfo(path);
        return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)) is FileInfo { Exists: true } real
            ? real.Length
            : 0;
    }

    /// <summary>
    /// Whether the file that a connection has open is no longer the one under its path. SQLite compares the two itself: opening
    /// the file a second time here would give up, on closing it, every lock that this process has on it.
    /// </summary>
    public static bool IsMoved(SqliteConnection connection)
    {
        // A connection that is being closed has no handle any more.
        if (OperatingSystem.IsWindows() || connection.Handle is not { IsInvalid: false, IsClosed: false } handle)
            return false;
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            return Control(handle.DangerousGetHandle(), 0, HasMoved, out var moved) == 0 && moved != 0;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (isHeld)
                handle.DangerousRelease();
        }
    }

    /// <summary>Makes an empty file that only its owner may read; SQLite gives the files beside it the same rights.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersAlone;
        new FileStream(path, options).Dispose();
    }

    /// <summary>
    /// Takes a database that everybody on the machine may read, as earlier versions made it, from everybody but its owner. Rights
    /// given to a group are somebody's decision and stay; so does a file of another account.
    /// </summary>
    public static void CloseToOthers(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in WithCompanions(path).Where(File.Exists))
        {
            try
            {
                if ((File.GetUnixFileMode(file) & Others) != 0)
                    File.SetUnixFileMode(file, OwnersAlone);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                // Not this account's, or just gone.
            }
        }
    }

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

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Control(nint database, nint name, int operation, out int answer);
}
