using Microsoft.Data.SqlClient;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Stores Quartz's triggers for a cluster in tables beside the service's own; without a cluster they are in memory. The
/// tables are created by <c>camha init</c> and only checked here, so the service's login needs no right to create tables.
/// </summary>
internal static class QuartzStore
{
    public const string TablePrefix = "quartz.QRTZ_";

    public static void UseCluster(this IQuartzBuilder quartz, string connectionString)
    {
        quartz.UsePersistentStore(store =>
        {
            store.UseSqlServer(SqlClientFactory.Instance, connectionString);
            store.UseSystemTextJsonSerializer();
            // Quartz gives each process a name of its own, so that a restarted node is not taken for the dead one.
            store.UseClustering();
            store.ConfigureStore(options =>
            {
                options.TablePrefix = TablePrefix;
                options.SchemaProvisioning = SchemaProvisioning.Validate;
            });
        });
    }
}
