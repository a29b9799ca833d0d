using System.Diagnostics;
using System.Numerics;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Spaces;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Bench.Search;

/// <summary>Optuna's samplers in a Python process, asked and told one trial at a time. The losses are computed here.</summary>
internal sealed class OptunaPeer : IDisposable
{
    private readonly Process _python;

    /// <param name="interpreter">A Python that has Optuna.</param>
    public OptunaPeer(string interpreter)
    {
        var start = new ProcessStartInfo(interpreter, [Path.Combine(AppContext.BaseDirectory, "optuna_peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
#pragma warning disable RS0030 // A benchmark, whose peer ends with its standard input.
        _python = Process.Start(start)!;
#pragma warning restore RS0030
    }

    /// <summary>Runs a study; gives the trial of the least loss and the mean seconds of ask and tell over the last <paramref name="timed"/> trials.</summary>
    public (ParameterSet Best, double Seconds) Run(Problem problem, string sampler, int seed, int trials, int timed)
    {
        var space = new JsonArray([.. problem.Space.Parameters.Select(Describe)]);
        Exchange(new() { ["study"] = new JsonObject { ["seed"] = seed, ["sampler"] = sampler, ["space"] = space } });
        var (best, least, seconds) = ((ParameterSet?)null, double.PositiveInfinity, 0.0);
        for (var i = 0; i < trials; i++)
        {
            var answer = Exchange(new() { ["ask"] = true });
            var set = new ParameterSet(problem.Space.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Read(parameter, answer[parameter.Name]!))));
            var loss = problem.Observe(set, Study.SeedOf((ulong)seed, i));
            if (loss < least) (best, least) = (set, loss);
            var took = (double)Exchange(new() { ["tell"] = loss })["seconds"]!;
            if (i >= trials - timed) seconds += took / timed;
        }
        return (best!, seconds);
    }

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }

    private JsonObject Exchange(JsonObject message)
    {
        _python.StandardInput.WriteLine(message.ToJsonString());
        _python.StandardInput.Flush();
        return JsonNode.Parse(_python.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer ended; is Optuna installed?"))!.AsObject();
    }

    private static JsonNode Describe(SearchParameter parameter) => parameter switch
    {
        FloatParameter real => new JsonObject { ["name"] = real.Name, ["type"] = "float", ["min"] = real.Min, ["max"] = real.Max, ["log"] = real.Scale == ParameterScale.Log },
        IntParameter whole => new JsonObject { ["name"] = whole.Name, ["type"] = "int", ["min"] = whole.Min, ["max"] = whole.Max, ["log"] = whole.Scale == ParameterScale.Log },
        CategoricalParameter choice => new JsonObject
        {
            ["name"] = choice.Name,
            ["type"] = "categorical",
            ["choices"] = new JsonArray([.. choice.Choices.Select(value => (JsonNode?)(string)value.Value)]),
        },
        _ => throw new InvalidOperationException($"{parameter.GetType().Name} has no distribution in Optuna."),
    };

    private static ParameterValue Read(SearchParameter parameter, JsonNode value) => parameter switch
    {
        FloatParameter => ParameterValue.From((double)value),
        IntParameter => ParameterValue.From(new BigInteger((long)value)),
        _ => ParameterValue.From((string)value!),
    };
}
