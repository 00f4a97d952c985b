using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>An IMAP server on loopback with one mail and no room to move it, which falls silent where it is told to.</summary>
internal sealed class SmallImapServer : IAsyncDisposable
{
    private readonly SmallSmtpServer _lines = new();
    private string _idle = "";

    public SmallImapServer() => _lines.Answer = Answer;

    /// <summary>The whole mail, in ASCII.</summary>
    public string Mail { get; set; } = "From: ban@be.example\r\nSubject: xong\r\nMessage-ID: <1@phone>\r\n\r\nxong\r\n";

    /// <summary>What a command contains to which nothing is ever answered; null for none.</summary>
    public string? SilentAt { get; set; }

    public int Connections => _lines.Count(SmallSmtpServer.Connect);

    public string[] Settings =>
    [
        "Inbox:Source=imap", "Inbox:Host=127.0.0.1", $"Inbox:Port={_lines.Port}", "Inbox:Security=none",
        "Inbox:User=nhacviec@camha.example", "Inbox:Password=mat-khau", "Inbox:TimeoutSeconds=1",
    ];

    public string Told => string.Join('\n', _lines.Commands);

    public int Count(string words) => _lines.Commands.Count(each => each.Contains(words, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private string Answer(string line)
    {
        if (SilentAt is { } words && line.Contains(words, StringComparison.Ordinal))
            return SmallSmtpServer.Hang;
        if (line == SmallSmtpServer.Connect)
            return "* OK small";
        if (line == "DONE")
            return $"{_idle} OK";
        var (tag, command) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        if (command == "IDLE")
        {
            _idle = tag;
            return "+ idling";
        }

        if (command.StartsWith("UID MOVE", StringComparison.Ordinal))
            return $"{tag} NO [OVERQUOTA] Quota exceeded (mailbox for user is full)";
        var access = command.StartsWith("SELECT", StringComparison.Ordinal) ? "[READ-WRITE] "
            : command.StartsWith("EXAMINE", StringComparison.Ordinal) ? "[READ-ONLY] " : "";
        return $"{Facts(command)}{tag} OK {access}done";
    }

    private string Facts(string command) => command switch
    {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS\r\n",
        _ when command.StartsWith("LIST", StringComparison.Ordinal) =>
            $"* LIST () \"/\" {(command.EndsWith("\"Da doc\"", StringComparison.Ordinal) ? "\"Da doc\"" : "INBOX")}\r\n",
        _ when command.StartsWith("EXAMINE", StringComparison.Ordinal) || command.StartsWith("SELECT", StringComparison.Ordinal) =>
            "* FLAGS ()\r\n* 1 EXISTS\r\n* OK [UIDVALIDITY 7] numbers\r\n* OK [UIDNEXT 2] next\r\n",
        _ when command.StartsWith("UID SEARCH", StringComparison.Ordinal) => "* SEARCH 1\r\n",
        _ when command.Contains("BODY", StringComparison.Ordinal) => $"* 1 FETCH (UID 1 BODY[]<0> {{{Mail.Length}}}\r\n{Mail})\r\n",
        _ when command.StartsWith("UID FETCH", StringComparison.Ordinal) =>
            $"* 1 FETCH (UID 1 RFC822.SIZE {Mail.Length} INTERNALDATE \"17-Jun-2022 09:10:00 +0700\")\r\n",
        "LOGOUT" => "* BYE\r\n",
        _ => "",
    };
}
