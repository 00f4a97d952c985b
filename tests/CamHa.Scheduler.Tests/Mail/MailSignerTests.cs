using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>Signed mails of the real service, checked by two independent verifiers.</summary>
public sealed class MailSignerTests(MailSignerTests.SignedMails week) : IClassFixture<MailSignerTests.SignedMails>
{
    private static readonly DateTime Thursday = new(2022, 6, 16, 14, 0, 0);

    // The script prints valid, or what is wrong; it must ask for the key under the name that the operator publishes.
    private const string Dkimpy = """
        import sys, dkim
        def dns(name, timeout=5):
            assert name == b'camha2026._domainkey.camha.example.', name
            return b'v=DKIM1; k=rsa; p=' + sys.argv[1].encode()
        print('valid' if dkim.verify(sys.stdin.buffer.read(), dnsfunc=dns) else 'invalid')
        """;

    private static readonly RSA Key = RSA.Create(2048);

    [Fact]
    public async Task Every_mail_is_signed_over_what_readers_see()
    {
        Assert.NotEmpty(week.Service.Transport.Mails);
        foreach (var mail in week.Service.Transport.Mails)
            Assert.True(await VerifiesAsync(mail.Bytes));
        var signature = Mail().Message.Headers[HeaderId.DkimSignature]!;
        foreach (var part in new[] { "v=1;", "a=rsa-sha256;", "d=camha.example;", "s=camha2026;", "c=relaxed/relaxed;" })
            Assert.Contains(part, signature, StringComparison.Ordinal);
        var signed = signature.Split("h=")[1].Split(';')[0].ToLowerInvariant().Split(':').Select(name => name.Trim());
        Assert.Equal(
            [
                "auto-submitted",
                "content-type",
                "date",
                "from",
                "from",
                "message-id",
                "mime-version",
                "references",
                "reply-to",
                "subject",
                "subject",
                "to",
            ],
            signed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_signature_has_the_time_of_the_mail() =>
        Assert.Contains(
            $"t={Mail().Message.Date.ToUnixTimeSeconds()};",
            Mail().Message.Headers[HeaderId.DkimSignature],
            StringComparison.Ordinal);

    [Theory]
    [InlineData("\r\n\r\n", "\r\n\r\nx")] // the body
    [InlineData("Subject: ", "Subject: x")]
    [InlineData("To: ", "To: x")]
    [InlineData("From: ", "From: other@camha.example\r\nFrom: ")] // a second sender, which some programs would show
    [InlineData("Auto-Submitted: auto-generated", "Auto-Submitted: no")]
    public async Task A_change_on_the_way_is_seen(string was, string becomes)
    {
        var text = Encoding.Latin1.GetString(Mail().Bytes);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0);
        Assert.False(await VerifiesAsync(Encoding.Latin1.GetBytes(text[..at] + becomes + text[(at + was.Length)..])));
    }

    [Fact]
    public async Task A_server_that_takes_seven_bits_only_gets_a_mail_whose_signature_holds()
    {
        await using var server = new SmallSmtpServer
        {
            Answer = command => command.StartsWith("EHLO", StringComparison.Ordinal) ? "250 small" : null,
        };
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Service.Token);
        await client.SendAsync(
            Mail().Message,
            MailboxAddress.Parse("a@camha.example"),
            [MailboxAddress.Parse("b@camha.example")],
            Service.Token);
        var undotted = server.Mails.Single().Replace("\r\n..", "\r\n.", StringComparison.Ordinal);
        Assert.True(await VerifiesAsync(Encoding.Latin1.GetBytes(undotted)));
    }

    [Fact]
    public async Task Another_verifier_agrees()
    {
        var python = await PythonWithDkimpyAsync();
        Assert.SkipWhen(python is null, "there is no python3 with dkimpy here (Debian: python3-dkim)");
        var text = Encoding.Latin1.GetString(Mail().Bytes);
        Assert.Equal("valid", await RunAsync(python!, Dkimpy, text));
        Assert.Equal("invalid", await RunAsync(python!, Dkimpy, text.Replace("\r\n\r\n", "\r\n\r\nx", StringComparison.Ordinal)));
        Assert.Equal(
            "invalid",
            await RunAsync(
                python!,
                Dkimpy,
                text.Replace("\r\nFrom: ", "\r\nFrom: other@camha.example\r\nFrom: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_signed()
    {
        await using var unsigned = await Service.StartAsync();
        await unsigned.RunAsync(Service.Start, Thursday);
        Assert.All(unsigned.Transport.Mails, mail => Assert.False(mail.Message.Headers.Contains(HeaderId.DkimSignature)));
    }

    [Fact]
    public async Task A_domain_of_its_own_is_signed_for()
    {
        using var mail = await MimeMessage.LoadAsync(new MemoryStream(Mail().Bytes), Service.Token);
        mail.Headers.Remove(HeaderId.DkimSignature);
        var options = new DkimOptions { Selector = "s1", Domain = "huyen.example", KeyFile = week.KeyFile };
        new MailSigner(Options.Create(options), Options.Create(new MailOptions())).Sign(mail);
        Assert.Contains("d=huyen.example; s=s1;", mail.Headers[HeaderId.DkimSignature], StringComparison.Ordinal);
    }

    private static async Task<string?> PythonWithDkimpyAsync()
    {
        // The system's Python first: the distribution's package installs there.
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                if (await RunAsync(python, "import dkim; print('there')", "") == "there")
                    return python;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed.
            }
        }

        return null;
    }

    private static async Task<string> RunAsync(string python, string script, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(
            python,
            ["-I", "-c", script, Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(Service.Token);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.Latin1.GetBytes(input), Service.Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The script ended without reading; its output says why.
        }

        var output = await process.StandardOutput.ReadToEndAsync(Service.Token);
        await process.WaitForExitAsync(Service.Token);
        return output.Trim() is { Length: > 0 } said ? said : await error;
    }

    private static async Task<bool> VerifiesAsync(byte[] mail)
    {
        using var message = await MimeMessage.LoadAsync(new MemoryStream(mail), Service.Token);
        var signature = message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)];
        return await new DkimVerifier(new PublicKey()).VerifyAsync(message, signature, Service.Token);
    }

    private Taken Mail() => week.Service.Transport.Mails.First(mail => mail.Recipient == "doan-xa@camha.example");

    private sealed class PublicKey : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default)
        {
            Assert.Equal(("dns/txt", "camha.example", "camha2026"), (methods, domain, selector));
            return GetPublicKey($"v=DKIM1; k=rsa; p={Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())}");
        }

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }

    /// <summary>A few days of the service's own mails, made once because nothing here changes them.</summary>
    public sealed class SignedMails : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

        public string KeyFile => Path.Combine(_folder, "dkim.pem");

        internal Service Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await File.WriteAllTextAsync(KeyFile, Key.ExportPkcs8PrivateKeyPem(), Service.Token);
            Service = await Service.StartAsync("Dkim:Selector=camha2026", $"Dkim:KeyFile={KeyFile}");
            await Service.RunAsync(Service.Start, Thursday);
        }

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
