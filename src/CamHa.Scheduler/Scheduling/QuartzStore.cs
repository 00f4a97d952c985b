using Microsoft.Data.SqlClient;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Where Quartz keeps what fires when: in memory, or for a cluster in tables of its own beside the service's. They are
/// made by <c>camha init</c> and only looked at here, so that the service's login needs no right to make tables.
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
            // Each start is a node of its own name.
            store.UseClustering();
            store.ConfigureStore(options =>
            {
                options.TablePrefix = TablePrefix;
                options.SchemaProvisioning = SchemaProvisioning.Validate;
            });
        });
    }
}
