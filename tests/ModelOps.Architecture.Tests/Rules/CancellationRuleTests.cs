using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class CancellationRuleTests
{
    [Fact]
    public void Asynchronous_methods_take_a_token_last() => ProductAssemblies.All.SelectMany(CancellationRule.Violations).ShouldBeEmpty();

    [Theory]
    [InlineData("public Task RunAsync() => Task.CompletedTask;")]
    [InlineData("internal async ValueTask<int> RunAsync() { await Task.Yield(); return 1; }")]
    [InlineData("public Task RunAsync(CancellationToken token, int x) => Task.CompletedTask;")]
    [InlineData("public async System.Collections.Generic.IAsyncEnumerable<int> Run() { await Task.Yield(); yield return 1; }")]
    public void Method_without_a_token_at_the_end_is_found(string method) => CancellationRule.Violations(Planted(method)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("public Task RunAsync(int x, CancellationToken token) => Task.CompletedTask;")]
    [InlineData("private Task RunAsync() => Task.CompletedTask;")]
    [InlineData("public ValueTask DisposeAsync() => default;")]
    [InlineData("public Task Completion => Task.CompletedTask;")]
    [InlineData("public Func<Task> Later() => async () => await Task.Yield();")]
    public void Other_methods_are_fine(string method) => CancellationRule.Violations(Planted(method)).ShouldBeEmpty();

    private static Mono.Cecil.AssemblyDefinition Planted(string method) =>
        PlantedAssembly.Compile($"using System; using System.Threading; using System.Threading.Tasks; public sealed class P {{ {method} }}");
}
