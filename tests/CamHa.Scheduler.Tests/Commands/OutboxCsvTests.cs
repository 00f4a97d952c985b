using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

public sealed class OutboxCsvTests
{
    /// <summary>Excel went on in the next rows, and every column after it was lost.</summary>
    [Fact]
    public async Task A_cell_has_no_more_letters_than_Excel_takes()
    {
        var units = Enumerable.Range(1, 1000).ToDictionary(
            id => id, id => new UnitName { Id = id, Code = $"T{id}", Name = $"Ban Phát triển thôn thứ {id} của xã Cẩm Hà" });
        var row = new ExportedAttempt
        {
            Id = 1,
            Kind = nameof(NoticeKind.Reminder),
            SharedBy = string.Join(' ', units.Keys),
            Reply = new string('x', 40_000),
            State = nameof(OutboxState.Sent),
        };
        using var stream = new MemoryStream();
        var clock = new CampaignClock(TimeProvider.System, TimeZoneInfo.Utc);
        Assert.Equal(1, await OutboxCsv.WriteAsync(stream, new[] { row }.ToAsyncEnumerable(), units, clock, Service.Token));
        var cells = Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[1].Split(';');
        Assert.Equal(21, cells.Length);
        Assert.All(cells, cell => Assert.True(cell.Length <= 32_767));
        Assert.StartsWith("\"Ban Phát triển thôn thứ 1 của xã Cẩm Hà (T1), Ban", cells[3], StringComparison.Ordinal);
        Assert.Equal(2, cells.Count(cell => cell.Contains('…', StringComparison.Ordinal)));
    }
}
