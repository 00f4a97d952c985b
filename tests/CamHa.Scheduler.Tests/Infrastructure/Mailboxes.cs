using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>What has arrived, read over IMAP: one login has every mailbox as a folder.</summary>
internal static partial class Mailboxes
{
    public const string Reader = "reader";

    private static readonly string[] Added = ["Return-Path", "X-Original-To", "Delivered-To", "Received"];

    public static async Task<IReadOnlyList<Arrived>> ReadAsync(int port, string domain, CancellationToken token)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, token);
        await client.AuthenticateAsync(Reader, Reader, token);
        var arrived = new List<Arrived>();
        foreach (var folder in await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: token))
        {
            await folder.OpenAsync(FolderAccess.ReadOnly, token);
            for (var index = 0; index < folder.Count; index++)
            {
                await using var stream = await folder.GetStreamAsync(index, "", token);
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes, token);
                arrived.Add(new($"{folder.FullName}@{domain}", WithoutAdded(bytes.ToArray())));
            }
        }

        await client.DisconnectAsync(quit: true, token);
        return arrived;
    }

    // Servers put their headers in front; anything else they changed shows as a difference.
    private static byte[] WithoutAdded(byte[] mail)
    {
        var text = Encoding.Latin1.GetString(mail);
        while (Array.Exists(Added, name => text.StartsWith(name + ":", StringComparison.Ordinal)))
            text = HeaderEnd().Split(text, 2)[1];
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex(@"\r\n(?![ \t])")]
    private static partial Regex HeaderEnd();
}

/// <summary>A mail as it lies in a mailbox, without the headers that servers add on the way.</summary>
public sealed record Arrived(string Mailbox, byte[] Bytes)
{
    public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Bytes));
}
