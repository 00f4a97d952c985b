using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>What a database says, with what the operator can do about it.</summary>
internal static class StorageFaults
{
    private const string Otherwise = "Free some space where it lies and check that this account may write there";

    /// <summary>The failure's own words; of a database's, with the remedy.</summary>
    public static string Says(Exception failure) => failure switch
    {
        SqlException or SqliteException => $"{failure.Message.TrimEnd('.')}. {Remedy(failure) ?? Otherwise}.",
        _ => failure.Message,
    };

    /// <returns>Null where none is known.</returns>
    public static string? Remedy(Exception failure) => failure switch
    {
        SqlException said => SqlServerRemedies.For(said),
        SqliteException said => SqliteRemedies.For(said),
        _ => null,
    };
}
