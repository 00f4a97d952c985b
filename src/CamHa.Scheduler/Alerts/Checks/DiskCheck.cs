using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether there is room on the disk of every folder that the service writes to.</summary>
/// <param name="folders">The folders; one that does not exist yet counts too.</param>
/// <param name="options">The free space that is needed.</param>
public sealed class DiskCheck(IReadOnlyList<string> folders, IOptions<DiskOptions> options) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var places = folders
            .SelectMany(folder => DiskSpace.FreeAt(folder) is { } free ? new[] { (Folder: folder, Free: free) } : [])
            .OrderBy(place => place.Free)
            .ToList();
        return Task.FromResult<IReadOnlyList<Finding>>(places.Count == 0 ? [] : [Of(places)]);
    }

    private Finding Of(List<(string Folder, long Free)> places)
    {
        var full = places.FindAll(place => place.Free < options.Value.Bytes);
        if (full.Count == 0)
        {
            var megabytes = places[0].Free / 1_000_000;
            return new("disk", true, $"{megabytes:N0} MB free") { InVietnamese = $"còn trống {megabytes} MB" };
        }

        var (free, names) = (full[0].Free / 1_000_000, string.Join(", ", full.Select(place => place.Folder)));
        return new("disk", false, $"only {free} MB free where {names} lies; free some space, or nothing can be recorded.")
        {
            Problem = new(
                "disk",
                $"Ổ đĩa sắp đầy: chỉ còn {free} MB ở {names}",
                "Xóa bớt tệp không cần hoặc chuyển bản sao lưu cũ sang ổ khác; khi hết chỗ dịch vụ không gửi được thư")
            { IsOfMachine = true },
        };
    }
}
