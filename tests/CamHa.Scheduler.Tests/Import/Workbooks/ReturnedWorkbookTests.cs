using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>A plan that was exported, corrected in a workbook, and comes back while others went on changing it.</summary>
public sealed class ReturnedWorkbookTests : IAsyncLifetime
{
    private Service _service = null!;

    private string File => Path.Combine(_service.Folder, "plan.xlsx");

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        // After the last submission of the sample week.
        _service.At(new(2022, 6, 27, 8, 0, 0));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Unchanged_it_changes_nothing()
    {
        await ExportAsync();
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.All(result.Files, file => Assert.Equal((0, 0, 0), (file.Added, file.Changed, file.Removed)));
        Assert.All(result.Files, file => Assert.Empty(file.Missing));
    }

    [Fact]
    public async Task An_open_request_for_more_time_stands_with_its_assignment_and_changes_nothing()
    {
        var today = DateOnly.FromDateTime(_service.Clock.WallClock(_service.Clock.Now));
        await ChangeAsync(plan => PlanOperations.AskExtension(
            plan,
            new() { Assignment = "T04", Unit = "HND", AskedAt = _service.Clock.Now, AskedFor = new(2022, 7, 15), Reason = "mưa kéo dài" },
            today));
        await ExportAsync();
        Assert.Equal("HND xin đến 15/7/2022, lúc 08h00 thứ Hai, 27/6/2022: mưa kéo dài", Cell("Nhiệm vụ", "T04", "J"));
        Assert.Equal("", Cell("Nhiệm vụ", "T03", "J"));
        Edit("Nhiệm vụ", "T03", "J", "xin lùi đến 31/12");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.All(result.Files, file => Assert.Empty(file.Rows));
    }

    /// <summary>Random plans: whatever was changed before the export, it comes back as it left.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_the_plan_unchanged_it_changes_nothing(int seed)
    {
        var random = new Random(seed);
        await ChangeAsync(plan => RandomPlan.Of(plan, random, _service.Clock.Now));
        await ExportAsync();
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.All(result.Files, file => Assert.Empty(file.Rows));
    }

