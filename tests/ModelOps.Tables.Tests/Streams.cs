using System.Buffers.Binary;
using ModelOps.Tables.Ipc;

namespace ModelOps.Tables.Tests;

/// <summary>Takes streams apart into messages and puts them together in other ways.</summary>
internal static class Streams
{
    /// <summary>The messages of a stream with their prefixes, without the mark of the end.</summary>
    public static List<byte[]> Messages(byte[] stream)
    {
        var messages = new List<byte[]>();
        var (rest, position) = (new ReadOnlyMemory<byte>(stream), 0L);
        while (!rest.IsEmpty)
        {
            var start = (int)position;
            if (MessageFrame.Take(ref rest, ref position) is null) break;
            messages.Add(stream[start..(int)position]);
        }
        return messages;
    }

    /// <summary>The schema of the first stream and the batches of all.</summary>
    public static byte[] Join(params byte[][] streams) =>
        [.. Messages(streams[0])[0], .. streams.SelectMany(stream => Messages(stream).Skip(1)).SelectMany(bytes => bytes)];

    /// <summary>The stream with the prefixes of the format before 0.15, which have no continuation mark.</summary>
    public static byte[] Legacy(byte[] stream) => [.. Messages(stream).SelectMany(message => message[sizeof(int)..]), 0, 0, 0, 0];

    /// <summary>Finds the one place where a 64-bit number stands, and puts another there.</summary>
    public static byte[] Replace(byte[] bytes, long number, long other)
    {
        var copy = bytes.ToArray();
        var found = 0;
        for (var at = 0; at + sizeof(long) <= copy.Length; at += sizeof(int))
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) != number) continue;
            BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(at), other);
            found++;
        }
        found.ShouldBeGreaterThan(0);
        return copy;
    }
}
