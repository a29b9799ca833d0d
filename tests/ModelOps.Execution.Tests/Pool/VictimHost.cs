using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>A process that runs a pool of two workers until it is killed.</summary>
internal static class VictimHost
{
    public const string Argument = "victim-host";

    public static async Task RunAsync(string language, string folder)
    {
        var model = language == "dotnet"
            ? DotNetModels.Bind<HostileModel>()
            : new ModelBinding(Digest.Of([]), folder, Entrypoint.Parse(language == "exec" ? "exec:./simulate" : "model:simulate"));
        await using var pool = new LocalPool(model, new() { Workers = 2 });
        await pool.RunAsync(Enumerable.Range(0, 2).Select(id => Runs.Task(id, $$"""{"act":"report and hang","folder":"{{folder}}"}""")));
    }
}
