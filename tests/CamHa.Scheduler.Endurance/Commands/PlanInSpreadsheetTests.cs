using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Import.Workbooks;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Commands;

public sealed class PlanInSpreadsheetTests
{
    /// <summary>The demo's plan, and two with random changes.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_plan_that_LibreOffice_has_saved_comes_back_unchanged_in_either_format(int seed)
    {
        Paper.RequireTables();
        await using var service = await Service.StartAsync();
        // After the last submission of the sample week.
        service.At(new(2022, 6, 27, 8, 0, 0));
        if (seed > 0)
        {
            await service.Get<PlanChanges>().MakeAsync(
                null,
                new(Gesture.NewKey(), "x", ChangeWay.Console),
                plan => RandomPlan.Of(plan, new(seed), service.Clock.Now),
                isDryRun: false,
                Service.Token);
        }

        var folder = Directory.CreateDirectory(Path.Combine(service.Folder, "saved")).FullName;
        var exported = Path.Combine(service.Folder, "plan.xlsx");
        await using (var session = await service.Database.OpenAsync(Service.Token))
        {
            var plan = await PlanData.OfCampaignAsync(session, null, Service.Token);
            var record = await RecordOfPlan.ReadAsync(session, plan.CampaignId, Service.Token);
            await using var file = File.Create(exported);
            new CamHa.Scheduler.Export.PlanWorkbook(service.Clock).Write(plan, file, record);
        }

        foreach (var format in new[] { "xlsx", "xls" })
        {
            var saved = await Paper.SavedAsync(exported, format, folder);
            var result = await service.Get<Importer>().ImportAsync(ImportSource.Workbook(saved), isDryRun: true, Service.Token);
            Assert.Empty(result.Errors);
            Assert.Equal("Sổ thay đổi", Assert.Single(result.Warnings).File);
            Assert.NotEmpty(result.Files);
            Assert.All(result.Files, file => Assert.Empty(file.Rows));
            Assert.All(result.Files, file => Assert.Equal((0, 0, 0), (file.Added, file.Changed, file.Removed)));
        }
    }
}