    /// <summary>It took back every change that was made since the export.</summary>
    [Fact]
    public async Task A_row_that_nobody_touched_in_it_takes_back_nothing_that_was_changed_here_meanwhile()
    {
        await ExportAsync();
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 7, 15)));
        await ChangeAsync(plan => PlanOperations.ReplaceContact(plan, "HND", null, "moi@camha.example", null, null));
        await ChangeAsync(plan => new() { Assignments = [plan.Assignment("T05")], Parts = [new() { Assignment = "T05", Unit = "HPN" }] });
        Edit("Nhiệm vụ", "T03", "B", "Tên mới");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal(["T03"], result.Files.SelectMany(file => file.Rows).Select(row => row.Row));
        var plan = await PlanAsync();
        Assert.Equal(("Tên mới", new DateOnly(2022, 7, 15)), (plan.Assignment("T03").Title, plan.Assignment("T04").DueOn));
        Assert.Equal(["HPN"], plan.Parts.Where(part => part.Assignment == "T05").Select(part => part.Unit));
    }

    [Fact]
    public async Task A_row_that_both_have_changed_is_a_conflict_at_its_cell_with_both_values_and_nothing_is_imported()
    {
        await ExportAsync();
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 7, 15)));
        Edit("Nhiệm vụ", "T03", "B", "Tên mới");
        Edit("Nhiệm vụ", "T04", "B", "Tên khác");
        var errors = (await ImportAsync()).Errors.Select(error => error.ToString()).ToList();
        Assert.Equal(2, errors.Count);
        Assert.Contains(errors, error => error.StartsWith("Nhiệm vụ!G5: tệp ghi “30/06/2022”", StringComparison.Ordinal)
            && error.Contains("máy đang có “15/07/2022”", StringComparison.Ordinal));
        Assert.NotEqual("Tên mới", (await PlanAsync()).Assignment("T03").Title);
    }

    [Fact]
    public async Task A_row_that_is_gone_here_does_not_come_back_by_itself()
    {
        await ChangeAsync(plan => PlanOperations.ExemptUnit(plan, "HND", ["2022-W30"], "x"));
        await ExportAsync();
        await ChangeAsync(plan => PlanOperations.ExpectUnit(plan, "HND", ["2022-W30"]));
        Assert.Empty((await ImportAsync()).Errors);
        Assert.Empty((await PlanAsync()).Exemptions);
        Edit("Miễn báo cáo", "HND", "C", "lý do khác");
        Assert.Contains("đã bị bỏ", Assert.Single((await ImportAsync()).Errors).ToString(), StringComparison.Ordinal);
    }

    /// <summary>A plan of the next year came in without its units, and nobody was told.</summary>
    [Fact]
    public async Task Another_plan_made_of_the_export_has_all_its_rows()
    {
        await ExportAsync();
        var before = await PlanAsync();
        Edit("Kế hoạch", "NTM-2022", "A", "NTM-2023");
        Assert.Empty((await ImportAsync()).Errors);
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var next = await PlanData.OfCampaignAsync(session, "NTM-2023", Service.Token);
        Assert.Equal(
            (before.Units.Count, before.Contacts.Count, before.Assignments.Count, before.Parts.Count, before.Submissions.Count),
            (next.Units.Count, next.Contacts.Count, next.Assignments.Count, next.Parts.Count, next.Submissions.Count));
    }

    [Fact]
    public async Task A_row_copied_to_make_another_is_another()
    {
        await ExportAsync();
        // With all its cells, the hidden ones too.
        Copy("Nhiệm vụ", "T03");
        Edit("Nhiệm vụ", "T03", "A", "T91");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        var changes = result.Files.Single(file => file.File == "assignments.csv");
        Assert.Equal((1, 0, 0), (changes.Added, changes.Changed, changes.Removed));
        Assert.Equal((await PlanAsync()).Assignment("T03").Title, (await PlanAsync()).Assignment("T91").Title);
    }

    // The old assignment stayed, and its units were reminded of both.
    [Theory]
    [InlineData("Nhiệm vụ", "T05", "A", "5", "Nhiệm vụ!A6: dòng này là của T05, mà trong tệp không còn dòng nào của T05.")]
    [InlineData("Nhiệm vụ", "T05", "A", "T55", "Nhiệm vụ!A6: dòng này là của T05,")]
    [InlineData("Đơn vị", "VT", "A", "VTH", "Đơn vị!A22: dòng này là của VT,")]
    [InlineData("Miễn báo cáo", "HND", "B", "2022-W31", "Miễn báo cáo!B2: dòng này là của HND 2022-W30,")]
    public async Task A_code_that_was_changed_in_an_exported_row_is_asked_about(
        string sheet, string code, string column, string to, string words)
    {
        await ChangeAsync(plan => PlanOperations.ExemptUnit(plan, "HND", ["2022-W30"], "x"));
        await ExportAsync();
        Edit(sheet, code, column, to);
        Assert.StartsWith(words, Assert.Single((await ImportAsync()).Errors).ToString(), StringComparison.Ordinal);
        // As the words tell.
        await ExportAsync();
        Copy(sheet, code);
        Edit(sheet, code, column, to);
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal((1, 0), (result.Files.Sum(file => file.Added), result.Files.Sum(file => file.Removed)));
    }

    /// <summary>They were told one round after the other faults.</summary>
    [Fact]
    public async Task Conflicts_and_changed_codes_are_told_together_with_other_faults_and_of_a_faulty_row_its_faults_alone()
    {
        await ExportAsync();
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 7, 15)));
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T06", new(2022, 7, 15)));
        Edit("Nhiệm vụ", "T03", "G", "31/02/2022");
        Edit("Nhiệm vụ", "T04", "B", "Tên khác");
        Edit("Nhiệm vụ", "T05", "A", "T55");
        Edit("Nhiệm vụ", "T06", "G", "31/02/2022");
        Edit("Đơn vị", "VT", "A", "VTH");
        var errors = (await ImportAsync()).Errors.ToDictionary(error => error.ToString().Split(':')[0], error => error.Message);
        Assert.Equal(
            ["Nhiệm vụ!A6", "Nhiệm vụ!B5", "Nhiệm vụ!G4", "Nhiệm vụ!G5", "Nhiệm vụ!G7", "Đơn vị!A22"],
            errors.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("máy đang có “15/07/2022”", errors["Nhiệm vụ!G5"], StringComparison.Ordinal);
        Assert.Contains("dòng này là của T05", errors["Nhiệm vụ!A6"], StringComparison.Ordinal);
        Assert.Contains("dòng này là của VT", errors["Đơn vị!A22"], StringComparison.Ordinal);
        // Whoever says that the file counts is told the faults alone, and of no overwriting that is not done.
        var mine = await ImportAsync(takesFile: true);
        Assert.Equal(2, mine.Errors.Count);
        Assert.DoesNotContain(mine.Warnings, told => told.Message.StartsWith("theo tệp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_code_takes_the_place_of_the_old_one_where_somebody_says_so()
    {
        await ExportAsync();
        Edit("Nhiệm vụ", "T05", "A", "T55");
        var result = await ImportAsync(takesFile: true);
        Assert.Empty(result.Errors);
        Assert.Contains(result.Warnings, told => told.ToString() == "Nhiệm vụ!A6: thay cho T05: T05 kết thúc.");
        var plan = await PlanAsync();
        Assert.Equal((false, true), (plan.Assignment("T05").IsActive, plan.Assignment("T55").IsActive));
        Assert.Contains(plan.Parts, part => part.Assignment == "T05");
    }

    // A clerk had to export into another file, and copy every correction over.
    [Fact]
    public async Task A_conflict_is_settled_for_the_file_where_somebody_says_so_and_what_it_overwrites_is_told()
    {
        await ChangeAsync(plan => PlanOperations.ExemptUnit(plan, "HND", ["2022-W30"], "x"));
        await ExportAsync();
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T04", new(2022, 7, 15)));
        await ChangeAsync(plan => PlanOperations.ExpectUnit(plan, "HND", ["2022-W30"]));
        Edit("Nhiệm vụ", "T04", "B", "Tên khác");
        Edit("Miễn báo cáo", "HND", "C", "lý do khác");
        Assert.All((await ImportAsync()).Errors, error => Assert.Contains("--mine", error.Message, StringComparison.Ordinal));
        var result = await ImportAsync(takesFile: true);
        Assert.Empty(result.Errors);
        Assert.Contains(
            result.Warnings,
            told => told.ToString() == "Nhiệm vụ!G5: theo tệp: “30/06/2022”, thay cho “15/07/2022” mà người khác đã ghi.");
        var plan = await PlanAsync();
        Assert.Equal(("Tên khác", new DateOnly(2022, 6, 30)), (plan.Assignment("T04").Title, plan.Assignment("T04").DueOn));
        Assert.Equal("lý do khác", Assert.Single(plan.Exemptions).Reason);
    }

    // All villages had stood there one by one, and a new one got no part.
    [Fact]
    public async Task A_new_village_has_its_part_in_what_is_everyones_although_others_have_changed_the_row()
    {
        await ExportAsync();
        await ChangeAsync(plan => PlanOperations.MoveDueDate(plan, "T01", new(2022, 12, 1)));
        Copy("Đơn vị", "BPT-XH");
        Edit("Đơn vị", "BPT-XH", "A", "BPT-YM");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Contains(
            new RowChange("T01", "lead", "BPT-ND BPT-TT BPT-TX BPT-XH", "BPT-ND BPT-TT BPT-TX BPT-XH BPT-YM"),
            result.Files.Single(file => file.File == "assignments.csv").Rows);
        var plan = await PlanAsync();
        Assert.Equal(new(2022, 12, 1), plan.Assignment("T01").DueOn);
        Assert.DoesNotContain(plan.Parts, part => part is { Assignment: "T03", Unit: "BPT-YM" });
    }

    /// <summary>The example's unit would have been mailed.</summary>
    [Fact]
    public async Task The_examples_of_a_template_are_no_rows()
    {
        await using (var file = System.IO.File.Create(File))
            new CamHa.Scheduler.Export.PlanWorkbook(_service.Clock).WriteTemplate(file);
        await ImportAsync();
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM Unit WHERE Code LIKE 'VD%'"));
    }

    private void Edit(string sheet, string code, string column, string value)
    {
        using var document = SpreadsheetDocument.Open(File, isEditable: true);
        var part = document.WorkbookPart!;
        var id = part.Workbook!.Descendants<Sheet>().Single(each => each.Name == sheet).Id!;
        var rows = ((WorksheetPart)part.GetPartById(id!)).Worksheet!.Descendants<Row>();
        var row = rows.First(each => each.Elements<Cell>().FirstOrDefault()?.InnerText == code);
        var cell = row.Elements<Cell>().Single(each => each.CellReference == $"{column}{row.RowIndex}");
        cell.RemoveAllChildren();
        cell.DataType = CellValues.InlineString;
        cell.Append(new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(value) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private string Cell(string sheet, string code, string column)
    {
        using var document = SpreadsheetDocument.Open(File, isEditable: false);
        var part = document.WorkbookPart!;
        var id = part.Workbook!.Descendants<Sheet>().Single(each => each.Name == sheet).Id!;
        var rows = ((WorksheetPart)part.GetPartById(id!)).Worksheet!.Descendants<Row>();
        var row = rows.First(each => each.Elements<Cell>().FirstOrDefault()?.InnerText == code);
        return row.Elements<Cell>().Single(each => each.CellReference == $"{column}{row.RowIndex}").InnerText;
    }

    // Below the others.
    private void Copy(string sheet, string code)
    {
        using var document = SpreadsheetDocument.Open(File, isEditable: true);
        var part = document.WorkbookPart!;
        var id = part.Workbook!.Descendants<Sheet>().Single(each => each.Name == sheet).Id!;
        var rows = ((WorksheetPart)part.GetPartById(id!)).Worksheet!.GetFirstChild<SheetData>()!;
        var last = rows.Elements<Row>().Last(row => row.Elements<Cell>().Any());
        var row = rows.Elements<Row>().Single(each => each.Elements<Cell>().FirstOrDefault()?.InnerText == code);
        var copy = (Row)row.CloneNode(deep: true);
        copy.RowIndex = last.RowIndex! + 1;
        foreach (var cell in copy.Elements<Cell>())
            cell.CellReference = $"{cell.CellReference!.Value!.TrimEnd([.. "0123456789"])}{copy.RowIndex}";
        last.InsertAfterSelf(copy);
    }

    private async Task ExportAsync()
    {
        await using var file = System.IO.File.Create(File);
        new CamHa.Scheduler.Export.PlanWorkbook(_service.Clock).Write(await PlanAsync(), file);
    }

    private Task<ImportResult> ImportAsync(bool takesFile = false) =>
        _service.Get<Importer>().ImportAsync(ImportSource.Workbook(File), new ImportWish(TakesFile: takesFile), Service.Token);

    private Task ChangeAsync(Func<PlanData, PlanEdit> operation) => _service.Get<PlanChanges>().MakeAsync(
        null, new(Gesture.NewKey(), "x", ChangeWay.Console), operation, isDryRun: false, Service.Token);

    private async Task<PlanData> PlanAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await PlanData.OfCampaignAsync(session, null, Service.Token);
    }
}
