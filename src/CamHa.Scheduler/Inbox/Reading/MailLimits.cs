namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>How much of one mail is read. What is beyond is left out and said so; it costs neither time nor memory.</summary>
internal static class MailLimits
{
    /// <summary>Of the whole mail, in bytes. Files are read apart, and whole.</summary>
    public const int Mail = 8 * 1024 * 1024;

    /// <summary>Of one text in it, in bytes as sent.</summary>
    public const int Text = 256 * 1024;

    /// <summary>Of what has no headers, and so may be anything.</summary>
    public const int Bare = 64 * 1024;

    /// <summary>Of an HTML text, in characters.</summary>
    public const int Html = 400_000;

    public const int HtmlTags = 10_000;

    public const int HtmlDepth = 250;

    /// <summary>Levels of MIME parts within each other.</summary>
    public const int Depth = 24;

    public const int Parts = 2_000;

    /// <summary>Of the headers of one part, in bytes.</summary>
    public const int Headers = 128 * 1024;

    public const int HeaderLines = 1_500;

    /// <summary>The same of all parts together.</summary>
    public const int AllHeaderLines = 12_000;

    public const int Attachments = 100;

    /// <summary>Of a picture that the text shows: a smaller one is somebody's logo, a larger one a photo.</summary>
    public const int Logo = 100_000;
}
