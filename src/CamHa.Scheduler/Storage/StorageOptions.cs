using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Storage;

/// <summary>Where the data lies.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>sqlite</c>, embedded, or <c>sqlserver</c>.</summary>
    [RegularExpression("^(?i:sqlite|sqlserver)$", ErrorMessage = "write sqlite or sqlserver")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>The SQLite file; relative to the folder of the configuration file.</summary>
    [Required]
    public string File { get; set; } = "camha.db";

    /// <summary>
    /// SQLite only: where <c>camha backup</c> writes; relative to the folder of the configuration file. Empty for
    /// <c>backups</c> beside the database.
    /// </summary>
    public string BackupFolder { get; set; } = "";

    /// <summary>How to reach SQL Server. Never shown: it may hold a password.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How long a statement waits for another writer before it fails.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 15;

    /// <summary>
    /// SQLite only: whether a commit waits for the disk. Off is for copies that are thrown away, such as a simulation's.
    /// </summary>
    public bool Durable { get; set; } = true;
}
