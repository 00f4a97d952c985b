using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// The SQL Server errors that pass by themselves. Sources: "Troubleshoot transient connection errors" of Azure SQL, the
/// lists in Microsoft.Data.SqlClient's configurable retry logic and Entity Framework Core, and the server's own messages
/// (<c>sys.messages</c>) for a database that is starting or moving. Any other error is permanent: a wrong login (18456) or
/// an unknown database (4060, 911) must be reported, not waited out.
/// </summary>
public static class SqlServerFaults
{
    private static readonly HashSet<int> Away =
    [
        // The network or the server's process went away or did not answer in time. Windows uses its own numbers here: a
        // stopped named instance is -1 (its port is unknown) or 2, a refused connection 1225.
        -1, 2, 40,
        20, 53, 59, 64, 121, 233, // the connection broke at or before the login
        1225, 1231, // refused; the network cannot be reached
        10050, 10051, 10053, 10054, 10060, 10061, 10065, // the network is down, unreachable; aborted, reset, timed out, refused; no route
        11001, 11002, // the name cannot be resolved, perhaps because the resolver is away
        17142, 17143, // the instance is paused
        18401, // the instance is upgrading its own scripts after a start
        6005, // a shutdown is in progress

        // The database is starting, being restored, or moving to another replica.
        921, 922, 923, 927, 942, 952,
        976, 978, 979, 982, 983, // this replica does not serve it now
        3906, // read-only, as after a failover until clients are routed to the new primary
        40613, // not currently available
        40143, 40166, 40540, // a part of it is not available

        // The server is overloaded.
        10928, 10929, 10936, 40501, 40549, 40550, 40551, 40552, 40553, 49918, 49919, 49920, // Azure's limits
        40197, // the service met an error and is moving
        4221, 42108, 42109, // a replica or a paused pool that is not awake yet
    ];

    // One statement failed; the server is there. A connection's time-out is -2 or 258 too.
    private static readonly HashSet<int> Busy =
    [
        -2, 258, // no answer in time
        701, // no memory for this query
        1204, // no locks
        8645, 8651, 8628, // no memory grant, no time for a plan
    ];

    // Another writer was first: a deadlock, a lock wait that timed out, an outdated snapshot, or a table changed meanwhile.
    // The transaction is undone.
    private static readonly HashSet<int> Contended = [1205, 1222, 3960, 3961, 41301, 41302, 41305, 41325, 41839];

    // The server cannot read the database's files, or reads something else than was written.
    private static readonly HashSet<int> Damage = [605, 823, 824];

    // There is no database of this name any more.
    private static readonly HashSet<int> Gone = [911, 4060];

    public static bool IsTransient(int number) => Away.Contains(number) || Busy.Contains(number) || Contended.Contains(number);

    /// <summary>Whether the error means that the server or the database cannot be reached.</summary>
    public static bool IsAway(int number) => Away.Contains(number);

    // The server reports an unavailable database with 4060 too; the error beside it decides.
    internal static bool IsTransient(SqlException failure) => Any(failure, IsTransient) || IsBrokenConnection(failure);

    internal static bool IsAway(SqlException failure) => Any(failure, IsAway) || IsBrokenConnection(failure);

    internal static bool IsContended(SqlException failure) => Any(failure, Contended.Contains);

    internal static bool IsDamage(SqlException failure) => Any(failure, Damage.Contains);

    internal static bool IsGone(SqlException failure) => Any(failure, Gone.Contains);

    internal static bool LacksTable(SqlException failure) => Any(failure, number => number == 208);

    private static bool Any(SqlException failure, Func<int, bool> matches) =>
        failure.Errors.Cast<SqlError>().Any(error => matches(error.Number));

    // Outside Windows the driver gives network errors no numbers. A refused certificate stays refused.
    private static bool IsBrokenConnection(SqlException failure) =>
        failure is { Number: 0, Class: >= 20 } && failure.InnerException is not AuthenticationException;
}
