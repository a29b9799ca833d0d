using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>Calls the methods of an adaptive algorithm.</summary>
internal sealed class AlgorithmLoop(WorkerChannel channel, IAdaptiveAlgorithm algorithm)
{
    /// <summary>Answers CALL frames until the host closes its end.</summary>
    public void Run()
    {
        while (channel.Read(out var frame)) Answer(frame);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of user code: whatever an algorithm throws fails this call alone.")]
    private void Answer(Frame call)
    {
        try
        {
            var request = ProtocolJson.Read(call.Payload.Span, ProtocolJson.Default.CallRequest);
            channel.Send(FrameType.Answer, call.Id, Encoding.UTF8.GetBytes(Call(request)));
        }
        catch (Exception fault)
        {
            channel.Send(FrameType.Error, call.Id, Fault.Describe(fault), ProtocolJson.Default.WorkerError, duration: 0);
        }
    }

    private string Call(CallRequest request)
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
