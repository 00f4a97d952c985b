using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// HTML text. Whatever is interpolated is encoded unless it is Html itself, so data cannot become markup. Only texts, numbers
/// and Html can be interpolated; anything else does not compile.
/// </summary>
public readonly struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string? _text;

    private Html(string text) => _text = text;

    public static Html Of(Builder content) => new(content.ToString());

    /// <summary>Text that somebody typed, isolated so that right-to-left characters in it cannot disturb the page.</summary>
    public static Html Data(string? text) => string.IsNullOrEmpty(text) ? default : Of($"<bdi>{text}</bdi>");

    /// <param name="level">The element, such as <c>h3</c>.</param>
    /// <param name="content">The heading's content.</param>
    public static Html Heading(string level, Html content) => new($"<{level}>{content}</{level}>");

    public override string ToString() => _text ?? "";

    [InterpolatedStringHandler]
    public readonly struct Builder(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string html) => _text.Append(html);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Html html) => _text.Append(html.ToString());

        public void AppendFormatted(IEnumerable<Html> all)
        {
            foreach (var html in all)
                _text.Append(html.ToString());
        }

        public override string ToString() => _text.ToString();
    }
}
