using System.Buffers.Binary;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Results;

namespace ModelOps.Execution.Pool;

/// <summary>Reads a worker's answer to a task.</summary>
internal static class TaskAnswer
{
    /// <summary>How long the task ran, and the payload after that.</summary>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>: the frame is no answer to a task.</exception>
    public static (TimeSpan Duration, ReadOnlyMemory<byte> Body) Split(Frame frame)
    {
        if (frame.Type is not (FrameType.Result or FrameType.Error) || frame.Payload.Length < Frame.DurationBytes)
            throw new CorruptDataException("worker_protocol", $"A frame of type {(byte)frame.Type} is no answer to a task.");
        var nanoseconds = BinaryPrimitives.ReadUInt64LittleEndian(frame.Payload.Span);
        var ticks = Math.Min(nanoseconds / TimeSpan.NanosecondsPerTick, (ulong)TimeSpan.MaxValue.Ticks);
        return (TimeSpan.FromTicks((long)ticks), frame.Payload[Frame.DurationBytes..]);
    }

    /// <summary>The outcome of the task.</summary>
    /// <exception cref="CorruptDataException">Code <c>worker_protocol</c>: the frame is no answer to a task.</exception>
    public static SimulationOutcome Read(Frame frame, PendingTask task, TableTemplates templates)
    {
        var (duration, body) = Split(frame);
        if (frame.Type == FrameType.Result) return Outcome(task, SimulationStatus.Completed, ResultReader.Read(body, templates), null, duration);
        var error = ProtocolJson.Read(body.Span, ProtocolJson.Default.WorkerError);
        var named = Failures.Named(task.Task, new(error.Type, error.Message, error.Traceback));
        return Outcome(task, SimulationStatus.Failed, SimulationOutcome.NoTables, named, duration);
    }

    private static SimulationOutcome Outcome(
        PendingTask task, SimulationStatus status, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, SimulationError? error, TimeSpan duration) =>
        new(task.Task.Id, status, tables, error, task.Losses + 1, duration);
}
