using System.Buffers.Binary;
using System.Text;

namespace CamHa.Scheduler.Tests.Observability;

/// <summary>A protobuf message read without its schema: its fields by their numbers.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Field, object Value)> _fields = [];

    public Protobuf(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var key = Number(ref bytes);
            _fields.Add(((int)(key >> 3), (key & 7) switch
            {
                0 => Number(ref bytes),
                1 => BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)),
                2 => Take(ref bytes, (int)Number(ref bytes)).ToArray(),
                5 => (ulong)BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)),
                _ => throw new InvalidDataException("This is not protobuf."),
            }));
        }
    }

    /// <summary>The messages at the end of a path of fields.</summary>
    public IEnumerable<Protobuf> All(params int[] path) => path.Aggregate(
        Enumerable.Repeat(this, 1), (found, field) => found.SelectMany(each => each.Bytes(field).Select(bytes => new Protobuf(bytes))));

    public IEnumerable<byte[]> Bytes(int field) => _fields.Where(each => each.Field == field).Select(each => each.Value).OfType<byte[]>();

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).FirstOrDefault() ?? []);

    public ulong Value(int field) => (ulong)(_fields.FirstOrDefault(each => each.Field == field && each.Value is ulong).Value ?? 0UL);

    private static ulong Number(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref bytes, 1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
