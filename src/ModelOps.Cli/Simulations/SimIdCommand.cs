using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;

namespace ModelOps.Cli.Simulations;

/// <summary><c>mops sim id</c>: the identity of a parameter set and the seeds of its replicates.</summary>
internal static class SimIdCommand
{
    private const int MaximumReplicates = 1_000_000;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var parameters = new Option<string>("--params") { Required = true, HelpName = "JSON", Description = "The parameters, such as '{\"beta\": 1.5}'" };
        var replicates = new Option<int>("--replicates") { HelpName = "N", Description = "Show the seeds of replicates 0 to N-1", DefaultValueFactory = static _ => 0 };
        return new Command("id", "Show the param_id of parameters and the seeds of their replicates") { parameters, replicates }.Runs(parse =>
        {
            var answer = Identify(parse.GetRequiredValue(parameters), parse.GetValue(replicates));
            parse.Answer(context).Write(answer, SimulationsJson.Default.SimIdAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static SimIdAnswer Identify(string json, int replicates)
    {
        if (replicates is < 0 or > MaximumReplicates)
            throw new InvalidInputException("invalid_replicates", $"--replicates is {replicates}; expected 0 to {MaximumReplicates}.");
        var id = ParameterSet.Parse(json, "--params").Id;
        return new(id, [.. Enumerable.Range(0, replicates).Select(i => Seed.OfReplicate(id, i).ToString(CultureInfo.InvariantCulture))]);
    }

    private static void Render(SimIdAnswer answer, TextWriter output)
    {
        output.Write($"{answer.ParamId}\n");
        foreach (var seed in answer.Seeds) output.Write($"{seed}\n");
    }
}
