using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ModelOps.Execution.Protocol;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>Runs tasks one after the other, each answered as soon as it is done.</summary>
internal sealed class SimulationLoop(WorkerChannel channel, ISimulationModel model, TimeProvider time)
{
    private const byte ArrowForm = 1;

    private byte[] _result = new byte[4096];

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
            var reader = new Utf8JsonReader(task.Payload.Span[sizeof(ulong)..]);
            reader.Read();
            var length = Write(model.Simulate(ParameterJson.Read(ref reader), seed));
            BinaryPrimitives.WriteUInt64LittleEndian(_result, Elapsed(started));
            channel.Send(FrameType.Result, task.Id, _result.AsSpan(0, length));
        }
        catch (Exception fault)
        {
            channel.Send(FrameType.Error, task.Id, Fault.Describe(fault), ProtocolJson.Default.WorkerError, Elapsed(started));
        }
    }

    private ulong Elapsed(long started) => (ulong)time.GetElapsedTime(started).Ticks * TimeSpan.NanosecondsPerTick;

    private int Write(IReadOnlyDictionary<string, Table>? tables)
    {
        if (tables is null || tables.Count == 0) throw new InvalidOperationException("Simulate must return at least one table.");
        if (tables.Count > ushort.MaxValue) throw new InvalidOperationException($"Simulate returned {tables.Count} tables; at most {ushort.MaxValue} are allowed.");
        var at = Frame.DurationBytes;
        BinaryPrimitives.WriteUInt16LittleEndian(Room(at, 2), (ushort)tables.Count);
        at += 2;
        foreach (var (name, table) in tables)
        {
            var stream = TableBytes.Encode(name, table);
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
        return at;
    }

    private Span<byte> Room(int at, int count)
    {
        if (checked(at + count) > _result.Length) Array.Resize(ref _result, Math.Max(at + count, _result.Length * 2));
        return _result.AsSpan(at, count);
    }
}
