using System.Text.Json;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Tests.Evaluation;

/// <summary>Targets whose loss a test gives, by the number of the call from 1.</summary>
internal sealed class FakeTargets(Func<int, string> answer) : IUserCode
{
    private readonly Func<int, string> _answer = answer;

    /// <summary>What the calls were given.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>How many workers were started.</summary>
    public int Created { get; private set; }

    public Task<IUserObject> CreateAsync(ModelBinding code, CancellationToken cancellationToken) => throw new InvalidOperationException("no adapter");

    public Task<IUserObject> CreateTargetAsync(ModelBinding code, TimeSpan? limit, CancellationToken cancellationToken)
    {
        Created++;
        return Task.FromResult<IUserObject>(new FakeTarget(this));
    }

    private sealed class FakeTarget(FakeTargets owner) : IUserObject
    {
        public PlatformFingerprint Fingerprint { get; } = new([KeyValuePair.Create("python", "fake")]);

        public Task<JsonElement> CallAsync(string method, string argumentJson, CancellationToken cancellationToken)
        {
            method.ShouldBe("loss");
            owner.Arguments.Add(argumentJson);
            using var document = JsonDocument.Parse(owner._answer(owner.Arguments.Count));
            return Task.FromResult(document.RootElement.Clone());
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
