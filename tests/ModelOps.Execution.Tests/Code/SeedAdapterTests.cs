using ModelOps.Execution.Code;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Code;

public sealed class SeedAdapterTests
{
    // The adapter of the requirement document, as it stands there.
    private const string FakeAdapter = """"
        from modelops_contracts import AdaptiveAlgorithm, UniqueParameterSet, TrialResult
        from typing import List

        class FakeAdapter(AdaptiveAlgorithm):
            """Fake adapter for testing without real optimization."""

            def __init__(self):
                self.n_trials = 0
                self.max_trials = 20

            def ask(self, n: int) -> List[UniqueParameterSet]:
                """Generate fake parameter proposals."""
                if self.n_trials >= self.max_trials:
                    return []

                proposals = []
                for i in range(min(n, self.max_trials - self.n_trials)):
                    params = {"x": float(self.n_trials + i), "y": float(i)}
                    proposals.append(UniqueParameterSet.from_dict(params))

                self.n_trials += len(proposals)
                return proposals

            def tell(self, results: List[TrialResult]) -> None:
                """Receive results (no-op for fake adapter)."""
                pass

            def finished(self) -> bool:
                """Check if optimization is complete."""
                return self.n_trials >= self.max_trials
        """";

    [Fact]
    public async Task Adapter_of_the_requirement_document_runs_unchanged()
    {
        using var bundle = new PythonFolder("");
        bundle.Write("examples/fake_adapter.py", FakeAdapter);
        await using var adapter = await new UserCodeHost().CreateAsync(
            bundle.Bind("examples.fake_adapter:FakeAdapter"), CancellationToken.None);
        var proposed = new List<string>();
        while (!(await adapter.CallAsync("finished", "null", CancellationToken.None)).GetBoolean())
        {
            var proposals = await adapter.CallAsync("ask", "3", CancellationToken.None);
            proposed.AddRange(proposals.EnumerateArray().Select(proposal => proposal.GetRawText()));
            await adapter.CallAsync("tell", """[{"param_id":"p","params":{"x":0.0},"loss":1.0,"status":"completed"}]""", CancellationToken.None);
        }
        proposed.Count.ShouldBe(20);
        proposed[19].ShouldBe("""{"x": 19.0, "y": 1.0}""");
        (await adapter.CallAsync("ask", "3", CancellationToken.None)).GetArrayLength().ShouldBe(0);
    }
}
