using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Storage;

/// <summary>Where the data is kept, and how it is backed up.</summary>
public sealed class StorageOptions : ISectionOptions
{
    public const string Section = "Storage";
    private const string Example = "Server=.;Database=CamHa;Integrated Security=true;Encrypt=Mandatory";

    /// <summary><c>sqlite</c>, embedded, or <c>sqlserver</c>.</summary>
    [OneOf("sqlite", "sqlserver")]
    public string Provider { get; set; } = "sqlite";

    internal bool IsSqlServer => Provider.Equals("sqlserver", StringComparison.OrdinalIgnoreCase);

    /// <summary>The SQLite file; relative to the folder of the configuration file.</summary>
    [Required]
    public string File { get; set; } = "camha.db";

    /// <summary>
    /// SQLite only: where <c>camha backup</c> writes; relative to the folder of the configuration file. Empty for
    /// <c>backups</c> beside the database.
    /// </summary>
    public string BackupFolder { get; set; } = "";

    /// <summary>SQLite only: the time of day after which the night's backup is written; later if the machine is off then.</summary>
    public TimeOnly BackupAt { get; set; } = new(2, 0);

    /// <summary>SQLite only: the number of nightly backups to keep; 0 for no nightly backups at all.</summary>
    [Range(0, 366)]
    public int KeepBackupsDaily { get; set; } = 7;

    /// <summary>The number of weeks of which the last nightly backup is kept.</summary>
    [Range(0, 520)]
    public int KeepBackupsWeekly { get; set; } = 4;

    /// <summary>The number of months of which the last nightly backup is kept.</summary>
    [Range(0, 120)]
    public int KeepBackupsMonthly { get; set; } = 6;

    /// <summary>How to reach SQL Server. Never shown, because it may hold a password.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The login's password, for a connection string without one. Every command needs it, so whoever runs commands must be able
    /// to read its file, unlike that of the mailbox's password.
    /// </summary>
    public string Password { get; set; } = "";

    /// <summary>A file that contains only the password; relative to the folder of the configuration file.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password as <c>camha protect</c> printed it; Windows only.</summary>
    public string PasswordProtected { get; set; } = "";

    /// <summary>SQLite only: seconds that a statement waits for another writer before it fails.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 15;

    /// <summary>
    /// SQLite only: whether a commit waits for the disk. Off only for databases that are thrown away, such as a simulation's.
    /// </summary>
    public bool Durable { get; set; } = true;

    internal Secret PasswordSource => new("Storage:Password", Password, PasswordFile, PasswordProtected);

    /// <summary>How to reach SQL Server, including a password that is given separately.</summary>
    /// <exception cref="SecretException">The password cannot be read.</exception>
    internal string WholeConnectionString => !PasswordSource.IsGiven
        ? ConnectionString
        : new SqlConnectionStringBuilder(ConnectionString) { Password = PasswordSource.Read() }.ToString();

    public void Locate(Settings settings)
    {
        File = settings.Resolve(File);
        PasswordFile = Secret.Locate(PasswordFile, settings);
        BackupFolder = BackupFolder.Length == 0
            ? Path.Combine(Path.GetDirectoryName(File) ?? "", "backups")
            : settings.Resolve(BackupFolder);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (IsSqlServer && ConnectionString.Length == 0)
        {
            yield return SettingFault.Of(
                "Storage:ConnectionString", "", $"sqlserver cần có chuỗi này, như {Example}.", $"sqlserver needs one, as in {Example}.");
        }
        else if (IsSqlServer && ConnectionFault(ConnectionString) is { } connectionFault)
        {
            yield return SettingFault.Of("Storage:ConnectionString", "***", connectionFault);
        }

        if (PasswordSource.Fault() is { } passwordFault)
            yield return passwordFault;
    }

    // The parser's own message may quote a part of the password.
    private static Bilingual? ConnectionFault(string connection)
    {
        try
        {
            return new SqlConnectionStringBuilder(connection).InitialCatalog.Length > 0
                ? null
                : new("chưa ghi cơ sở dữ liệu nào; hãy thêm Database=CamHa.", "it names no database; add Database=CamHa.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return new(
                $"chuỗi này không có dạng Khóa=giá-trị;Khóa=giá-trị theo các khóa của SqlClient, như {Example}; "
                + "mật khẩu có dấu ; hoặc = thì đặt trong dấu nháy.",
                $"this is not Keyword=value;Keyword=value with SqlClient's keywords, as in {Example}; "
                + "a password with ; or = in it stands in quotes.");
        }
    }
}
