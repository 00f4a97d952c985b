using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Keeps one connection open for as long as the service runs, so that <c>camha restore</c> sees that the file is used also
/// in a moment in which the service asks nothing of it.
/// </summary>
internal sealed class DatabaseInUse(Database database) : IHostedService, IAsyncDisposable
{
    private Session? _session;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect != Dialect.Sqlite)
            return;
        _session = await database.OpenAsync(cancellationToken);
        try
        {
            // SQLite locks a file when it is first read.
            await _session.ScalarAsync<long>("storage/has-journal", null, cancellationToken);
        }
        catch (DbException e) when (database.IsTransient(e))
        {
            // Locked by somebody else: the service waits for it, and this connection serves as well when it is let go.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        _session = null;
    }
}
