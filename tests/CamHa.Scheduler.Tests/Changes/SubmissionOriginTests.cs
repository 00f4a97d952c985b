using CamHa.Scheduler.Changes;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Changes;

/// <summary>A submission knows how it came, and "nothing to report" is an answer.</summary>
public class SubmissionOriginTests : IAsyncLifetime
{
    private static readonly DateTime Thursday1400 = new(2022, 6, 16, 14, 0, 0);
    private static readonly DateTime Friday1500 = new(2022, 6, 17, 15, 0, 0);
    private static readonly DateTime Friday1630 = new(2022, 6, 17, 16, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.ExecuteAsync("DELETE FROM WeeklySubmission");
        await _service.ExecuteAsync("DELETE FROM SubmissionOrigin");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task What_came_by_phone_on_Friday_and_is_typed_on_Saturday_is_on_time_and_knows_both()
    {
        _service.At(new(2022, 6, 18, 9, 0, 0));
        await EnterAsync(new()
        {
            Unit = "BPT-TT",
            Week = "2022-W24",
            SubmittedAt = _service.Clock.Instant(Friday1500),
            Results = "Làm 200 m",
            Channel = SubmissionChannel.Phone,
            SpokenBy = "trưởng thôn",
        });
        Assert.Equal(
            "Phone trưởng thôn 0",
            await _service.ReadAsync("SELECT CONCAT(Channel, ' ', SpokenBy, ' ', CAST(IsNothing AS int)) FROM SubmissionOrigin"));
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM SubmissionOrigin WHERE EnteredAt = '2022-06-18T02:00:00.000Z'"));
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM SubmissionOrigin WHERE SubmittedAt = '2022-06-17T08:00:00.000Z'"));
        await _service.LookAsync(LookName.Report, new(2022, 6, 18, 9, 30, 0));
        var unit = (await ReportAsync()).Units.Single(unit => unit.Code == "BPT-TT");
        Assert.Equal(SubmissionState.OnTime, unit.State);
        Assert.Equal("15h00 17/6, qua điện thoại, trưởng thôn", UnitLine.ReceivedAt(unit));
    }

    [Fact]
    public async Task A_unit_with_nothing_to_report_is_reminded_no_more_and_the_report_says_so()
    {
        await NothingAsync();
        await _service.LookAsync(LookName.Reminders, Thursday1400);
        await _service.DispatchAsync(Thursday1400.AddMinutes(1));
        Assert.NotEmpty(_service.Transport.Mails);
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Recipient == "bpt-tien-thang@camha.example");

        await _service.LookAsync(LookName.Report, Friday1630);
        await _service.DispatchAsync(Friday1630.AddMinutes(1));
        var mail = _service.Transport.Mails.Last(mail => mail.Subject.Contains("Báo cáo tổng hợp", StringComparison.Ordinal));
        Assert.Contains("; 1 báo không phát sinh", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Không phát sinh.", mail.Text, StringComparison.Ordinal);
        var report = await ReportAsync();
        var unit = report.Units.Single(unit => unit.Code == "BPT-TT");
        Assert.Equal((true, "Không phát sinh.", SubmissionState.OnTime), (unit.IsNothing, unit.Results, unit.State));
        Assert.Contains(
            ReportComposition.Of(report).Body.OfType<Paragraph>().SelectMany(paragraph => paragraph.Runs),
            run => run.Text.Contains("1 đơn vị báo không phát sinh", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_of_before_says_of_no_unit_that_it_had_nothing_to_report()
    {
        await NothingAsync();
        await _service.LookAsync(LookName.Report, Friday1630);
        var old = (await ReportAsync()).ToJson()
            .Replace($"\"Version\": {ReportSnapshot.CurrentVersion}", "\"Version\": 3", StringComparison.Ordinal)
            .Replace("\"IsNothing\"", "\"X\"", StringComparison.Ordinal);
        var report = ReportSnapshot.FromJson(old);
        Assert.Equal(3, report.Version);
        Assert.DoesNotContain(report.Units, unit => unit.IsNothing);
    }

    [Fact]
    public async Task Who_answers_with_nothing_and_a_text_keeps_the_text()
    {
        await EnterAsync(Row() with { IsNothing = true, Proposals = "Xin xi măng" });
        Assert.Equal(("", "Xin xi măng"), (await RowAsync()) switch { var row => (row.Results, row.Proposals) });
    }

    [Theory]
    [InlineData("phone", SubmissionChannel.Phone)]
    [InlineData("Điện thoại", SubmissionChannel.Phone)]
    [InlineData("giấy", SubmissionChannel.Paper)]
    [InlineData("ZALO", SubmissionChannel.Zalo)]
    [InlineData("thư", SubmissionChannel.Mail)]
    [InlineData("đường dẫn", SubmissionChannel.Link)]
    [InlineData("", SubmissionChannel.Import)]
    public async Task A_file_says_in_either_language_how_a_submission_came(string word, SubmissionChannel channel)
    {
        await _service.ImportAsync(
            "submissions.csv",
            $"unit,week,submitted_at,results,channel,by,nothing\nBPT-TT,2022-W24,13/6/2022 06:00,,{word},Trưởng thôn,có\n");
        var row = await RowAsync();
        Assert.Equal((channel, "Trưởng thôn", true, "Không phát sinh."), (row.Channel, row.SpokenBy, row.IsNothing, row.Results));
    }

    [Fact]
    public async Task What_a_file_has_no_column_for_stays_and_what_is_new_came_with_the_file()
    {
        await EnterAsync(Row() with { IsNothing = true, Channel = SubmissionChannel.Zalo, SpokenBy = "Trưởng thôn" });
        const string file = "unit,week,submitted_at,results\nBPT-TT,2022-W24,13/6/2022 06:00,Không phát sinh.\n";
        await _service.ImportAsync("submissions.csv", file + "BPT-XH,2022-W24,13/6/2022 06:00,Làm đường\n");
        var plan = await PlanAsync();
        Assert.Equal(
            [(SubmissionChannel.Zalo, "Trưởng thôn", true), (SubmissionChannel.Import, "", false)],
            plan.Submissions
                .OrderBy(row => row.Unit, StringComparer.Ordinal)
                .Select(row => (row.Channel!.Value, row.SpokenBy, row.IsNothing)));
        // A text in its place is something.
        await _service.ImportAsync("submissions.csv", file.Replace("Không phát sinh.", "Làm đường", StringComparison.Ordinal));
        Assert.Equal(("Làm đường", false), (await RowAsync()) switch { var row => (row.Results, row.IsNothing) });
    }

    [Theory]
    [InlineData("channel", "fax", "“fax” không phải là một trong: mail, link, zalo, phone, paper, import")]
    [InlineData("nothing", "maybe", "“maybe” không phải là 1 (có) hoặc 0 (không)")]
    public async Task What_cannot_be_read_is_a_fault(string column, string value, string words)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_service.Folder, "plan")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "submissions.csv"),
            $"unit,week,submitted_at,results,{column}\nBPT-TT,2022-W24,13/6/2022 06:00,x,{value}\n",
            Service.Token);
        var result = await _service.Get<Importer>().ImportAsync(ImportSource.Folder(folder), isDryRun: false, Service.Token);
        Assert.Contains(words, Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_submission_leaves_no_origin_and_the_undo_brings_both_back()
    {
        await EnterAsync(Row() with { IsNothing = true, Channel = SubmissionChannel.Paper, SpokenBy = "Trưởng thôn" });
        var before = await RowAsync();
        var made = await MakeAsync(plan => PlanOperations.WithdrawSubmission(plan, "BPT-TT", "2022-W24", null, _service.Clock));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM SubmissionOrigin"));
        await _service.Get<PlanChanges>().UndoAsync(made.Id!.Value, By(), isDryRun: false, Service.Token);
        Assert.Equal(before, await RowAsync());
    }

    /// <summary>Rows of before the table was there have none.</summary>
    [Fact]
    public async Task A_submission_without_an_origin_gets_one_when_it_is_changed()
    {
        await EnterAsync(Row() with { Results = "Làm đường" });
        await _service.ExecuteAsync("DELETE FROM SubmissionOrigin");
        Assert.Null((await RowAsync()).Channel);
        await _service.ImportAsync(
            "submissions.csv", "unit,week,submitted_at,results,by\nBPT-TT,2022-W24,13/6/2022 06:00,Làm đường,Trưởng thôn\n");
        Assert.Equal((null, "Trưởng thôn"), (await RowAsync()) switch { var row => (row.Channel, row.SpokenBy) });
    }

    private SubmissionRow Row() => new()
    {
        Unit = "BPT-TT",
        Week = "2022-W24",
        SubmittedAt = _service.Clock.Instant(new(2022, 6, 13, 6, 0, 0)),
    };

    private Task<ChangeMade> NothingAsync() => EnterAsync(Row() with { IsNothing = true });

    private Task<ChangeMade> EnterAsync(SubmissionRow row) => MakeAsync(plan => PlanOperations.EnterSubmission(plan, row, _service.Clock));

    private Task<ChangeMade> MakeAsync(Func<PlanData, PlanEdit> operation) =>
        _service.Get<PlanChanges>().MakeAsync(null, By(), operation, isDryRun: false, Service.Token);

    private static Gesture By() => new(Gesture.NewKey(), "chuyên trách", ChangeWay.Desk);

    private async Task<SubmissionRow> RowAsync() => Assert.Single((await PlanAsync()).Submissions, row => row.Unit == "BPT-TT");

    private async Task<PlanData> PlanAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await PlanData.OfCampaignAsync(session, null, Service.Token);
    }

    private async Task<ReportSnapshot> ReportAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await ReportStore.OneAsync(session, 1, "2022-W24", 1, Service.Token);
    }
}
