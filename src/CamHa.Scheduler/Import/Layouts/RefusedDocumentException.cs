namespace CamHa.Scheduler.Import.Layouts;

/// <summary>A file whose tables are not read, with the reason and the remedy.</summary>
internal sealed class RefusedDocumentException(string message, Exception? inner = null) : Exception(message, inner);
