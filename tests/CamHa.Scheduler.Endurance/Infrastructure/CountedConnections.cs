using System.Data;
using System.Data.Common;
using Npgsql;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>Connections to a server, counted from when they are made until they are closed.</summary>
internal sealed class CountedConnections : DbProviderFactory
{
    private static readonly NpgsqlFactory Factory = NpgsqlFactory.Instance;
    private int _open;

    public bool AreOpen => Volatile.Read(ref _open) > 0;

    public override DbConnection CreateConnection()
    {
        var connection = Factory.CreateConnection();
        Interlocked.Increment(ref _open);
        connection.StateChange += (_, change) => Interlocked.Add(ref _open, change.CurrentState == ConnectionState.Closed ? -1 : 0);
        return connection;
    }

    public override DbCommand CreateCommand() => Factory.CreateCommand();

    public override DbParameter CreateParameter() => Factory.CreateParameter();

    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => Factory.CreateConnectionStringBuilder();
}
