using System.Data.Common;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Writes to the database why nothing is sent from this machine, for <c>status</c> and the page to show. A fault that cannot be
/// written stops nothing: the mails matter more.
/// </summary>
public sealed partial class FaultDisplay(OutboxStore store, IMailTransport transport, CircuitBreaker circuit, ILogger<FaultDisplay> logger)
{
    private TransportFault? _shown;

    internal async Task ShowAsync()
    {
        var fault = circuit.Fault;
        if (fault == _shown)
            return;
        try
        {
            await store.ShowFaultAsync(transport.Description.English, fault);
            _shown = fault;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            Log.Unshown(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(306, LogLevel.Warning, "The state of the mail server could not be written for 'status' to show")]
        public static partial void Unshown(ILogger logger, Exception exception);
    }
}
