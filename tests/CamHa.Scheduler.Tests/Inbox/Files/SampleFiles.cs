using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace CamHa.Scheduler.Tests.Inbox.Files;

/// <summary>Files as units send them.</summary>
internal static class SampleFiles
{
    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n%\u00e2\n1 0 obj\n<<>>\nendobj\n");

    public static byte[] Photo { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, .. new byte[3000]];

    public static byte[] Program { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, .. new byte[500]];

    public static byte[] Docx(params string[] paragraphs)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var body = new Body(paragraphs.Select(text => new Paragraph(new Run(new WordText(text)))));
            document.AddMainDocumentPart().Document = new(body);
        }

        return memory.ToArray();
    }

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }

    /// <summary>The body of a mail with files, after its other headers.</summary>
    public static string Parts(string text, params (string Name, byte[] Bytes)[] files)
    {
        var body = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n")
            .Append("--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n").Append(text.ReplaceLineEndings("\r\n")).Append("\r\n");
        foreach (var (name, bytes) in files)
        {
            body.Append("--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n")
                .Append("Content-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n")
                .Append(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
        }

        return body.Append("--b--\r\n").ToString();
    }
}
