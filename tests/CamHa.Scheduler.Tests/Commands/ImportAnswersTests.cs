using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Import;

namespace CamHa.Scheduler.Tests.Commands;

public sealed class ImportAnswersTests
{
    /// <summary>A wildcard in progress.csv had three lines for each of its units.</summary>
    [Fact]
    public void A_row_that_changes_in_several_columns_has_one_line()
    {
        var changes = new FileChanges("progress.csv", 0, 2, 0, 0)
        {
            Rows =
            [
                new("T1 A", "progress", "một nửa", "xong"),
                new("T1 A", "completed_at", "2022-06-01", "2022-06-17"),
                new("T1 B", "progress", "một nửa", "xong"),
            ],
        };
        Assert.Equal(
            [
                "Thay đổi trong progress.csv:",
                "  T1 A, progress: một nửa → xong; completed_at: 2022-06-01 → 2022-06-17",
                "  T1 B, progress: một nửa → xong",
            ],
            ImportAnswers.Changes(changes, TableNames.OfFiles).Where(line => line.Length > 0));
    }
}
