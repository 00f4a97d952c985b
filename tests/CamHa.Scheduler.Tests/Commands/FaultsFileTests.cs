using System.Text.Json;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Import.Workbooks;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>A workbook with faults, which comes back with them in it.</summary>
public sealed class FaultsFileTests : IAsyncLifetime
{
    private const string Contacts = "xl/worksheets/sheet3.xml";
    private readonly CommandLineProgram _program = new();

    public async ValueTask InitializeAsync() => await _program.DemoAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_workbook_comes_back_with_its_faults_and_goes_in_once_they_are_corrected()
    {
        Assert.Equal(CommandLine.Done, (await TypeAsync("export PLAN.xlsx")).Code);
        var run = await TypeAsync("import PLAN.xlsx --faults-to LOI.xlsx");
        Assert.Equal(CommandLine.Done, run.Code);
        Assert.Contains("Không có lỗi, nên không ghi LOI.xlsx.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("LOI.xlsx")));

        Change("PLAN.xlsx", "PLAN.xlsx", ">bpt-tien-thang-pho@camha.example<", ">bpt tien thang<");
        run = await TypeAsync("import PLAN.xlsx --faults-to LOI.xlsx --dry-run");
        Assert.Equal(CommandLine.Failed, run.Code);
        Assert.EndsWith(
            "Chưa nạp gì.\nĐã ghi các lỗi vào LOI.xlsx: ô đỏ, có ghi chú. Sửa trong tệp đó rồi nạp tệp đó.",
            run.Error.Trim(),
            StringComparison.Ordinal);
        run = await TypeAsync("import PLAN.xlsx --faults-to LOI.xlsx");
        Assert.Equal((CommandLine.WrongUsage, true), (run.Code, run.Error.Contains("đã có tệp này", StringComparison.Ordinal)));
        run = await TypeAsync("import PLAN.xlsx --faults-to LOI.xlsx --force --json");
        Assert.Equal("LOI.xlsx", JsonDocument.Parse(run.Output).RootElement.GetProperty("faultsTo").GetString());

        Change("LOI.xlsx", "SUA.xlsx", ">bpt tien thang<", ">bpt-moi@camha.example<");
        run = await TypeAsync("import SUA.xlsx");
        Assert.Equal(CommandLine.Done, run.Code);
        Assert.Matches(@"Đầu mối +1 +0 ", run.Output);
    }

    [Theory]
    [InlineData("import PLAN.xlsx --faults-to ./PLAN.xlsx --force", "đây chính là tệp kế hoạch")]
    [InlineData("import PLAN.xls --faults-to LOI.xlsx", "chỉ ghi lỗi được vào tệp .xlsx và .xlsm. Mở tệp bằng Excel")]
    [InlineData("import PLAN.xlsm --faults-to LOI.xlsx", "tên tệp phải có đuôi .xlsm, như LOI.xlsm.")]
    [InlineData("import . --faults-to LOI.xlsx", "với tệp khác thì xem lỗi trên màn hình")]
    [InlineData("import PLAN.docx --faults-to LOI.xlsx", "với tệp khác thì xem lỗi trên màn hình")]
    public async Task What_cannot_be_answered_by_a_workbook_is_said_before_anything_is_imported(string arguments, string said)
    {
        foreach (var name in new[] { "PLAN.xlsx", "PLAN.xlsm", "PLAN.xls", "PLAN.docx" })
            await File.WriteAllTextAsync(PathOf(name), "x", TestContext.Current.CancellationToken);
        var run = await TypeAsync(arguments);
        Assert.Equal((CommandLine.WrongUsage, ""), (run.Code, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_in_a_form_of_its_own_comes_back_with_its_faults_too()
    {
        await File.WriteAllBytesAsync(
            PathOf("khung.xlsx"),
            new WorkbookBuilder().Sheet(
                "Sheet1",
                ["TT", "Nội dung", "Chủ trì", "Thời hạn"],
                [1, "Làm đường hoa", "Chi hội Hoa Sen", "khi có kinh phí"],
                [2, null, "UBND", "30/6"]).ToBytes(),
            TestContext.Current.CancellationToken);
        var run = await TypeAsync("import khung.xlsx --faults-to LOI.xlsx");
        Assert.Contains("Không ghi được LOI.xlsx: bảng chưa được xác nhận bằng --map.", run.Output, StringComparison.Ordinal);
        run = await TypeAsync("import khung.xlsx --map ok --faults-to LOI.xlsx");
        Assert.Contains("Đã ghi các lỗi vào LOI.xlsx", run.Error, StringComparison.Ordinal);
        using var workbook = new FridayReport.Documents.Workbook(await File.ReadAllBytesAsync(
            PathOf("LOI.xlsx"), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["C2", "D2", "B3"],
            workbook.Part.WorksheetParts.Single().WorksheetCommentsPart!.Comments.CommentList!
                .Elements<DocumentFormat.OpenXml.Spreadsheet.Comment>().Select(comment => comment.Reference!.Value));
    }

    private Task<(int Code, string Output, string Error)> TypeAsync(string arguments) =>
        _program.RunAsync($"{arguments} --config {_program.Config} --lang vi");

    private string PathOf(string name) => Path.Combine(_program.Folder, name);

    private void Change(string from, string to, string before, string after) => File.WriteAllBytes(
        PathOf(to),
        WorkbookBuilder.Change(File.ReadAllBytes(PathOf(from)), Contacts, xml => xml.Replace(before, after, StringComparison.Ordinal)));
}
