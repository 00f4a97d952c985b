using System.Buffers.Binary;
using System.Text;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// Looks through a file of the old format: how far its sheets reach, because its reader believes whatever size is written there, and
/// which cells have errors, because it gives nothing for them. It goes through the records as its reader does.
/// </summary>
internal sealed class OldWorkbookScan
{
    private const uint FirstMark = 0xFFFF_FFFA;
    private const int Header = 512;
    private const int HeaderChain = 109;
    private const int EntrySize = 128;
    private const int SmallSector = 64;

    // A sheet may be named again and again.
    private const int MostRecords = 20_000_000;

    private const int Bof = 0x0809;
    private const int Eof = 0x000A;
    private const int BoundSheet = 0x0085;
    private const int Password = 0x002F;
    private const int Dimensions = 0x0200;
    private const int OldDimensions = 0x0000;
    private const int BoolErr = 0x0205;
    private const int Blank = 0x0201;
    private const int Blanks = 0x00BE;

    // A sheet of the old format has no more.
    private const int Columns = 256;

    // Among the records, where the file is encrypted.
    private const int PasswordWithin = 3;

    private readonly byte[] _file;
    private readonly int _shift;
    private readonly List<uint> _table = [];
    private int _records;

    private OldWorkbookScan(byte[] file)
    {
        _file = file;
        _shift = Word(file, 30);
    }

    /// <returns>The sheets in their order; none where they are encrypted.</returns>
    /// <exception cref="RefusedWorkbookException">It cannot be followed, or reaches too far.</exception>
    public static IReadOnlyList<SheetScan> Read(byte[] file)
    {
        if (file.Length < Header)
            throw new RefusedWorkbookException(WorkbookWords.Damaged);
        var scan = new OldWorkbookScan(file);
        return scan._shift is 9 or 12 && scan.Stream() is { } stream
            ? scan.Sheets(stream)
            : throw new RefusedWorkbookException(WorkbookWords.Damaged);
    }

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    // The records of the workbook, put together from their sectors.
    private byte[]? Stream()
    {
        ReadTable();
        var directory = Joined(Number(_file, 48), _table, long.MaxValue);
        (uint Start, uint Size)? root = null, found = null;
        for (var at = 0; at + EntrySize <= directory.Length; at += EntrySize)
        {
            var entry = directory.AsSpan(at, EntrySize);
            var name = Encoding.Unicode.GetString(entry[..Math.Clamp(Word(entry, 64) - 2, 0, 62)]);
            if (entry[66] == 5)
                root = (Number(entry, 116), Number(entry, 120));
            else if (entry[66] == 2 && (name.Equals("Workbook", StringComparison.OrdinalIgnoreCase)
                || (found is null && name.Equals("Book", StringComparison.OrdinalIgnoreCase))))
                found = (Number(entry, 116), Number(entry, 120));
        }

        if (found is not var (start, size) || size > _file.Length)
            return null;
        if (size >= Number(_file, 56))
            return Joined(start, _table, size);
        // What is short stands in sectors of its own within the root.
        if (root is not var (rootStart, rootSize))
            return null;
        var table = Joined(Number(_file, 60), _table, long.MaxValue);
        var chain = Enumerable.Range(0, table.Length / 4).Select(at => Number(table, at * 4)).ToList();
        var small = Joined(rootStart, _table, rootSize);
        using var memory = new MemoryStream();
        foreach (var sector in Chain(start, chain))
        {
            var from = (long)sector * SmallSector;
            if (from + SmallSector > small.Length || memory.Length >= size)
                break;
            memory.Write(small, (int)from, SmallSector);
        }

        return memory.ToArray();
    }

    private void ReadTable()
    {
        var of = new List<uint>();
        for (var at = 0; at < HeaderChain; at++)
            of.Add(Number(_file, 76 + (4 * at)));
        var entries = (1 << _shift) / 4;
        var next = Number(_file, 68);
        for (var times = 0; next < FirstMark && times < _file.Length >> _shift && Sector(next) is { Length: > 0 } more; times++)
        {
            for (var at = 0; at < entries - 1; at++)
                of.Add(Number(more, 4 * at));
            next = Number(more, 4 * (entries - 1));
        }

        foreach (var sector in of.Where(sector => sector < FirstMark).Take(_file.Length >> _shift))
        {
            var part = Sector(sector);
            for (var at = 0; at + 4 <= part.Length; at += 4)
                _table.Add(Number(part, at));
        }
    }

