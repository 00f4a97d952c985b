using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Keeps one connection open for as long as the service runs, so that <c>camha restore</c> sees that the file is used also
/// in a moment in which the service asks nothing of it.
/// </summary>
public sealed class DatabaseInUse(Database database) : IAsyncDisposable
{
    private DatabaseSession? _session;

    public async Task HoldAsync(CancellationToken token)
    {
        if (database.Dialect != Dialect.Sqlite || _session is not null)
            return;
        var session = await database.OpenAsync(token);
        try
        {
            // A file copied into its place may be in another mode, in which nobody sees an idle connection's lock.
            SqliteFile.Execute((SqliteConnection)session.Connection, "PRAGMA journal_mode = WAL;");
            // SQLite locks a file when it is first read.
            await session.ScalarAsync<long>("storage/has-journal", null, token);
            _session = session;
        }
        finally
        {
            if (_session is null)
                await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        _session = null;
    }
}
