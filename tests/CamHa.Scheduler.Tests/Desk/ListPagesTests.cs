using CamHa.Scheduler.Tests.Infrastructure;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.Tests.Desk;

/// <summary>The lists of the page as workbooks.</summary>
public sealed class ListPagesTests
{
    [Fact]
    public async Task Every_list_of_the_page_has_a_workbook_with_the_same_rows()
    {
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync("UPDATE Assignment SET Title = '=1+1', DueOn = '2022-06-10' WHERE Code = 'T09'");
        using var clerk = new Visitor(site.Address);
        foreach (var (page, words) in new[]
        {
            ("/campaigns", "NTM-2022"),
            ("/campaigns/1/assignments", "Quá hạn"),
            ("/campaigns/1", "Chưa nộp"),
            ("/outbox?state=Dead", "bcd-ntm@camha.example"),
        })
        {
            await clerk.OpenAsync(page);
            var link = clerk.Page.QuerySelector("a[download]")!.GetAttribute("href")!;
            var (bytes, _, name) = await clerk.DownloadAsync(link);
            Assert.Equal((page, 200), (page, clerk.Status));
            Assert.EndsWith("-20220617.xlsx", name, StringComparison.Ordinal);
            Assert.Contains(words, TextOf(bytes), StringComparison.Ordinal);
        }

        var (outbox, _, _) = await clerk.DownloadAsync("/outbox/list.xlsx?state=Dead");
        Assert.Equal(3, Rows(outbox).Count);
        // A text stays one.
        var (assignments, _, _) = await clerk.DownloadAsync("/campaigns/1/assignments.xlsx");
        Assert.Contains("=1+1", TextOf(assignments), StringComparison.Ordinal);
        using var document = SpreadsheetDocument.Open(new MemoryStream(assignments), isEditable: false);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
        await clerk.DownloadAsync("/campaigns/99/assignments.xlsx");
        Assert.Equal(404, clerk.Status);
    }

    private static string TextOf(byte[] workbook) => string.Join('\n', Rows(workbook).Select(row => row.InnerText));

    private static List<Row> Rows(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>()];
    }
}
