using System.Globalization;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>An answer is decided by its unit's share of the plan, as it would be by the whole.</summary>
public sealed class UnitsShareTests : IAsyncLifetime
{
    private InboxFolder _inbox = null!;

    private Service Service => _inbox.Service;

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Fact]
    public async Task A_code_in_small_letters_is_the_units_assignment()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var mail = await _inbox.AnswerAsync(sent, $"{sent.Code.ToLowerInvariant()} đã xong");
        Assert.Equal(InboxState.Applied, mail.State);
        Assert.Equal(1, await Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task A_second_leads_request_takes_the_place_of_the_firsts()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        await Service.ExecuteAsync(
            $"UPDATE AssignmentUnit SET Part = 'Lead' WHERE AssignmentId = (SELECT Id FROM Assignment WHERE Code = '{sent.Code}')");
        await Service.ExecuteAsync(
            $"""
            INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
            SELECT a.Id, u.Id, 'Lead' FROM Assignment AS a JOIN Unit AS u ON u.CampaignId = a.CampaignId AND u.Code = (
                SELECT MIN(x.Code) FROM Unit AS x JOIN Contact AS c ON c.UnitId = x.Id
                WHERE x.Role = 'Member' AND NOT EXISTS (SELECT 1 FROM AssignmentUnit AS p WHERE p.UnitId = x.Id AND p.AssignmentId = a.Id))
            WHERE a.Code = '{sent.Code}'
            """);
        await _inbox.AnswerAsync(sent, $"{sent.Code} xin lùi hạn đến 30/9/2022");
        Assert.Equal(1, await Service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE ClosedAt IS NULL"));
        var other = await Service.ReadAsync(
            $"""
            SELECT MIN(c.Address)
            FROM Contact AS c JOIN AssignmentUnit AS p ON p.UnitId = c.UnitId JOIN Assignment AS a ON a.Id = p.AssignmentId
            WHERE a.Code = '{sent.Code}' AND c.UnitId NOT IN (SELECT UnitId FROM ExtensionRequest)
                AND (SELECT COUNT(*) FROM Contact AS o WHERE o.Address = c.Address) = 1
            """);
        Service.At(Service.Clock.WallClock(Service.Clock.Now) + TimeSpan.FromHours(1));
        var mail = await _inbox.ReceiveAsync(other, $"{sent.Code} xin lùi hạn đến 15/10/2022");
        Assert.True(mail.State == InboxState.Applied, mail.Reason);
        Assert.Equal("2022-10-15", await Service.ReadAsync("SELECT AskedFor FROM ExtensionRequest WHERE ClosedAt IS NULL"));
        Assert.Equal("Replaced", await Service.ReadAsync("SELECT Outcome FROM ExtensionRequest WHERE ClosedAt IS NOT NULL"));
    }

    [Fact]
    public async Task What_is_said_of_an_assignment_that_is_over_changes_nothing()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        await Service.ExecuteAsync($"UPDATE Assignment SET IsActive = 0 WHERE Code = '{sent.Code}'");
        var mail = await _inbox.AnswerAsync(sent, $"{sent.Code} đã xong");
        Assert.True(mail.State == InboxState.Triage, $"{mail.State} {mail.Reason}");
        Assert.Equal(0, await Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }

    [Fact]
    public async Task Another_campaigns_unit_of_the_same_code_and_assignment_is_not_touched()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        await Service.ExecuteAsync(
            $"""
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            VALUES ('KHAC', 'Kế hoạch khác', 'Xã khác', 'KHAC', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z');
            INSERT INTO Unit (CampaignId, Code, Name, Role, IsActive)
            SELECT c.Id, '{sent.Unit}', 'Xã khác', 'Member', 1 FROM Campaign AS c WHERE c.Code = 'KHAC';
            INSERT INTO Contact (UnitId, Address)
            SELECT u.Id, '{sent.Recipient}' FROM Unit AS u JOIN Campaign AS c ON c.Id = u.CampaignId WHERE c.Code = 'KHAC';
            INSERT INTO Assignment (CampaignId, Code, Title, DueOn, IsActive)
            SELECT c.Id, '{sent.Code}', 'Việc khác', '2022-06-30', 1 FROM Campaign AS c WHERE c.Code = 'KHAC';
            INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
            SELECT a.Id, u.Id, 'Lead' FROM Campaign AS c JOIN Assignment AS a ON a.CampaignId = c.Id JOIN Unit AS u ON u.CampaignId = c.Id
            WHERE c.Code = 'KHAC'
            """);
        var mail = await _inbox.AnswerAsync(sent, "Đã xong rồi ạ");
        Assert.True(mail.State == InboxState.Applied, mail.Reason);
        Assert.Equal(
            "NTM-2022",
            await Service.ReadAsync(
                "SELECT MIN(c.Code) FROM DoneReport AS d JOIN Assignment AS a ON a.Id = d.AssignmentId "
                + "JOIN Campaign AS c ON c.Id = a.CampaignId"));
        // Who names no mail speaks of neither.
        mail = await _inbox.ReceiveAsync(sent.Recipient, string.Format(CultureInfo.InvariantCulture, "{0} được 50%", sent.Code));
        Assert.Equal(InboxState.Triage, mail.State);
    }

    [Fact]
    public async Task Of_several_assignments_one_of_another_unit_keeps_nothing_of_the_own_back()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var foreign = await Service.ReadAsync(
            "SELECT MIN(a.Code) FROM Assignment AS a WHERE NOT EXISTS (SELECT 1 FROM AssignmentUnit AS p JOIN Unit AS u ON u.Id = p.UnitId "
            + $"WHERE p.AssignmentId = a.Id AND u.Code = '{sent.Unit}')");
        var mail = await _inbox.AnswerAsync(sent, $"{sent.Code} đã xong\n{foreign} đã xong");
        Assert.Equal(InboxState.Triage, mail.State);
        Assert.Equal(sent.Code, await Service.ReadAsync(
            "SELECT MIN(a.Code) FROM DoneReport AS d JOIN Assignment AS a ON a.Id = d.AssignmentId"));
        Assert.Equal(1, await Service.CountAsync("SELECT COUNT(*) FROM DoneReport"));
    }
}
