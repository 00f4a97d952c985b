using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class PickupTransportTests : IDisposable
{
    private static readonly byte[] Mime = Encoding.UTF8.GetBytes(
        "Date: Thu, 16 Jun 2022 07:30:00 +0700\r\nMessage-Id: <../../etc/passwd@x>\r\n\r\nx\r\n");
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    private string Mails => Path.Combine(_folder, "mail");

    [Fact]
    public async Task A_mail_sent_again_is_the_same_file()
    {
        await SendAsync();
        var delivery = await SendAsync();
        var file = Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        // Date and a hash: no text from outside becomes part of a path.
        Assert.Matches("^20220616-073000-[0-9a-f]{12}\\.eml$", delivery.Reply);
        Assert.StartsWith(
            "X-Sender: a@camha.example\r\nX-Receiver: b@camha.example\r\n",
            await File.ReadAllTextAsync(file, Service.Token),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_goes_away_costs_no_mail_and_leaves_nothing_half_written()
    {
        await SendAsync();
        Directory.Delete(Mails, recursive: true);
        var gone = await Assert.ThrowsAsync<TransportUnavailableException>(
            () => ((IMailSession)Transport()).SendAsync(Mime, "a@camha.example", "b@camha.example", Service.Token));
        Assert.StartsWith($"Mail:PickupFolder = '{Mails}' cannot be written: ", gone.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Free some space, or give the service's account the right to write there, or name another folder.",
            gone.Message,
            StringComparison.Ordinal);
        await SendAsync();
        Assert.Single(Directory.GetFiles(Mails));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Delivery> SendAsync()
    {
        await using var session = await Transport().OpenAsync(Service.Token);
        return await session.SendAsync(Mime, "a@camha.example", "b@camha.example", Service.Token);
    }

    private PickupTransport Transport() => new(Options.Create(new MailOptions { PickupFolder = Mails }));
}
