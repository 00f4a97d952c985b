using CamHa.Scheduler.FridayReport.Documents.Content;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>Lines one below the other: a cell, or one side of the letterhead.</summary>
internal sealed class PdfColumn(float x, float width)
{
    private readonly List<PdfLine> _lines = [];
    private int _next;

    public float X => x;

    public float Width => width;

    public bool IsDone => Left == 0;

    private int Left => _lines.Count - _next;

    /// <summary>The height of the lines that are not drawn yet.</summary>
    public float Height => _lines.Skip(_next).Sum(line => line.Height);

    public void Add(TextLines text, CellAlignment? alignment, float firstIndent = 0, LineMark mark = LineMark.None)
    {
        var lines = alignment is CellAlignment.Centre ? text.Balanced(width) : text.Broken(width, firstIndent);
        for (var at = 0; at < lines.Count; at++)
        {
            var rule = at == lines.Count - 1 && mark is LineMark.RuleBelow or LineMark.ShortRuleBelow ? 5 : 0;
            var own = rule > 0 || mark is LineMark.Underline or LineMark.Frame ? mark : LineMark.None;
            _lines.Add(new(text, lines[at], alignment, at == 0 ? firstIndent : 0, text.Leading + rule, own));
        }
    }

    public void Space(float height) => _lines.Add(new(null, default, null, 0, height, LineMark.None));

    /// <summary>The lines that fit and their height; with <paramref name="atLeastOne"/> the first is taken whatever its height.</summary>
    public (int Lines, float Height) Fitting(float room, bool atLeastOne)
    {
        var lines = 0;
        var height = 0f;
        for (var at = _next; at < _lines.Count && (height + _lines[at].Height <= room || (atLeastOne && lines == 0)); at++)
        {
            height += _lines[at].Height;
            lines++;
        }

        // A paragraph's first line is not left alone at the foot of a page, nor its last at the top of the next.
        while (lines > (atLeastOne ? 1 : 0) && (lines == 1 ? Left > 1 : lines == Left - 1))
            height -= _lines[_next + --lines].Height;
        return (lines, height);
    }

    public void Draw(PdfPages pages, float top, int lines)
    {
        for (var end = _next + lines; _next < end; _next++)
        {
            if (_lines[_next].Text is not null)
                Draw(pages, top, _lines[_next]);
            top += _lines[_next].Height;
        }
    }

    private void Draw(PdfPages pages, float top, PdfLine line)
    {
        var text = line.Text!;
        pages.Draw(text, line.Line, x + line.Indent, top, width - line.Indent, line.Alignment);
        var foot = top + text.Leading;
        var left = x + line.Indent + (line.Alignment is CellAlignment.Centre ? (width - line.Indent - line.Line.Width) / 2 : 0);
        if (line.Mark is LineMark.Underline)
            pages.Rule(left, left + line.Line.Width, foot - 2);
        else if (line.Mark is LineMark.Frame)
            pages.Frame(new(left - 5, top - 1, left + line.Line.Width + 5, foot + 1));
        else if (line.Mark is LineMark.RuleBelow)
            pages.Rule(left, left + line.Line.Width, foot + 1);
        else if (line.Mark is LineMark.ShortRuleBelow)
            pages.Rule(left + (line.Line.Width * 0.3f), left + (line.Line.Width * 0.7f), foot + 2);
    }
}

internal enum LineMark
{
    None,
    Underline,
    RuleBelow,
    ShortRuleBelow,
    Frame,
}

/// <param name="Text">The text the line belongs to; null for space between lines.</param>
/// <param name="Line">The line of the text.</param>
/// <param name="Alignment">Null for justified text.</param>
/// <param name="Indent">The indent of a paragraph's first line.</param>
/// <param name="Height">With the rule below it.</param>
/// <param name="Mark">What is drawn around or below it.</param>
internal readonly record struct PdfLine(
    TextLines? Text,
    Line Line,
    CellAlignment? Alignment,
    float Indent,
    float Height,
    LineMark Mark);
