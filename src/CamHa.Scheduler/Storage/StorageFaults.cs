using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>A database's errors together with what the operator can do about them.</summary>
internal static class StorageFaults
{
    // A guess would send people to look at the wrong thing.
    private const string UsualRemedy = "Give this message to whoever looks after the service";
    private const string UsualRemedyOfServer = "Give this message to whoever looks after the SQL Server";

    /// <summary>The failure's message; for a database's error followed by the remedy.</summary>
    public static string Says(Exception failure) => failure switch
    {
        SqlException => $"{failure.Message.TrimEnd('.')}. {Remedy(failure) ?? UsualRemedyOfServer}.",
        SqliteException => $"{failure.Message.TrimEnd('.')}. {Remedy(failure) ?? UsualRemedy}.",
        _ => failure.Message,
    };

    /// <summary>The same for a clerk, with the failure's own message, which whoever installs the service needs.</summary>
    public static string InVietnamese(Exception failure) => failure switch
    {
        SqliteException fault => $"{SqliteRemedies.For(fault)?.Vietnamese ?? "Báo người cài đặt"}. Chi tiết: {failure.Message}",
        SqlException => $"Báo người quản trị SQL Server. Chi tiết: {Says(failure)}",
        _ => failure.Message,
    };

    /// <returns>Null where none is known.</returns>
    public static string? Remedy(Exception failure) => failure switch
    {
        SqlException fault => SqlServerRemedies.For(fault),
        SqliteException fault => SqliteRemedies.For(fault)?.English,
        _ => null,
    };
}
