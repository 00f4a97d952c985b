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
    private static readonly HashSet<int> Away =
    [
        // The network, or the server's process, went away or did not answer in time. Under Windows these are Windows' own
        // numbers: a named instance that is stopped is -1 (its port cannot be had) or 2, a machine that refuses 1225.
        -1, 2, 40,
        20, 53, 59, 64, 121, 233, // the connection broke at or before the login
        1225, 1231, // refused; the network cannot be reached
        10050, 10051, 10053, 10054, 10060, 10061, 10065, // the network is down, unreachable; aborted, reset, timed out, refused; no route
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
        10928, 10929, 10936, 40501, 40549, 40550, 40551, 40552, 40553, 49918, 49919, 49920, // Azure's limits
        40197, // the service has met an error and is moving
        4221, 42108, 42109, // a replica or a paused pool that is not awake yet
    ];

    // Of one statement; the server is there. For a connection too a time-out is -2 or 258.
    private static readonly HashSet<int> Busy =
    [
        -2, 258, // no answer in time
        701, // no memory for this query
        1204, // no locks
        8645, 8651, 8628, // no memory grant, no time for a plan
    ];

    // Somebody else was first: a deadlock, a lock that was waited for too long, a snapshot that is out of date, or a table
    // that was changed under it. What the transaction had done is undone.
    private static readonly HashSet<int> Contended = [1205, 1222, 3960, 3961, 41301, 41302, 41305, 41325, 41839];

    public static bool IsTransient(int number) => Away.Contains(number) || Busy.Contains(number) || Contended.Contains(number);

    /// <summary>Whether it says that there is no server, or no database, to be had.</summary>
    public static bool IsAway(int number) => Away.Contains(number);

    // An unavailable database is told with 4060 as well; the reason beside it decides.
    internal static bool IsTransient(SqlException failure) => Any(failure, IsTransient) || IsBrokenConnection(failure);

    internal static bool IsAway(SqlException failure) => Any(failure, IsAway) || IsBrokenConnection(failure);

    internal static bool IsContended(SqlException failure) => Any(failure, Contended.Contains);

    private static bool Any(SqlException failure, Func<int, bool> isMeant) => failure.Errors.Cast<SqlError>().Any(error => isMeant(error.Number));

    // Beside Windows the driver knows no numbers for what the network does. A certificate that is refused stays refused.
    private static bool IsBrokenConnection(SqlException failure) =>
        failure is { Number: 0, Class: >= 20 } && failure.InnerException is not AuthenticationException;
}
