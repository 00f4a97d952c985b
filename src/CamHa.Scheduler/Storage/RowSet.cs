using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Rows on their way to a server as one parameter, which the statement reads with <c>OPENJSON(@Rows) WITH (…)</c>: one
/// round trip, and unlike a table type nothing that has to be created and granted first. The statement names each path,
/// because a server may fold the case of its columns' names.
/// </summary>
internal static class RowSet
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new InstantConverter() },
    };

    /// <summary>How many rows travel at once: enough that the way does not count, few enough for anybody's memory.</summary>
    public const int Most = 1000;

    public static string ToJson(IReadOnlyList<object> rows) => JsonSerializer.Serialize(rows, Options);

    // UTC without an offset, cut to the milliseconds that both databases keep.
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only written.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TypeHandlers.ToText(value).AsSpan().TrimEnd('Z'));
    }
}
