using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Storage;

/// <summary>The database cannot be used; the message names the setting, its value and the remedy.</summary>
public class StorageException : ActionRequiredException
{
    public StorageException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public StorageException(Bilingual says, Exception? inner = null)
        : base(says, inner)
    {
    }
}

/// <summary>The database is damaged, or is no longer the one that was opened. It does not pass: somebody has to restore a backup.</summary>
public sealed class DatabaseLostException(Bilingual says, Exception? inner = null) : StorageException(says, inner);