    // Empty where the file ends before it.
    private ReadOnlySpan<byte> Sector(uint sector)
    {
        var from = ((long)sector + 1) << _shift;
        return from + (1 << _shift) <= _file.Length ? _file.AsSpan((int)from, 1 << _shift) : [];
    }

    private static IEnumerable<uint> Chain(uint start, List<uint> table)
    {
        var sector = start;
        for (var times = 0; sector < table.Count && times <= table.Count; times++)
        {
            yield return sector;
            sector = table[(int)sector];
        }
    }

    private byte[] Joined(uint start, List<uint> table, long size)
    {
        using var memory = new MemoryStream();
        foreach (var sector in Chain(start, table))
        {
            var part = Sector(sector);
            // A ring of sectors is longer than the file.
            if (part.Length == 0 || memory.Length >= Math.Min(size, _file.Length))
                break;
            memory.Write(part);
        }

        return memory.ToArray();
    }

    private List<SheetScan> Sheets(byte[] stream)
    {
        var sheets = new List<SheetScan>();
        var offsets = new List<uint>();
        foreach (var (number, (id, at, length)) in Records(stream, 0).Index())
        {
            if (id == Password && number < PasswordWithin)
                return [];
            // Charts and the like are no sheets for the reader either.
            if (id == BoundSheet && length >= 6 && stream[at + 5] == 0)
                offsets.Add(Number(stream, at));
        }

        foreach (var offset in offsets)
        {
            var sheet = new SheetScan();
            foreach (var (id, at, length) in Records(stream, offset))
                Look(sheet, id, stream.AsSpan(at, length));
            sheets.Add(sheet);
        }

        return sheets;
    }

    // Down to the end of the part that begins there, or to the next one within it, such as a chart.
    private IEnumerable<(int Id, int At, int Length)> Records(byte[] stream, uint from)
    {
        for (var at = (long)from; at + 4 <= stream.Length;)
        {
            var (id, length) = (Word(stream, (int)at), Word(stream, (int)at + 2));
            var isFirst = at == from;
            at += 4;
            if (id == Eof || (id == Bof && !isFirst))
                yield break;
            // One that is cut off counts as far as it is there.
            length = (int)Math.Min(length, stream.Length - at);
            if (++_records > MostRecords)
                throw new RefusedWorkbookException(WorkbookWords.Damaged);
            yield return (id, (int)at, length);
            at += length;
        }
    }

    private static void Look(SheetScan sheet, int id, ReadOnlySpan<byte> record)
    {
        // The older of the two formats counts rows in half as many bytes.
        if (id is Dimensions or OldDimensions && record.Length >= 8 && Word(record, record.Length >= 12 ? 10 : 6) > Columns)
            throw new RefusedWorkbookException(WorkbookWords.Damaged);
        if (record.Length < 6 || id is not (Blank or Blanks or BoolErr or 0x0202 or 0x0203 or 0x0204 or 0x00BD or 0x00D6 or 0x00FD or 0x027E
            or 0x0006 or 0x0206 or 0x0406))
            return;
        var (line, column) = (Word(record, 0) + 1, Word(record, 2));
        if (column >= Columns)
            throw new RefusedWorkbookException(WorkbookWords.Damaged);
        if (id is not (Blank or Blanks))
            sheet.LastRow = Math.Max(sheet.LastRow, line);
        if (Error(record, id) is { } error)
            sheet.AddUnreadable(line, column, error);
    }

    private static string? Error(ReadOnlySpan<byte> record, int id) => id switch
    {
        BoolErr when record.Length >= 8 && record[7] == 1 => Name(record[6]),
        // The result of a formula, in each of the formats.
        0x0006 or 0x0206 or 0x0406 when record.Length >= 14 && record[6] == 2 && Word(record, 12) == 0xFFFF => Name(record[8]),
        _ => null,
    };

    private static string Name(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
}
