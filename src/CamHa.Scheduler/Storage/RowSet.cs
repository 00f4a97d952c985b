using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Rows on their way to a server as one parameter, which the statement reads with <c>OPENJSON(@Rows) WITH (…)</c>: one
/// round trip, and unlike a table type nothing that has to be created and granted first.
/// </summary>
internal static class RowSet
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new InstantConverter() },
    };

    /// <returns>Null where there are no rows.</returns>
    public static string? ToJson(IEnumerable<object> rows) =>
        JsonSerializer.Serialize(rows, Options) is var json && json == "[]" ? null : json;

    // UTC without an offset, cut to the milliseconds that both databases keep.
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only written.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TypeHandlers.ToText(value).AsSpan().TrimEnd('Z'));
    }
}
