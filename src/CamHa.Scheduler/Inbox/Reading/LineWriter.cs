using System.Text;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>Puts the text of HTML into lines, each with the strongest mark around it.</summary>
internal sealed class LineWriter
{
    private readonly List<MailLine> _lines = [];
    private readonly StringBuilder _line = new();
    private readonly Stack<LineOrigin> _origins = new([LineOrigin.Typed]);
    private LineOrigin _of = LineOrigin.Typed;
    private bool _isRest;

    private LineOrigin Origin => _isRest ? LineOrigin.Quoted : _origins.Peek();

    public void Enter(QuoteMark mark)
    {
        _isRest |= mark == QuoteMark.Rest;
        var inner = mark switch
        {
            QuoteMark.Quote or QuoteMark.Rest => LineOrigin.Quoted,
            QuoteMark.Signature => LineOrigin.Signature,
            QuoteMark.Indented => LineOrigin.Indented,
            _ => LineOrigin.Typed,
        };
        var next = (LineOrigin)Math.Max((int)inner, (int)_origins.Peek());
        if (next != _origins.Peek())
            Block(isSpaced: false);
        _origins.Push(next);
    }

    public void Leave()
    {
        var left = _origins.Pop();
        if (left != _origins.Peek())
            Block(isSpaced: false);
    }

    /// <param name="text">What stands there.</param>
    /// <param name="isKept">Whether its blanks and line breaks count.</param>
    public void Write(string text, bool isKept)
    {
        if (_line.Length == 0)
            _of = Origin;
        foreach (var letter in text)
        {
            if (isKept && letter == '\n')
            {
                Break();
                _of = Origin;
            }
            else if (letter is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD')
            {
                // Nothing that is seen.
            }
            else if (!char.IsWhiteSpace(letter))
            {
                _line.Append(letter);
            }
            else if (_line.Length > 0 && (isKept || letter == '\u00A0' || _line[^1] != ' '))
            {
                _line.Append(' ');
            }
        }
    }

    public void Cell()
    {
        if (_line.Length > 0 && _line[^1] != ' ')
            _line.Append(' ');
    }

    public void Break()
    {
        // "-- " keeps its blank.
        var text = _line.ToString();
        _lines.Add(new(text is "-- " or "--" ? "-- " : text.TrimEnd(), _line.Length == 0 ? Origin : _of));
        _line.Clear();
    }

    /// <param name="isSpaced">Whether a blank line stands around it.</param>
    public void Block(bool isSpaced)
    {
        if (_line.ToString().Trim().Length > 0)
            Break();
        else
            _line.Clear();
        if (isSpaced && _lines.Count > 0 && !_lines[^1].IsBlank)
            _lines.Add(new("", Origin));
    }

    public List<MailLine> Lines()
    {
        Block(isSpaced: false);
        return _lines;
    }
}
