using System.Data.Common;
using System.Runtime.CompilerServices;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>What the doctor checks of a database whose schema is up to date.</summary>
internal static class DatabaseCheck
{
    public static async IAsyncEnumerable<Finding> ExamineAsync(Database database, [EnumeratorCancellation] CancellationToken token)
    {
        yield return await TablesAsync(database, token);
        if (database is not SqlServerDatabase server)
            yield break;
        foreach (var finding in await ServerAsync(server, token))
            yield return finding;
    }

    private static async Task<Finding> TablesAsync(Database database, CancellationToken token)
    {
        try
        {
            await using var session = await database.OpenAsync(token);
            var faults = await SharedTables.FaultsAsync(session, token);
            if (faults.Count > 0)
            {
                return new(
                    "tables",
                    false,
                    $"{string.Join("; ", faults)}. sql/README.md shows what a view over another program's tables must give.")
                {
                    InVietnamese = "bảng của phần mềm khác chưa đúng dạng; người cài đặt xem sql/README.md; "
                        + $"chi tiết: {string.Join("; ", faults)}",
                };
            }

            var views = await SharedTables.ViewsAsync(session, token);
            var list = string.Join(", ", views);
            return views.Count == 0
                ? new("tables", true, "all of them the service's own") { InVietnamese = "đều của phần mềm này" }
                : new("tables", true, $"another program's, seen through views: {list}")
                {
                    InVietnamese = $"đọc của phần mềm khác: {list}",
                };
        }
        catch (DbException e)
        {
            return new("tables", false, StorageFaults.Says(e))
            {
                InVietnamese = $"không đọc được dữ liệu. {StorageFaults.InVietnamese(e)}",
            };
        }
    }

    private static async Task<IReadOnlyList<Finding>> ServerAsync(SqlServerDatabase server, CancellationToken token)
    {
        await using var session = await server.OpenAsync(token);
        try
        {
            return await server.PropertiesAsync(session.Connection, token) is { } properties ? [.. Of(properties, server.Name)] : [];
        }
        catch (DbException e)
        {
            // A warning only: other servers that speak this protocol may not have these properties, and mails leave all the same.
            return [new("server", true, $"does not tell its properties: {e.Message}", IsWarning: true)];
        }
    }

    internal static IEnumerable<Finding> Of(SqlServerProperties properties, string database)
    {
        yield return new(
            "server",
            true,
            $"collation {properties.Collation}, compatibility level {properties.CompatibilityLevel}, "
            + $"snapshot reads {(properties.AllowsSnapshot ? "on" : "off")}");
        if (properties.Fault(database) is { } fault)
            yield return new("server", false, fault);
        foreach (var warning in properties.Warnings(database))
            yield return new("server", true, warning, IsWarning: true);
    }
}
