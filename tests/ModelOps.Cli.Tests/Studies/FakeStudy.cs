using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Studies;

/// <summary>
/// A project of a test: a Python adapter that proposes 20 trials in fives, a model, and a spec with a central store.
/// </summary>
internal sealed class FakeStudy : IDisposable
{
    private const string Adapter = """
        class FakeAdapter:
            def __init__(self):
                self.asked = 0

            def ask(self, n):
                proposals = [{"x": float(self.asked + i), "y": float(i)} for i in range(min(n, 20 - self.asked))]
                self.asked += len(proposals)
                return proposals

            def tell(self, results):
                pass

            def finished(self):
                return self.asked >= 20
        """;

    private const string Model = """
        def simulate(params, seed):
            return {"out": {"value": [params["x"] + params["y"], float(seed % 1000)]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public FakeStudy(string name = "fake")
    {
        _folder.Write("adapter.py", Adapter);
        _folder.Write("model.py", Model);
        Spec = _folder.Write("study.yaml", $$"""
            apiVersion: modelops/v1
            kind: Adaptive
            metadata: {name: {{name}}}
            spec:
              central_store: {}
              workers: {replicas: 3}
              model: {entrypoint: "model:simulate", bundle: .}
              algorithm: {adapter_path: "adapter:FakeAdapter", batch_size: 5, replicates: 3}
            """);
    }

    /// <summary>The path of the spec.</summary>
    public string Spec { get; }

    /// <summary>The project's folder.</summary>
    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
