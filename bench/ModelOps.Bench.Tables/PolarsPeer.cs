using System.Text.Json;
using ModelOps.Connectors.Processes;

namespace ModelOps.Bench.Tables;

/// <summary>The same work by polars, through <c>peer.mjs</c>.</summary>
internal static class PolarsPeer
{
    /// <summary>The rates of decoding and encoding a stream, or dashes without node or its packages.</summary>
    public static IEnumerable<string> Measure(byte[] stream, int runs)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, stream);
            using var node = ChildProcess.Start(new("node", [Path.Combine("bench", "ModelOps.Bench.Tables", "peer.mjs"), path, $"{runs}"]));
            using var reader = new StreamReader(node.Output);
            var output = reader.ReadToEnd();
            if (node.Exit.Result != 0) return ["–", "–"];
            var seconds = JsonSerializer.Deserialize<Dictionary<string, List<double>>>(output)!;
            return new[] { "decode", "encode" }.Select(what => Rates.Cell([.. seconds[what].Select(time => stream.Length / time / 1e9)]));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
