using CamHa.Scheduler.Import;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Simulation;

/// <summary>The same plan and week where another program owns tasks and weekly texts.</summary>
public class OtherProgramTests : IAsyncLifetime
{
    private static readonly DateTime End = new(2022, 6, 20, 8, 0, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await OtherProgram.TakeOverAsync(_service);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task The_demo_week_sends_the_same_mails_as_over_tables_of_its_own()
    {
        await using var own = await Service.StartAsync();
        await own.RunAsync(Service.Start, End);
        await _service.RunAsync(Service.Start, End);
        Assert.Equal(55, _service.Transport.Mails.Count);
        Assert.Equal(MailsOf(own), MailsOf(_service));

        static IEnumerable<string> MailsOf(Service service) =>
            service.Transport.Mails.Select(
                mail => $"{mail.Message.Date:O} {mail.Recipient}\n{mail.Subject}\n{mail.Text}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_the_other_program_changes_counts_from_then_on()
    {
        await _service.ExecuteAsync(
            $"UPDATE {(_service.Database.Dialect == Dialect.SqlServer ? "quanly." : "")}PhanCong "
            + "SET NgayHoanThanh = '2022-06-15T09:00:00' WHERE MaDonVi = 'UBND'");
        await _service.RunAsync(Service.Start, new(2022, 6, 16, 8, 0, 0));
        Assert.DoesNotContain(
            _service.Transport.Mails,
            mail => mail.Recipient == "ubnd@camha.example" && mail.Subject.Contains("sắp đến hạn", StringComparison.Ordinal));
        Assert.Contains(_service.Transport.Mails, mail => mail.Subject.Contains("sắp đến hạn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_simulation_copies_what_it_sees()
    {
        var target = new SqliteDatabase(new() { File = Path.Combine(_service.Folder, "copy.db") });
        await new SchemaMigration(target).ApplyAsync(Service.Token);
        await CampaignCopy.CopyAsync(_service.Database, target, _service.Clock.Now, done: null, Service.Token);
        await using var copy = await target.OpenAsync(Service.Token);
        Assert.Equal(25, (await copy.QueryAsync<string>("changes/assignments", new { CampaignId = 1 }, Service.Token)).Count);
        Assert.Equal(15, (await copy.QueryAsync<string>("changes/submissions", new { CampaignId = 1 }, Service.Token)).Count);
    }

    [Fact]
    public async Task An_import_into_what_is_theirs_is_refused_before_anything_is_written()
    {
        await _service.ExecuteAsync("DELETE FROM CalendarDay");
        var result = await _service.Get<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, Service.Token);
        Assert.Equal(
            [
                "assignments.csv: Assignment ở đây là khung nhìn (view) của phần mềm khác; bỏ tệp này ra khỏi thư mục.",
                "submissions.csv: WeeklySubmission ở đây là khung nhìn (view) của phần mềm khác; bỏ tệp này ra khỏi thư mục.",
            ],
            result.Errors.Select(error => error.ToString()));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        Assert.Empty(await session.QueryAsync<DateOnly>("changes/calendar", null, Service.Token));
    }

    [Fact]
    public async Task What_is_the_services_own_is_imported_as_ever()
    {
        await _service.ImportAsync("contacts.csv", "unit,address\nDTN,moi@camha.example\n");
        await _service.RunAsync(Service.Start, End);
        Assert.Contains(_service.Transport.Mails, mail => mail.Recipient == "moi@camha.example");
    }

    [Fact]
    public async Task A_look_that_finds_a_column_gone_says_who_knows_more()
    {
        Assert.SkipWhen(
            _service.Database.Dialect == Dialect.SqlServer,
            "A server says it in other words, which SqlServerRemediesTests know.");
        await _service.ExecuteAsync(
            "ALTER TABLE BaoCaoTuan RENAME TO BaoCaoTuanCu; DROP VIEW WeeklySubmission; "
            + "CREATE VIEW WeeklySubmission AS SELECT 1 AS UnitId, '2022-W24' AS Week;");
        var failure = await Assert.ThrowsAsync<LookFailedException>(() => _service.LookAsync("reminders", new(2022, 6, 17, 8, 0, 0)));
        Assert.Contains("no such column: s.SubmittedAt", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'camha doctor' names what is missing", failure.Message, StringComparison.Ordinal);
    }
}
