using System.Runtime.InteropServices;
using System.Text;
using ModelOps.Execution.Results;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>Turns the arrays of a model's table into an Arrow stream.</summary>
internal static class TableBytes
{
    /// <summary>The Arrow stream of a table of the model.</summary>
    public static byte[] Encode(string name, Table? table)
    {
        if (table is null) throw new InvalidOperationException($"{name}: the table is null.");
        var columns = table.Select(column => Column(column.Key, column.Value)).ToArray();
        if (columns.Length == 0) throw new InvalidOperationException($"{name}: has no column.");
        return TableEncoder.Encode(columns, table.First().Value.Length);
    }

    private static RawColumn Column(string name, Array values) => values switch
    {
        double[] numbers => new(name, RawKind.Float64, default, Bytes<double>(numbers)),
        long[] numbers => new(name, RawKind.Int64, default, Bytes<long>(numbers)),
        int[] numbers => new(name, RawKind.Int32, default, Bytes<int>(numbers)),
        bool[] flags => new(name, RawKind.Bool, default, Bytes<bool>(flags)),
        string?[] texts => Texts(name, texts),
        _ => throw new InvalidOperationException($"Column '{name}' is {values.GetType().Name}, which no table holds."),
    };

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    private static RawColumn Texts(string name, string?[] texts)
    {
        var offsets = (texts.Length + 1) * sizeof(int);
        var data = new byte[checked(offsets + texts.Sum(text => Encoding.UTF8.GetByteCount(text ?? "")))];
        var at = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            at += Encoding.UTF8.GetBytes(texts[i] ?? "", data.AsSpan(offsets + at));
            MemoryMarshal.Write(data.AsSpan((i + 1) * sizeof(int)), at);
        }
        var missing = Array.Exists(texts, text => text is null);
        return new(name, RawKind.Utf8, missing ? Array.ConvertAll(texts, text => (byte)(text is null ? 0 : 1)) : default, data);
    }
}
