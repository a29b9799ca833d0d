using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Signals;
using ModelOps.Keeper.Telemetry.Synthetic;

namespace ModelOps.Keeper.Tests.Telemetry.Synthetic;

public sealed class SyntheticTelemetrySourceTests
{
    [Theory]
    [InlineData("baseline", "")]
    [InlineData("drift", "drift")]
    [InlineData("burst", "burst")]
    [InlineData("straggler", "straggler")]
    public async Task Scenario_has_its_trouble_and_no_other_at_any_length(string scenario, string signal)
    {
        foreach (var seconds in (int[])[20, 60, 600, 3600])
        {
            var batch = await new SyntheticTelemetrySource(scenario, seconds * 1000L, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken);
            batch.Samples.Count.ShouldBe(seconds);
            string.Join(',', SignalDetection.Judge(batch).Active.Where(name => name != "incident")).ShouldBe(signal, $"{scenario} for {seconds} s");
        }
    }

    [Fact]
    public async Task Workload_is_the_same_in_every_run()
    {
        var first = await new SyntheticTelemetrySource("drift", 60_000, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken);
        var second = await new SyntheticTelemetrySource("drift", 60_000, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken);
        second.Samples.ShouldBe(first.Samples);
        (await new SyntheticTelemetrySource("drift", 0, TimeProvider.System).ReadAsync(null, TestContext.Current.CancellationToken)).Samples.Count.ShouldBe(1);
    }

    [Fact]
    public void Unknown_scenario_is_refused_with_a_hint() =>
        Should.Throw<InvalidInputException>(() => SyntheticTelemetrySource.Known("dirft")).Message.ShouldContain("Did you mean 'drift'?");
}
