using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Accounts;

/// <summary>
/// The file with the code for the first account. It lies beside the database, and only the service's user and an administrator read it;
/// where the database is on a server, there is none, and an administrator asks <c>camha account code</c>.
/// </summary>
public sealed partial class FirstCodeFile(AccountStore accounts, IOptions<StorageOptions> options, ILogger<FirstCodeFile> logger)
{
    private const string Name = "ma-lap-tai-khoan.txt";

    /// <summary>Where it is written; null for nowhere.</summary>
    public string? Place => options.Value.IsSqlServer
        ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Value.File))!, Name);

    /// <summary>Writes it where it is not there yet, or is of another database, or was not written whole.</summary>
    public async Task WriteAsync(CancellationToken token)
    {
        if (Place is not { } place)
            return;
        var text = $"Mã lập tài khoản đầu tiên: {await accounts.FirstCodeAsync(token)}{Environment.NewLine}";
        try
        {
            if (File.Exists(place) && await File.ReadAllTextAsync(place, token) == text)
                return;
            File.Delete(place);
            await using var writer = new StreamWriter(OwnersFile.Create(place));
            await writer.WriteAsync(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The command says it too.
            Log.Unwritten(logger, e, place);
        }
    }

    /// <summary>Takes it away when the account is made.</summary>
    public void Delete()
    {
        try
        {
            if (Place is { } place)
                File.Delete(place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is worth nothing any more.
            Log.Left(logger, e, Place!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(623, LogLevel.Warning, "The code for the first account cannot be written to '{File}'; 'camha account code' says it")]
        public static partial void Unwritten(ILogger logger, Exception exception, string file);

        [LoggerMessage(624, LogLevel.Warning, "'{File}' is not needed any more and cannot be deleted")]
        public static partial void Left(ILogger logger, Exception exception, string file);
    }
}
