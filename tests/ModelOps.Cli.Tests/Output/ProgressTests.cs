using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Cli.Tests.Invocation;

namespace ModelOps.Cli.Tests.Output;

public sealed class ProgressTests : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _error.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Short_command_shows_nothing(bool terminal)
    {
        using (var progress = new Progress(Context(terminal), "trials", 10))
        {
            progress.Report(5);
            _time.Advance(TimeSpan.FromMilliseconds(900));
        }

        _error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Terminal_shows_a_bar_with_rate_and_time_left_that_disappears()
    {
        using (var progress = new Progress(Context(terminal: true), "trials", 300))
        {
            progress.Report(30);
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        var frames = _error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        frames[^2].ShouldBe("[##------------------] 30 of 300 trials, 15.0/s, 0:18 left");
        frames[^1].ShouldBeNullOrWhiteSpace();
        _error.ToString().ShouldEndWith("\r");
        _error.ToString().ShouldNotContain("\n");
    }

    [Fact]
    public void Shorter_bar_covers_the_longer_one_before_it()
    {
        using var progress = new Progress(Context(terminal: true), "trials", 1000);
        progress.Report(10);
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Report(1000);
        _time.Advance(TimeSpan.FromMilliseconds(200));

        var frames = _error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        frames[^1].Length.ShouldBe(frames[0].Length);
        frames[^1].TrimEnd().ShouldBe("[####################] 1000 of 1000 trials, 833/s");
    }

    [Fact]
    public void Log_gets_a_plain_line_every_five_seconds()
    {
        using (var progress = new Progress(Context(terminal: false), "simulations", 100))
        {
            progress.Report(10);
            _time.Advance(TimeSpan.FromSeconds(5));
            progress.Report(30);
            _time.Advance(TimeSpan.FromSeconds(7));
        }

        _error.ToString().ShouldBe("10 of 100 simulations, 2.0/s, 0:45 left\n30 of 100 simulations, 3.0/s, 0:24 left\n");
    }

    [Fact]
    public void What_an_earlier_run_did_does_not_count_for_the_rate()
    {
        using var progress = new Progress(Context(terminal: false), "trials", 300, alreadyDone: 200);
        progress.Report(205);
        _time.Advance(TimeSpan.FromSeconds(5));

        _error.ToString().ShouldBe("205 of 300 trials, 1.0/s, 1:35 left\n");
    }

    [Fact]
    public void Note_stands_on_a_line_of_its_own()
    {
        using var progress = new Progress(Context(terminal: true), "trials", 300);
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Note("trial 3 failed");

        var bar = "[--------------------] 0 of 300 trials";
        _error.ToString().ShouldBe($"\r{bar}\r{new string(' ', bar.Length)}\rtrial 3 failed\n");
    }

    private CliContext Context(bool terminal) => CliRun.Context("/", []) with { Error = _error, Time = _time, ErrorIsTerminal = terminal };
}
