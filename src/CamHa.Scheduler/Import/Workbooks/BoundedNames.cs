using System.Xml;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>A name table that ends where no workbook has that many names: each would be kept.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int Most = 20_000;
    private int _count;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    private string Counted(string name) =>
        ++_count <= Most ? name : throw new RefusedWorkbookException(WorkbookWords.Damaged);
}
