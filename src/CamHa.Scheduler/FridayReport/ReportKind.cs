using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>A form in which a report is given out.</summary>
/// <param name="Ending">Of the file's name.</param>
/// <param name="Name">What people call it.</param>
/// <param name="MediaType">What mail programs and browsers call it.</param>
internal sealed record ReportKind(string Ending, string Name, string MediaType)
{
    public static ReportKind Word { get; } = new("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    public static ReportKind Pdf { get; } = new("pdf", "PDF", "application/pdf");

    public static ReportKind Excel { get; } = new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    public static IReadOnlyList<ReportKind> All { get; } = [Word, Pdf, Excel];

    /// <param name="name">The file's name without its ending.</param>
    /// <param name="content">The file.</param>
    public MailAttachment File(string name, byte[] content) => new(NameOf(name), MediaType, content);

    /// <param name="name">The file's name without its ending.</param>
    public string NameOf(string name) => $"{name}.{Ending}";
}
