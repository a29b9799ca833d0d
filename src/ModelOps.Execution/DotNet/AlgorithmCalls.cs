using System.Text;
using System.Text.Json;
using ModelOps.Execution.Protocol;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>Calls the methods of an adaptive algorithm.</summary>
internal sealed class AlgorithmCalls(IAdaptiveAlgorithm algorithm)
{
    /// <summary>The answer to a call, as JSON.</summary>
    public string Call(CallRequest request)
    {
        switch (request.Method)
        {
            case "ask":
                return "[" + string.Join(',', algorithm.Ask(request.Argument.GetInt32()).Select(ParameterJson.Write)) + "]";
            case "tell":
                algorithm.Tell([.. request.Argument.EnumerateArray().Select(Outcome)]);
                return "null";
            case "finished":
                return algorithm.Finished ? "true" : "false";
            default:
                throw new MissingMethodException($"An adaptive algorithm has ask, tell and finished, not '{request.Method}'.");
        }
    }

    private static TrialOutcome Outcome(JsonElement result)
    {
        var loss = result.GetProperty("loss");
        return new(
            result.GetProperty("param_id").GetString()!,
            Parameters(result.GetProperty("params")),
            loss.ValueKind == JsonValueKind.Number ? loss.GetDouble() : double.NaN,
            result.GetProperty("status").GetString()!);
    }

    private static Model.Parameters Parameters(JsonElement json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.GetRawText()));
        reader.Read();
        return ParameterJson.Read(ref reader);
    }
}
