using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>What to do about an error of SQL Server, by its number. The table in sql/README.md says the same.</summary>
internal static class SqlServerRemedies
{
    private const string Server =
        "Check the server's name and port in Storage:ConnectionString, that SQL Server runs and listens on TCP, and the firewall between; "
        + "a named instance needs SQL Server Browser or its port";

    private const string Certificate =
        "This machine does not trust the server's certificate, or it is for another name: "
        + "install one from an authority known here, and name the server as the certificate does";

    private const string Grants =
        "This login lacks a right: let the DBA run sql/roles/service.sqlserver.sql and add the user to camha_service; "
        + "to create or upgrade the schema, let the DBA run sql/roles/installer.sqlserver.sql "
        + "and run 'camha init' with a login in camha_installer";

    private const string Missing =
        "A table or column is not as this program needs it, as happens when a view over another program's tables no longer fits: "
        + "'camha doctor' names what is missing";

    private const string Space =
        "Free some space where the database lies, or let it grow, and back up its log";

    private const string Away =
        "The database is offline, starting or being restored: wait, or let the DBA bring it online";

    private const string Snapshot =
        "Snapshots are off in a database that a view reads, or were turned off in this one: "
        + "ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON there; after OFF here, start the service again";

    private const string Versions =
        "tempdb has no room for the rows' earlier versions, which snapshot reads need: "
        + "let it grow, and end what has been reading for hours";

    private const string Slow =
        "The server did not answer in time: look for a statement that blocks others, and for an overloaded server; "
        + "where reports and people who type wait for each other, run sql/roles/snapshot.sqlserver.sql";

    private static readonly Dictionary<int, string> Table = new()
    {
        [53] = Server,
        [2] = Server,
        [40] = Server,
        [64] = Server,
        [121] = Server,
        [233] = Server,
        [1225] = Server,
        [10053] = Server,
        [10054] = Server,
        [10060] = Server,
        [10061] = Server,
        [11001] = Server,
        [11002] = Server,

        // Windows' errors about a certificate: untrusted root, wrong name, expired, unknown, malformed, no common algorithm.
        [-2146893019] = Certificate,
        [-2146893022] = Certificate,
        [-2146893016] = Certificate,
        [-2146893017] = Certificate,
        [-2146893018] = Certificate,
        [-2146893048] = Certificate,
        [-2146893007] = Certificate,

        [18456] = "Check user and password in Storage:ConnectionString, and that the login exists and may connect; "
            + "with Integrated Security it is the account the service runs as",
        [18452] = "The server does not know this Windows account: run the service as one of its domain, or use a SQL login",
        [18470] = "The login is disabled: let the DBA enable it",
        [18486] = "The login is locked: let the DBA unlock it",
        [18487] = "The login's password has expired: let the DBA set a new one, and write it into Storage:ConnectionString",
        [18488] = "The login's password must be changed: let the DBA set a new one, and write it into Storage:ConnectionString",

        [4060] = "Check Database in Storage:ConnectionString: it must exist, and the login needs a user in it (sql/README.md)",
        [911] = "Check Database in Storage:ConnectionString: there is none of that name; create it with CREATE DATABASE",
        [916] = Grants,
        [229] = Grants,
        [230] = Grants,
        [262] = Grants,
        [297] = Grants,
        [300] = Grants,

        [219] = "A type of this name is there already, made by hand or left over: DROP TYPE it, then run 'camha init' again",
        [2715] = "A row type is missing, which a script of this program's schema makes: run 'camha init' with a login in camha_installer",
        [207] = Missing,
        [208] = Missing,
        [4413] = Missing,

        [9002] = "The transaction log is full: back it up, or let it grow",
        [1101] = Space,
        [1105] = Space,
        [823] = "The server cannot read or write its own files: let the DBA look at the disk and run DBCC CHECKDB",
        [605] = "The database is damaged: let the DBA run DBCC CHECKDB and restore the last good backup",
        [824] = "The database is damaged: let the DBA run DBCC CHECKDB and restore the last good backup",

        [924] = "The database is in single-user mode and somebody else is in it: ALTER DATABASE … SET MULTI_USER",
        [922] = Away,
        [927] = Away,
        [942] = Away,
        [3906] = "The database is read-only: ALTER DATABASE … SET READ_WRITE, or name the replica that takes writes",
        [3951] = Snapshot,
        [3952] = Snapshot,
        [3958] = Versions,
        [3966] = Versions,
        [3967] = Versions,
        [976] = "This replica serves nobody: name the availability group's listener as the server",
        [978] = "This replica takes no writes: name the availability group's listener as the server",

        [-2] = Slow,
        [258] = Slow,
        [1205] = "Two writers were in each other's way; the next run makes up for it",
        [3960] = "Somebody changed the same in the meantime; the next run makes up for it",
        [3961] = "A table was changed while it was read; the next run makes up for it",
    };

    public static IReadOnlyCollection<int> Numbers => Table.Keys;

    /// <returns>Null where no remedy is known.</returns>
    public static string? For(int number) => Table.GetValueOrDefault(number);

    /// <summary>The remedy of the first error that has one: the server reports an unknown database together with a failed login.</summary>
    public static string? For(SqlException failure) =>
        failure.Errors.Cast<SqlError>().Select(error => For(error.Number)).FirstOrDefault(remedy => remedy is not null)
        // Outside Windows the driver gives network errors no numbers.
        ?? Beneath(failure);

    private static string? Beneath(Exception? failure) => failure switch
    {
        null => null,
        AuthenticationException => Certificate,
        SocketException => Server,
        { Message: var said } when said.Contains("certificate", StringComparison.OrdinalIgnoreCase) => Certificate,
        _ => Beneath(failure.InnerException),
    };
}
