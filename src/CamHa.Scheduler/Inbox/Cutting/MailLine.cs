namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>A line of a mail as its reader sees it.</summary>
/// <param name="Text">Without its mark of quotation.</param>
/// <param name="Origin">What the mail's own marks say of it.</param>
internal readonly record struct MailLine(string Text, LineOrigin Origin = LineOrigin.Typed)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}

/// <summary>What the marks of a mail program say of a line.</summary>
internal enum LineOrigin
{
    Typed,

    /// <summary>Indented, by a person or because it is quoted.</summary>
    Indented,
    Signature,
    Quoted,
}
