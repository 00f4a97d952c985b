using System.Text.Json;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>The demo's week, in which the units answer by mail.</summary>
public sealed class AnsweredWeekTests : IAsyncLifetime
{
    private readonly CommandLineProgram _program = new();

    private string Folder => Path.Combine(_program.Folder, "camha-demo");

    public async ValueTask InitializeAsync() => await _program.DemoAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_nobodys_waits_for_a_person_and_what_a_machine_wrote_answers_nothing()
    {
        var mails = await QueryAsync<(string Sender, string State)>("SELECT Sender, State FROM InboxMail");
        Assert.Equal(18, mails.Count);
        Assert.Equal(["thonxuanha@mail.example"], Senders(InboxState.Triage));
        Assert.Equal(["bpt-nguyen-doi@camha.example"], Senders(InboxState.Automatic));
        Assert.Equal(["mailer-daemon@camha.example"], Senders(InboxState.Bounce));
        Assert.Equal(15, Senders(InboxState.Applied).Count());

        IEnumerable<string> Senders(InboxState state) => mails.Where(mail => mail.State == state.ToString()).Select(mail => mail.Sender);
    }

    [Fact]
    public async Task Whoever_answered_is_told_once()
    {
        var told = await QueryAsync<(string Recipient, int Count)>(
            "SELECT Recipient, COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement' GROUP BY Recipient");
        Assert.Equal(14, told.Count);
        Assert.All(told, each => Assert.Equal(each.Recipient == "phu-nu@camha.example" ? 2 : 1, each.Count));
    }

    /// <summary>Those of the same week read from a table.</summary>
    [Fact]
    public async Task The_figures_of_the_report_are_those_of_the_table()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 17, 17, 0, 0));
        await using var session = await service.Database.OpenAsync(Service.Token);
        var table = await session.Connection.QuerySingleAsync<string>("SELECT Snapshot FROM WeeklyReport WHERE Revision = 1");
        var mails = await File.ReadAllTextAsync(Path.Combine(Folder, "reports", "2022-W24-r1.json"), Service.Token);
        Assert.Equal(Figures(table), Figures(mails));
    }

    [Fact]
    public async Task Each_mail_that_came_has_a_page_with_what_it_answers_and_what_was_answered()
    {
        var pages = Directory.GetFiles(Path.Combine(Folder, "mail", "html"), "in-*.html");
        Assert.Equal(18, pages.Length);
        var first = await File.ReadAllTextAsync(pages.Order(StringComparer.Ordinal).ElementAt(1), Service.Token);
        Assert.Contains("145 lượt người", first, StringComparison.Ordinal);
        Assert.Contains("thư được trả lời</a>", first, StringComparison.Ordinal);
        Assert.Contains("Thư xác nhận đã gửi lại</a>", first, StringComparison.Ordinal);
        var overview = await File.ReadAllTextAsync(Path.Combine(Folder, "index.html"), Service.Token);
        Assert.Contains("mail/html/in-000002.html", overview, StringComparison.Ordinal);
    }

    // States, codes, times and the three points that are no results: in a mail those name their assignments too.
    private static string Figures(string snapshot)
    {
        using var json = JsonDocument.Parse(snapshot);
        var units = json.RootElement.GetProperty("Units").EnumerateArray().Select(unit =>
            string.Join('|', new[] { "Code", "State", "SubmittedAt", "ReplacesThatOf", "Difficulties", "Proposals", "NextWeek" }
                .Select(name => unit.TryGetProperty(name, out var value) ? $"{value}" : "")));
        return string.Join('\n', units.Append($"{json.RootElement.GetProperty("Assignments")}"));
    }

    private async Task<List<T>> QueryAsync<T>(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "camha.db")};Pooling=False");
        return [.. await connection.QueryAsync<T>(sql)];
    }
}
