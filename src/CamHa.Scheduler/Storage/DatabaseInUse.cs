using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Keeps one connection open while the service runs, so that <c>camha restore</c> finds the file in use even when the
/// service happens to be idle.
/// </summary>
public sealed class DatabaseInUse(Database database) : IAsyncDisposable
{
    private DatabaseSession? _session;

    public async Task HoldAsync(CancellationToken token)
    {
        if (database.IsHeld)
            return;
        if (database.Dialect != Dialect.Sqlite)
        {
            database.Hold(null);
            return;
        }

        var session = await database.OpenAsync(token);
        try
        {
            // A file copied into its place may be in another mode, in which an idle connection holds no lock that others see.
            SqliteFile.Execute((SqliteConnection)session.Connection, "PRAGMA journal_mode = WAL;");
            // SQLite locks the file at the first read, not when it is opened.
            await session.ScalarAsync<long>("storage/has-journal", null, token);
            _session = session;
            database.Hold(session.Connection);
        }
        finally
        {
            if (_session is null)
                await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is null)
            return;
        database.Hold(null);
        await _session.DisposeAsync();
        _session = null;
    }
}
