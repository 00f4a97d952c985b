using System.Globalization;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Deadlines;

/// <summary>What a digest says when it leaves, of data that changed while it waited. Thursday 16 June 2022, 07:30.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private const string First = "(SELECT MIN(MessageKey) FROM OutboxMessage WHERE Kind = 'Deadline')";
    private ServiceOnClock _service = null!;

    public async ValueTask InitializeAsync() => _service = await ServiceOnClock.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Two_weeks_that_were_handed_in_at_one_time_make_no_line_twice()
    {
        foreach (var week in new[] { "2022-W23", "2022-W24" })
        {
            await _service.ExecuteAsync($"""
                INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Assignments, Results)
                SELECT n.UnitId, '{week}', '2022-06-15T01:00:00.000Z', ' ' || a.Code || ' ', 'of {week}'
                FROM NoticeIssued AS n JOIN Assignment AS a ON a.Id = n.AssignmentId
                WHERE n.MessageKey = {First} ORDER BY n.Id LIMIT 1
                """);
        }

        await using var session = await _service.Get<Database>().OpenAsync(Service.Token);
        var lines = await session.QueryAsync<Line>(
            "deadlines/digest-lines",
            new
            {
                CampaignId = 1,
                LookDay = new DateOnly(2022, 6, 16),
                UnitId = int.Parse(
                    await _service.ReadAsync($"SELECT MIN(UnitId) FROM OutboxMessage WHERE MessageKey = {First}"),
                    CultureInfo.InvariantCulture),
                Now = _service.Time.GetUtcNow(),
            },
            Service.Token);
        Assert.NotEmpty(lines);
        Assert.Equal(lines.Count, lines.DistinctBy(line => line.AssignmentId).Count());
        Assert.Contains("of 2022-W24", lines.Select(line => line.LastSubmission));
        Assert.DoesNotContain("of 2022-W23", lines.Select(line => line.LastSubmission));
    }

    [Fact]
    public async Task A_submission_that_names_one_code_is_not_shown_under_another_that_differs_by_an_underscore()
    {
        await _service.ExecuteAsync("UPDATE Assignment SET Code = 'NV_1' WHERE Code = 'T03'");
        await _service.ExecuteAsync("UPDATE Assignment SET Code = 'NV-1' WHERE Code = 'T04'");
        await _service.ExecuteAsync("""
            INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Assignments, Results)
            SELECT Id, '2022-W23', '2022-06-15T01:00:00.000Z', ' T02 NV-1 ', 'Chỉ nói về NV-1.' FROM Unit WHERE Code = 'UBND'
            """);
        await _service.DispatchAsync();
        var text = Assert.Single(_service.Transport.Mails, mail => mail.Recipient == "ubnd@camha.example").Text.ReplaceLineEndings("\n");
        Assert.Contains("Chỉ nói về NV-1.", text[text.IndexOf("* NV-1 ", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var line = text[text.IndexOf("* NV_1 ", StringComparison.Ordinal)..];
        Assert.Contains(
            "Tiến độ gần nhất: chưa có thông tin",
            line[..line.IndexOf("Việc cần làm", StringComparison.Ordinal)],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_was_put_out_of_use_gets_no_digest_though_its_address_is_anothers_too()
    {
        const string unit = "(SELECT MIN(UnitId) FROM OutboxMessage WHERE Kind = 'Deadline')";
        await _service.ExecuteAsync(
            $"INSERT INTO Contact (UnitId, Address) SELECT (SELECT MAX(Id) FROM Unit), Address FROM Contact WHERE UnitId = {unit}");
        await _service.ExecuteAsync($"UPDATE Unit SET IsActive = 0 WHERE Id = {unit}");
        await _service.DispatchAsync();
        Assert.Equal(
            "Suppressed",
            await _service.ReadAsync($"SELECT GROUP_CONCAT(DISTINCT State) FROM OutboxMessage WHERE UnitId = {unit}"));
    }

    [Fact]
    public async Task A_digest_whose_address_is_replaced_before_it_leaves_is_owed_to_the_new_one()
    {
        const string unit = "(SELECT MIN(UnitId) FROM OutboxMessage WHERE Kind = 'Deadline')";
        var notices = await _service.ReadAsync($"SELECT COUNT(*) FROM NoticeIssued WHERE UnitId = {unit}");
        await _service.ExecuteAsync($"UPDATE Contact SET Address = 'new-' || Id || '@camha.example' WHERE UnitId = {unit}");
        await _service.DispatchAsync();
        Assert.Equal("0", await _service.ReadAsync($"SELECT COUNT(*) FROM NoticeIssued WHERE UnitId = {unit}"));

        _service.Time.Pass(TimeSpan.FromDays(1));
        await _service.LookAsync("deadlines");
        await _service.DispatchAsync();
        Assert.Equal(
            "Sent",
            await _service.ReadAsync(
                $"SELECT GROUP_CONCAT(DISTINCT State) FROM OutboxMessage WHERE UnitId = {unit} AND Recipient LIKE 'new-%'"));
        var after = await _service.ReadAsync($"SELECT COUNT(*) FROM NoticeIssued WHERE UnitId = {unit}");
        Assert.True(int.Parse(notices, CultureInfo.InvariantCulture) <= int.Parse(after, CultureInfo.InvariantCulture));
    }

    private sealed record Line
    {
        public int AssignmentId { get; init; }

        public string? LastSubmission { get; init; }
    }
}
