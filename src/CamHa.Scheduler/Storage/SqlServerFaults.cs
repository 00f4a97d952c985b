using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Which of SQL Server's errors pass by themselves. From "Troubleshoot transient connection errors" of Azure SQL, the
/// lists of Microsoft.Data.SqlClient's configurable retry logic and of Entity Framework Core, and the server's own
/// messages (<c>sys.messages</c>) for a database that is starting or moving. What is not in the table is permanent: a
/// wrong login (18456) or an unknown database (4060, 911) must be told and not waited for.
/// </summary>
public static class SqlServerFaults
{
    private static readonly HashSet<int> Passing =
    [
        // The network, or the server's process, went away or did not answer in time.
        -2, // the client's time-out, for a connection or a statement
        20, 53, 64, 121, 233, // the connection broke at or before the login
        258, // a wait ran out
        10053, 10054, 10060, 10061, // aborted, reset, timed out, refused
        11001, 11002, // the name cannot be resolved; so says also a resolver that is away
        17142, 17143, // the instance is paused
        18401, // the instance is upgrading its own scripts after a start
        6005, // a shutdown is in progress

        // The database is starting, being restored, or on its way to another replica.
        921, 922, 923, 927, 942, 952,
        976, 978, 979, 982, 983, // this replica does not serve it now
        3906, // read-only, as after a failover until the routing follows
        40613, // not currently available
        40143, 40166, 40540, // the same of a part of it

        // The server has too much to do.
        701, // no memory for this query
        1204, // no locks
        8645, 8651, 8628, // no memory grant, no time for a plan
        10928, 10929, 10936, 40501, 40549, 40550, 40551, 40552, 40553, 49918, 49919, 49920, // Azure's limits
        40197, // the service has met an error and is moving
        4221, 42108, 42109, // a replica or a paused pool that is not awake yet

        // Somebody else was first: a deadlock, a lock that was waited for too long, a snapshot that is out
        // of date, or a table that was changed under it.
        1205, 1222, 3960, 3961, 41301, 41302, 41305, 41325, 41839,
    ];

    public static bool IsTransient(int number) => Passing.Contains(number);

    // An unavailable database is told with 4060 as well; the reason beside it decides.
    internal static bool IsTransient(SqlException failure) =>
        failure.Errors.Cast<SqlError>().Any(error => IsTransient(error.Number)) || IsBrokenConnection(failure);

    // Beside Windows the driver knows no numbers for what the network does. A certificate that is refused stays refused.
    private static bool IsBrokenConnection(SqlException failure) =>
        failure is { Number: 0, Class: >= 20 } && failure.InnerException is not AuthenticationException;
}
