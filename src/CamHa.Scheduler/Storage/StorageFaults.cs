using CamHa.Scheduler.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>A database's errors together with what the operator can do about them.</summary>
internal static class StorageFaults
{
    // A guess would send people to look at the wrong thing.
    private static readonly Bilingual UsualRemedy = new("Báo người cài đặt", "Give this message to whoever looks after the service");

    private static readonly Bilingual UsualRemedyOfServer = new(
        "Báo người quản trị SQL Server", "Give this message to whoever looks after the SQL Server");

    /// <summary>The failure's message; for a database's error followed by the remedy.</summary>
    public static string Says(Exception failure) => failure switch
    {
        SqlException => $"{failure.Message.TrimEnd('.')}. {(Remedy(failure) ?? UsualRemedyOfServer).English}.",
        SqliteException => $"{failure.Message.TrimEnd('.')}. {(Remedy(failure) ?? UsualRemedy).English}.",
        _ => failure.Message,
    };

    /// <summary>The same for a clerk, with the failure's own message, which whoever installs the service needs.</summary>
    public static string InVietnamese(Exception failure) => failure switch
    {
        SqlException => $"{(Remedy(failure) ?? UsualRemedyOfServer).Vietnamese}. Chi tiết: {failure.Message}",
        SqliteException => $"{(Remedy(failure) ?? UsualRemedy).Vietnamese}. Chi tiết: {failure.Message}",
        _ => failure.Message,
    };

    /// <returns>Null where none is known.</returns>
    public static Bilingual? Remedy(Exception failure) => failure switch
    {
        SqlException fault => SqlServerRemedies.For(fault),
        SqliteException fault => SqliteRemedies.For(fault),
        _ => null,
    };
}
