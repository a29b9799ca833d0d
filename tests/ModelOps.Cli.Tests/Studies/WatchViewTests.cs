using System.Text.Json.Nodes;
using ModelOps.Adaptive.Studies;
using ModelOps.Cli.Studies;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using Spectre.Console;

namespace ModelOps.Cli.Tests.Studies;

public sealed class WatchViewTests
{
    [Fact]
    public void Line_says_how_far_the_study_is_what_failed_and_the_best()
    {
        var first = Look(State(3.5, 2.5), null, TimeSpan.Zero);
        var line = WatchView.Line(Look(State(3.5, 2.5, double.NaN, 1.25), first, TimeSpan.FromSeconds(4)));
        line.ShouldBe("4 of 8 trials, 30.0/min, 0:08 left, 1 failed, best 1.25 (trial 3)");
        WatchView.Line(first).ShouldBe("2 of 8 trials, best 2.5 (trial 1)");
    }

    [Theory]
    [InlineData("█▁", 5.0, 1.0)]
    [InlineData("██▁▁", 9.0, 12.0, 1.0, 3.0)]
    [InlineData("▁▁", 2.0, 2.0)]
    [InlineData("█▁", 1.7e308, -1.7e308)]
    [InlineData("", double.NaN)]
    public void Curve_falls_with_the_best_so_far(string curve, params double[] losses) => WatchView.Curve(State(losses).Trials).ShouldBe(curve);

    [Fact]
    public void View_takes_names_as_text_and_says_when_nothing_is_new()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Write(WatchView.Of(Look(State(1.5), null, TimeSpan.Zero) with { Unchanged = TimeSpan.FromSeconds(45) }));
        output.ToString().ShouldContain("[red]x[/] = 0.5");
        output.ToString().ShouldContain("nothing new for 45 s");
    }

    private static WatchedStudy Look(StudyState state, WatchedStudy? first, TimeSpan time) => new(state, state.ToldTrials, first, time, TimeSpan.Zero);

    // A trial a loss; NaN fails.
    private static StudyState State(params double[] losses)
    {
        var spec = new JsonObject { ["algorithm"] = new JsonObject { ["max_trials"] = 8L } };
        var state = new StudyState(new("run-1", "run", spec, Digest.Of("spec"u8), Digest.Of("content"u8), ".", new([]), null));
        state.Apply(new StudyEvent.RoundAppended(0, [.. losses.Select(_ => new Proposal(new([KeyValuePair.Create("[red]x[/]", ParameterValue.From(0.5))]), [7UL]))]));
        foreach (var (trial, loss) in losses.Index())
        {
            state.Apply(new StudyEvent.ReplicateRecorded(new(trial, 0, SimulationStatus.Completed, new Dictionary<string, Digest>(), null)));
            state.Apply(new StudyEvent.TrialTold(trial, double.IsNaN(loss) ? TrialStatus.Failed : TrialStatus.Completed, loss));
        }
        return state;
    }
}
