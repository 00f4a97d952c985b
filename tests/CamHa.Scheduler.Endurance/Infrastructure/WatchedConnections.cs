using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Npgsql;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>Connections to a server that know whether one of them is in use.</summary>
internal sealed class WatchedConnections : DbProviderFactory
{
    private static readonly NpgsqlFactory Factory = NpgsqlFactory.Instance;
    private readonly ConcurrentBag<DbConnection> _made = [];

    public bool AreOpen => _made.Any(connection => connection.State is not (ConnectionState.Closed or ConnectionState.Broken));

    public override DbConnection CreateConnection()
    {
        var connection = Factory.CreateConnection();
        _made.Add(connection);
        return connection;
    }

    public override DbCommand CreateCommand() => Factory.CreateCommand();

    public override DbParameter CreateParameter() => Factory.CreateParameter();

    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => Factory.CreateConnectionStringBuilder();
}
