using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamHa.Scheduler.Text;

/// <summary>
/// A text in both languages, made before it is known who reads it: a command, a page, which is Vietnamese, or a program, which
/// gets the English.
/// </summary>
[JsonConverter(typeof(Json))]
public sealed record Bilingual(string Vietnamese, string English)
{
    /// <summary>In the language of the command.</summary>
    public override string ToString() => Language.Say(Vietnamese, English);

    private sealed class Json : JsonConverter<Bilingual>
    {
        public override Bilingual Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Only half of it was written.");

        public override void Write(Utf8JsonWriter writer, Bilingual value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.English);
    }
}
