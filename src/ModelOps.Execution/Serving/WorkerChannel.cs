using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Serving;

/// <summary>The worker's end of the conversation. Each frame is written at once: what was answered must survive the next task.</summary>
internal sealed class WorkerChannel(Stream input, Stream output)
{
    private readonly FrameReader _reader = new(input);
    private readonly FrameBuffer _buffer = new();

    /// <summary>Waits for the next frame; false once the host has closed its end.</summary>
    public bool Read(out Frame frame) => _reader.Read(out frame);

    /// <summary>Sends a frame whose payload is a record as JSON, after so many bytes of zero.</summary>
    public void Send<T>(FrameType type, uint id, T value, JsonTypeInfo<T> info, ulong? duration = null)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, info);
        Send(type, id, duration is { } time ? [.. BitConverter.GetBytes(time), .. json] : json);
    }

    /// <summary>Sends a frame.</summary>
    public void Send(FrameType type, uint id, ReadOnlySpan<byte> payload)
    {
        _buffer.Append(type, id, payload);
        output.Write(_buffer.Written);
        _buffer.Clear();
    }
}
