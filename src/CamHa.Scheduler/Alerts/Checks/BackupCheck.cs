using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether there is a recent backup. SQL Server is backed up by its own means.</summary>
public sealed class BackupCheck(Database database, NightlyBackup backup, IOptions<StorageOptions> options) : ICheck
{
    // Days after which the last backup is too old.
    private const int Old = 3;

    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token) => Task.FromResult<IReadOnlyList<Finding>>(
        database.Dialect == Dialect.Sqlite && options.Value.KeepBackupsDaily > 0 ? [Of(round.Today)] : []);

    private Finding Of(DateOnly today)
    {
        if (backup.Failure is { } failure)
        {
            return new("backup", false, failure)
            {
                Problem = new(
                    "backup",
                    "Không sao lưu được dữ liệu đêm qua",
                    $"Kiểm tra chỗ trống và quyền ghi ở thư mục {options.Value.BackupFolder}, rồi gõ: camha backup")
                { IsOfMachine = true },
            };
        }

        var folder = options.Value.BackupFolder;
        return backup.Days switch
        {
            [] => new("backup", true, $"none yet; the service writes one every night after {options.Value.BackupAt:HH:mm} to {folder}")
            {
                InVietnamese = $"chưa có bản nào; mỗi đêm, sau {options.Value.BackupAt:HH:mm}, phần mềm ghi một bản vào {folder}",
            },
            [var last, ..] when last.AddDays(Old) < today =>
                new("backup", true, $"the last in {folder} is of {last:yyyy-MM-dd}; does the service run?", IsWarning: true)
                {
                    InVietnamese = $"bản mới nhất trong {folder} là của ngày {Vietnamese.Date(last)}; "
                        + "xem phần mềm có đang chạy không: camha service status",
                },
            var days => new("backup", true, $"{days.Count} in {folder}, the last of {days[0]:yyyy-MM-dd}")
            {
                InVietnamese = $"{days.Count} bản trong {folder}, mới nhất ngày {Vietnamese.Date(days[0])}",
            },
        };
    }
}
