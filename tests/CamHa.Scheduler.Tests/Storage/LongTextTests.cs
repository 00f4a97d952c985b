using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>
/// SqlClient takes the headers of a server's packets for letters of a long text, and then fails, where the network does
/// not hand the packets over one by one: unless it is told to take them apart first (Directory.Build.props).
/// </summary>
public sealed class LongTextTests : IAsyncLifetime
{
    // What a report's snapshot or a village's submission may come to, each with an end of its own.
    private static readonly string[] Texts =
        [
            .. Enumerable.Range(0, 4).Select(
                row => string.Concat(Enumerable.Range(0, 12_500 - row).Select(at => (char)('ạ' + ((at * 7 + row) % 90))))),
        ];

    private readonly SmallSqlServer _server = new();
    private DatabaseSession _session = null!;

    public async ValueTask InitializeAsync() =>
        _session = await new SqlServerDatabase(
            new() { ConnectionString = _server.ConnectionString }).OpenAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, 1000)]
    [InlineData(true, 4097)] // a packet, and one byte of the next one's header
    [InlineData(false, 6001)] // a letter in two
    public async Task It_is_read_whole_however_the_network_cuts_it(bool isLengthKnown, int firstPiece)
    {
        (_server.FirstPiece, _server.Answer) = (firstPiece, _ => SmallSqlServer.Texts(isLengthKnown, Texts));
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(Texts, await _session.QueryAsync<string>("report/snapshot-by-id", new { Id = 1 }, token));
        Assert.Equal(Texts[0], await _session.ScalarAsync<string>("report/snapshot-by-id", new { Id = 1 }, token));
        Assert.Equal(Texts, await _session.StreamAsync<string>("report/snapshot-by-id", new { Id = 1 }).ToListAsync(token));
    }
}
