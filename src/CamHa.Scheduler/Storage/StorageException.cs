using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Storage;

/// <summary>The database cannot be used; the message names the setting, its value and the remedy.</summary>
public sealed class StorageException(string message, Exception? inner = null) : ActionRequiredException(message, inner);
