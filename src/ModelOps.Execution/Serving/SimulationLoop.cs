using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Serving;

/// <summary>Runs tasks one after the other, each answered as soon as it is done.</summary>
/// <param name="channel">Where tasks come from and answers go to.</param>
/// <param name="simulate">Runs one.</param>
/// <param name="describe">What the host is told of an exception.</param>
/// <param name="time">Measures how long each task runs.</param>
internal sealed class SimulationLoop(WorkerChannel channel, Simulate simulate, Func<Exception, WorkerError> describe, TimeProvider time)
{
    private const byte ArrowForm = 1;

    private byte[] _result = new byte[4096];

    /// <summary>
    /// Whether a task whose code raises for want of memory ends the worker, as if the system had killed it, so that it is tried again in
    /// a fresh one: what earlier tasks left behind must not be counted against it. <see cref="MemoryExhaustedException"/> always does.
    /// </summary>
    public bool EndsForWantOfMemory { get; init; }

    /// <summary>Answers TASK frames until the host closes its end.</summary>
    public void Run()
    {
        while (channel.Read(out var frame)) Answer(frame);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of user code: whatever a model throws fails this task alone.")]
    private void Answer(Frame task)
    {
        var started = time.GetTimestamp();
        try
        {
            var seed = BinaryPrimitives.ReadUInt64LittleEndian(task.Payload.Span);
            var length = Write(simulate(task.Payload.Span[sizeof(ulong)..], seed));
            BinaryPrimitives.WriteUInt64LittleEndian(_result, Elapsed(started));
            channel.Send(FrameType.Result, task.Id, _result.AsSpan(0, length));
        }
        catch (Exception fault) when (fault is MemoryExhaustedException || (fault is OutOfMemoryException && EndsForWantOfMemory))
        {
            using var errors = Console.OpenStandardError();
            errors.Write(Encoding.UTF8.GetBytes(fault is MemoryExhaustedException ? fault.Message : fault.ToString()));
            ProcessGroup.KillOwn();
        }
        catch (Exception fault) when (fault is not OutsideException)
        {
            // What failed outside of the model ends the worker: the same task may well complete in another.
            channel.Send(FrameType.Error, task.Id, describe(fault), ProtocolJson.Default.WorkerError, Elapsed(started));
        }
    }

    private ulong Elapsed(long started) => (ulong)time.GetElapsedTime(started).Ticks * TimeSpan.NanosecondsPerTick;

    private int Write(IEnumerable<KeyValuePair<string, byte[]>> tables)
    {
        var (count, at) = (0, Frame.DurationBytes + sizeof(ushort));
        foreach (var (name, stream) in tables)
        {
            if (++count > ushort.MaxValue) throw new InvalidOperationException($"The simulation gave more than {ushort.MaxValue} tables.");
            var nameBytes = Encoding.UTF8.GetByteCount(name);
            var target = Room(at, 2 + nameBytes + 1 + 4 + stream.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(target, checked((ushort)nameBytes));
            Encoding.UTF8.GetBytes(name, target[2..]);
            target = target[(2 + nameBytes)..];
            target[0] = ArrowForm;
            BinaryPrimitives.WriteUInt32LittleEndian(target[1..], (uint)stream.Length);
            stream.CopyTo(target[5..]);
            at += 2 + nameBytes + 1 + 4 + stream.Length;
        }
        BinaryPrimitives.WriteUInt16LittleEndian(_result.AsSpan(Frame.DurationBytes), (ushort)count);
        return at;
    }

    private Span<byte> Room(int at, int count)
    {
        if (checked(at + count) > _result.Length) Array.Resize(ref _result, (int)Math.Min(Math.Max(at + count, _result.Length * 2L), Array.MaxLength));
        return _result.AsSpan(at, count);
    }
}
