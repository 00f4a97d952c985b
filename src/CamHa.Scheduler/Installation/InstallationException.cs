namespace CamHa.Scheduler.Installation;

/// <summary>Something cannot be installed, or not written; says what and the remedy.</summary>
public sealed class InstallationException(string message, Exception? inner = null) : Exception(message, inner);
