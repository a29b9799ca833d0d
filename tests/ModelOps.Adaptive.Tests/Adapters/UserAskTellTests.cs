using System.Text.Json;
using ModelOps.Adaptive.Adapters;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Adapters;

public sealed class UserAskTellTests
{
    private static readonly SearchSpace Declared = new([new FloatParameter("beta", 0, 1), new CategoricalParameter("kind", [ParameterValue.From("a"), ParameterValue.From("b")])]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proposals_keep_their_types_and_order()
    {
        await using var adapter = Adapter("""[{"y": 1, "x": 1.0}, {"x": "1", "y": true}]""", new([]));
        var proposals = await adapter.AskAsync(0, 2, Token);
        proposals.Select(proposal => proposal.Canonical).ShouldBe(["""{"x":1.0,"y":1}""", """{"x":"1","y":true}"""]);
    }

    [Theory]
    [InlineData("""{"x": 1}""", "bad_proposals", "my:Adapter: ask(2) must return a list of parameter sets.")]
    [InlineData("null", "bad_proposals", "my:Adapter: ask(2) must return a list of parameter sets.")]
    [InlineData("""[{"x": 1}, {"x": 2}, {"x": 3}]""", "bad_proposals", "my:Adapter: ask(2) returned 3 proposals; at most 2 were asked for.")]
    [InlineData("[1]", "invalid_parameters", "A proposal of my:Adapter must be a JSON object")]
    [InlineData("""[{"x": null}]""", "invalid_parameter_type", "Parameter 'x' is null")]
    [InlineData("""[{"x": [1]}]""", "invalid_parameter_type", "Parameter 'x' is a list")]
    public async Task Answer_that_is_no_list_of_parameter_sets_is_refused(string answer, string code, string message)
    {
        await using var adapter = Adapter(answer, new([]));
        var error = await Should.ThrowAsync<InvalidInputException>(() => adapter.AskAsync(0, 2, Token));
        error.Code.ShouldBe(code);
        error.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("""[{"beta": 1.5, "kind": "a"}]""", "Parameter 'beta' is 1.5, but a float from 0 to 1 was expected.")]
    [InlineData("""[{"beta": 0.5, "kind": "c"}]""", "Parameter 'kind' is \"c\"")]
    [InlineData("""[{"beta": 0.5}]""", "Parameter 'kind' of the search space is not given.")]
    [InlineData("""[{"beta": 0.5, "kind": "a", "beat": 1}]""", "Parameter 'beat' is not in the search space. Did you mean 'beta'?")]
    public async Task Proposal_outside_of_the_declared_space_is_refused(string answer, string message)
    {
        await using var adapter = Adapter(answer, Declared);
        var error = await Should.ThrowAsync<InvalidInputException>(() => adapter.AskAsync(0, 2, Token));
        error.Code.ShouldBe("outside_space");
        error.Message.ShouldStartWith(message);
    }

    [Fact]
    public async Task Results_are_told_in_order_with_floats_that_stay_floats()
    {
        var calls = new List<string>();
        await using var adapter = new UserAskTell(new Scripted((method, argument) =>
        {
            calls.Add($"{method} {argument}");
            return "null";
        }), "my:Adapter", new([]));
        var parameters = new ParameterSet([KeyValuePair.Create("x", ParameterValue.From(2.0))]);
        await adapter.TellAsync([new(parameters, TrialStatus.Completed, 2.0), new(parameters, TrialStatus.Timeout, double.NaN)], Token);
        calls.ShouldBe([$$"""tell [{"param_id":"{{parameters.Id}}","params":{"x":2.0},"loss":2.0,"status":"completed"},{"param_id":"{{parameters.Id}}","params":{"x":2.0},"loss":null,"status":"timeout"}]"""]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Finished_is_a_truth_value(string answer, bool finished)
    {
        await using var adapter = Adapter(answer, new([]));
        (await adapter.FinishedAsync(Token)).ShouldBe(finished);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"no\"")]
    public async Task Finished_that_is_something_else_is_refused(string answer)
    {
        await using var adapter = Adapter(answer, new([]));
        (await Should.ThrowAsync<InvalidInputException>(() => adapter.FinishedAsync(Token))).Message.ShouldBe("my:Adapter: finished() must return True or False.");
    }

    private static UserAskTell Adapter(string answer, SearchSpace space) => new(new Scripted((_, _) => answer), "my:Adapter", space);

    private sealed class Scripted(Func<string, string, string> answer) : IUserObject
    {
        public PlatformFingerprint Fingerprint { get; } = new([]);

        public Task<JsonElement> CallAsync(string method, string argumentJson, CancellationToken cancellationToken)
        {
            using var json = JsonDocument.Parse(answer(method, argumentJson));
            return Task.FromResult(json.RootElement.Clone());
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
