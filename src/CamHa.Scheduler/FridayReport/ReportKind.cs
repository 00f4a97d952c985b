using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>A file format of the report.</summary>
/// <param name="Ending">The file name's extension, without the dot.</param>
/// <param name="Name">The format's name for a reader.</param>
/// <param name="MediaType">The format's media type.</param>
internal sealed record ReportKind(string Ending, string Name, string MediaType)
{
    public static ReportKind Word { get; } =
        new("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    public static ReportKind Pdf { get; } = new("pdf", "PDF", "application/pdf");

    public static ReportKind Excel { get; } =
        new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    public static IReadOnlyList<ReportKind> All { get; } = [Word, Pdf, Excel];

    /// <param name="name">The file's name without its extension.</param>
    /// <param name="content">The file's bytes.</param>
    public MailAttachment File(string name, byte[] content) => new(NameOf(name), MediaType, content);

    /// <param name="name">The file's name without its extension.</param>
    public string NameOf(string name) => $"{name}.{Ending}";
}
