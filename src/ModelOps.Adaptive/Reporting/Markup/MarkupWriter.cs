using System.Globalization;
using System.Text;

namespace ModelOps.Adaptive.Reporting.Markup;

/// <summary>
/// Writes HTML with SVG in it. Every text and every attribute value is escaped, so that no name, message or path of a user can become
/// markup; only <see cref="Style"/> takes text as it is.
/// </summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _text = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; <see cref="Close"/> ends it.</summary>
    public MarkupWriter Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(element, attributes);
        _text.Append('>');
        _open.Push(element);
        return this;
    }

    /// <summary>Ends the element that was opened last.</summary>
    public MarkupWriter Close()
    {
        var element = _open.Pop();
        _text.Append("</").Append(element).Append(">\n");
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    public MarkupWriter Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(element, attributes);
        _text.Append('>');
        Escape(text);
        _text.Append("</").Append(element).Append(">\n");
        return this;
    }

    /// <summary>An element without content.</summary>
    public MarkupWriter Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(element, attributes);
        _text.Append("/>\n");
        return this;
    }

    /// <summary>Text in the open element.</summary>
    public MarkupWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>A style sheet of our own.</summary>
    public MarkupWriter Style(string css)
    {
        _text.Append("<style>\n").Append(css).Append("</style>\n");
        return this;
    }

    /// <summary>Everything written so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A coordinate: at most one decimal, no exponent.</summary>
    public static string Coordinate(double value) => (Math.Round(value * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture);

    private void Begin(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            _text.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _text.Append('"');
        }
    }

    // What HTML can't carry at all becomes the replacement character: control characters and halves of surrogate pairs.
    private void Escape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                '\n' or '\t' => _text.Append((char)rune.Value),
                < 0x20 or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
        }
    }
}
