using System.Buffers;
using System.Text.Json;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Code;

/// <summary>A user's object in a worker process.</summary>
internal sealed class UserObject(
    string entrypoint,
    WorkerConnection connection,
    PlatformFingerprint fingerprint,
    UserCodeOptions options,
    TimeProvider time) : IUserObject
{
    private uint _calls;

    /// <inheritdoc />
    public PlatformFingerprint Fingerprint { get; } = fingerprint;

    /// <inheritdoc />
    public async Task<JsonElement> CallAsync(string method, string argumentJson, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = ++_calls;
        connection.Send(FrameType.Call, call, Request(method, argumentJson));
        using var limit = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await WorkerWait.ForAsync(connection, worker => Receive(worker, call, method), either.Token);
        }
        catch (ModelOpsException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (UserCodeException) when (limit.IsCancellationRequested)
        {
            throw new UserCodeException(entrypoint, method, new("Timeout", $"the call took longer than its limit of {Seconds.Text(options.CallTimeout)}", ""))
            {
                Status = SimulationStatus.Timeout,
            };
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    // Written around the argument's text, so that its numbers arrive as they are.
    private static byte[] Request(string method, string argumentJson)
    {
        using var argument = StrictJson.Parse(argumentJson, $"The argument of {method}");
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("method", method);
            writer.WritePropertyName("argument");
            writer.WriteRawValue(argumentJson);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private JsonElement Receive(WorkerConnection worker, uint call, string method)
    {
        try
        {
            if (!worker.Read(out var frame)) throw Lost(worker, method, "");
            if (frame.Id != call) throw Lost(worker, method, $" after it answered call {frame.Id} instead of {call}");
            return frame.Type switch
            {
                FrameType.Answer => Parse(frame.Payload),
                FrameType.Error when frame.Payload.Length >= Frame.DurationBytes => throw Raised(method, frame.Payload[Frame.DurationBytes..]),
                _ => throw Lost(worker, method, $" after it sent a frame of type {(byte)frame.Type}"),
            };
        }
        catch (CorruptDataException fault)
        {
            throw Lost(worker, method, $" after it sent something that is no answer: {fault.Message}");
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new CorruptDataException("worker_protocol", $"It is not valid JSON: {fault.Message}", inner: fault);
        }
    }

    private UserCodeException Raised(string method, ReadOnlyMemory<byte> payload)
    {
        var error = ProtocolJson.Read(payload.Span, ProtocolJson.Default.WorkerError);
        return new(entrypoint, method, new(error.Type, error.Message, error.Traceback));
    }

    private UserCodeException Lost(WorkerConnection worker, string method, string after)
    {
        worker.Kill();
        var exit = worker.End();
        return new(entrypoint, method, new("WorkerLost", $"the worker ended with {exit.Description}{after}", exit.ErrorTail)) { Status = SimulationStatus.Lost };
    }
}
