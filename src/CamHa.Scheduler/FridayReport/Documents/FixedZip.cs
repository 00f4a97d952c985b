using System.IO.Compression;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// Packages are stamped with the time they were written at; the same report must be the same file, so that it can be
/// told from a changed one.
/// </summary>
internal static class FixedZip
{
    // The earliest a zip can hold.
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Rewrite(Stream package)
    {
        using var bytes = new MemoryStream();
        package.Position = 0;
        using (var source = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Mail filters tell a workbook from any other zip by what comes first.
            foreach (var entry in source.Entries.OrderBy(entry => entry.FullName is "[Content_Types].xml" ? 0 : entry.FullName is "_rels/.rels" ? 1 : 2))
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.Fastest);
                copy.LastWriteTime = Stamp;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return bytes.ToArray();
    }
}
