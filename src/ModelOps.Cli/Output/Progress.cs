using System.Globalization;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Output;

/// <summary>
/// Shows on standard error how far a long command is: on a terminal a bar with rate and time left, otherwise a plain line every
/// 5 seconds. Nothing is shown in the first second. Reporting is cheap and safe from any thread; a timer does the drawing.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    private readonly CliContext _context;
    private readonly ProgressText _text;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly Lock _drawing = new();
    private long _done;
    private int _drawn;
    private bool _ended;

    /// <summary>Begins to show progress.</summary>
    /// <param name="context">The run.</param>
    /// <param name="unit">What is counted, in the plural: "simulations".</param>
    /// <param name="total">How many there will be; <see langword="null"/> if nobody knows.</param>
    /// <param name="alreadyDone">How many an earlier run has done: they count, but not for the rate.</param>
    public Progress(CliContext context, string unit, long? total, long alreadyDone = 0)
    {
        _context = context;
        _text = new(unit, total, alreadyDone);
        _done = alreadyDone;
        _started = context.Time.GetTimestamp();
        var (first, period) = context.ErrorIsTerminal ? (Patience, RedrawEvery) : (LineEvery, LineEvery);
        _timer = context.Time.CreateTimer(static self => ((Progress)self!).Draw(), this, first, period);
    }

    /// <summary>Says how many are done by now, those of earlier runs included.</summary>
    public void Report(long done) => Volatile.Write(ref _done, done);

    /// <summary>Writes a line of prose to standard error without damage to the bar.</summary>
    public void Note(string line)
    {
        lock (_drawing)
        {
            Erase();
            _context.Error.Write(line + "\n");
        }
    }

    /// <summary>Ends the display; a bar disappears.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_drawing)
        {
            _ended = true;
            Erase();
        }
    }

    private void Draw()
    {
        lock (_drawing)
        {
            if (_ended) return;
            var (done, elapsed) = (Volatile.Read(ref _done), _context.Time.GetElapsedTime(_started));
            if (_context.ErrorIsTerminal)
                Redraw(_text.Bar(done, elapsed));
            else
                _context.Error.Write(_text.Line(done, elapsed) + "\n");
        }
    }

    private void Redraw(string bar)
    {
        _context.Error.Write("\r" + bar.PadRight(_drawn));
        _drawn = bar.Length;
    }

    private void Erase()
    {
        if (_drawn == 0) return;
        _context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{new string(' ', _drawn)}\r"));
        _drawn = 0;
    }
}
