using ModelOps.Cli.Composition;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Clocks;

namespace ModelOps.Cli.Tests.Composition;

public sealed class FetchNotesTests
{
    [Fact]
    public void Note_comes_every_five_seconds_and_none_before()
    {
        using var error = new StringWriter();
        var clock = new ManualClock();
        var notes = new FetchNotes(CliRun.Context("/", []) with { Error = error, Time = clock });
        notes.Report(new(1, 300_000_000));
        error.ToString().ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(5));
        notes.Report(new(120_500_000, 300_000_000));
        notes.Report(new(121_000_000, 300_000_000));
        error.ToString().ShouldBe("Fetching the bundle: 120.5 of 300.0 MB\n");
    }
}
