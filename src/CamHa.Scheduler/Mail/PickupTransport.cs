using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Writes each mail as an <c>.eml</c> file, for another program to send or a person to read. The file name derives from the
/// mail's date and Message-ID, so writing a mail in doubt again replaces the same file.
/// </summary>
public sealed class PickupTransport(IOptions<MailOptions> options) : IMailTransport, IMailSession
{
    private readonly string _folder = Path.GetFullPath(options.Value.PickupFolder);

    public Bilingual Description => new($"thư mục {_folder}", $"pickup folder {_folder}");

    /// <summary>One: a single writer keeps the disk busy.</summary>
    public int Sessions => 1;

    public bool Replaces => true;

    public bool IsOpen => true;

    public Task<IMailSession> OpenAsync(CancellationToken token)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            return Task.FromResult<IMailSession>(this);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <exception cref="TransportUnavailableException">The folder cannot be written.</exception>
    public async Task EnsureWritableAsync(CancellationToken token)
    {
        await OpenAsync(token);
        var probe = Path.Combine(_folder, ".camha.tmp");
        try
        {
            await File.WriteAllTextAsync(probe, "", token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
        finally
        {
            WholeFile.Discard(probe);
        }
    }

    public async Task<Delivery> SendAsync(byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token)
    {
        await mayBeGiven();
        var name = NameOf(mime);
        try
        {
            // Synchronous on purpose: handing so small a write to another thread costs more than the write.
            WholeFile.Write(Path.Combine(_folder, name), options.Value.DurableFiles, Envelope(from, recipient), mime);
            return new(DeliveryOutcome.Delivered, "FILE", null, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The headers that mail servers read in a pickup folder. To lists every recipient, and this copy is for one.
    private static byte[] Envelope(string from, string recipient) =>
        Encoding.UTF8.GetBytes($"X-Sender: {from}\r\nX-Receiver: {recipient}\r\n");

    private static string NameOf(byte[] mime)
    {
        using var stream = new MemoryStream(mime, writable: false);
        var headers = HeaderList.Load(stream);
        _ = MimeKit.Utils.DateUtils.TryParse(headers[HeaderId.Date] ?? "", out var date);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(headers[HeaderId.MessageId] ?? ""));
        return string.Create(
            CultureInfo.InvariantCulture, $"{date:yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}.eml");
    }

    private TransportUnavailableException Unavailable(Exception cause) => new(
        $"Mail:PickupFolder = '{_folder}' cannot be written: {cause.Message.TrimEnd('.')}. " +
        "Free some space, or give the service's account the right to write there, or name another folder.",
        cause);
}
