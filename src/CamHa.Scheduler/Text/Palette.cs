using System.Globalization;

namespace CamHa.Scheduler.Text;

/// <summary>
/// The colours of mails and files. Each medium has shades that read well on its ground, so one name stands for several values.
/// The templates (<c>*.html</c>) and <c>Web/Pages/style.css</c> cannot refer to this table and repeat <see cref="OnScreen"/>;
/// <c>Mail/layout.html</c> and <c>style.css</c> also hold the shades for a dark screen.
/// </summary>
internal static class Palette
{
    /// <summary>Text in mails and pages.</summary>
    public static class OnScreen
    {
        public static readonly Colour Good = new(0x1B6B3A);
        public static readonly Colour Warning = new(0x9A5B00);
        public static readonly Colour Bad = new(0xB3261E);
    }

    /// <summary>
    /// Charts. Okabe and Ito's colours, which colour-blind readers can tell apart; each has a lightness of its own, so that a
    /// page printed in grey can be read too.
    /// </summary>
    public static class InCharts
    {
        public static readonly Colour Done = new(0x005A8C);
        public static readonly Colour Waiting = new(0x56B4E9);
        public static readonly Colour Quiet = new(0xD3D6D9);
        public static readonly Colour Bad = new(0xD55E00);
        public static readonly Colour Ink = new(0x222222);
        public static readonly Colour Faint = new(0x595959);
    }

    /// <summary>Text in Word, and the ground of a table's header.</summary>
    public static class InWord
    {
        public static readonly Colour Good = new(0x1E6B34);
        public static readonly Colour Warning = new(0x8A5200);
        public static readonly Colour Bad = new(0xB00020);
        public static readonly Colour Draft = new(0xC00000);
        public static readonly Colour HeaderGround = new(0xE7EAEE);
    }

    /// <summary>The ground of a table's cells in PDF.</summary>
    public static class InPdf
    {
        public static readonly Colour Good = new(0xD5EAF5);
        public static readonly Colour Warning = new(0xFFF0BF);
        public static readonly Colour Bad = new(0xF6C9B0);
        public static readonly Colour HeaderGround = new(0xD6DFE8);
    }

    /// <summary>Text and ground of rows in Excel; the grounds are those of Excel's own cell styles.</summary>
    public static class InExcel
    {
        public static readonly Colour Bad = new(0x9C0006);
        public static readonly Colour BadGround = new(0xFFC7CE);
        public static readonly Colour Warning = new(0x5C3A00);
        public static readonly Colour WarningGround = new(0xFFEB9C);
        public static readonly Colour HeaderGround = new(0xDDE6F0);
        public static readonly Colour Border = new(0xA6A6A6);
    }
}

/// <summary>An opaque colour.</summary>
/// <param name="Rgb">Red, green and blue in one number, such as <c>0xB3261E</c>.</param>
internal readonly record struct Colour(uint Rgb)
{
    /// <summary>As Office writes it: <c>B3261E</c>.</summary>
    public string Hex => Rgb.ToString("X6", CultureInfo.InvariantCulture);

    /// <summary>As HTML writes it: <c>#b3261e</c>.</summary>
    public string Html => $"#{Rgb:x6}";
}
