using ModelOps.Model;

namespace ModelOps.Execution.Tests.Samples;

/// <summary>Does to its worker what its parameter <c>act</c> says.</summary>
public sealed class HostileModel : ISimulationModel
{
    public IReadOnlyDictionary<string, Table> Simulate(Model.Parameters parameters, ulong seed)
    {
        switch (parameters.Text("act"))
        {
            case "throw":
                throw new InvalidOperationException("the herd is empty");
            case "overflow":
                return new Dictionary<string, Table> { ["t"] = new() { { "depth", new[] { Recurse(seed) } } } };
            case "report and hang":
                var path = parameters.Text("folder") + $"/pids.{Environment.ProcessId}";
                File.WriteAllText(path + ".tmp", $"{Environment.ProcessId}\n");
                File.Move(path + ".tmp", path);
                new ManualResetEventSlim().Wait();
                break;
            case "hang":
                new ManualResetEventSlim().Wait();
                break;
            case "print":
                for (var i = 0; i < 10_000; i++) Console.WriteLine(new string('x', 1000));
                break;
            case "fill":
                return new Dictionary<string, Table> { ["t"] = new() { { "x", new double[] { Fill().Sum(block => block[^1]) } } } };
            case "null":
                return null!;
            case "empty":
                return new Dictionary<string, Table>();
            case "read":
                return new Dictionary<string, Table> { ["t"] = new() { { "line", new[] { Console.In.ReadLine() } } } };
            default:
                break;
        }
        return new Dictionary<string, Table> { ["t"] = new() { { "x", new[] { 1.0 } } } };
    }

    private static List<byte[]> Fill()
    {
        var blocks = new List<byte[]>();
        while (blocks.Count < 4096) blocks.Add(GC.AllocateArray<byte>(1 << 20));
        return blocks;
    }

    // Not a tail call, and not provably endless.
    private static double Recurse(ulong seed) => 1 + Recurse(seed + 1) + Math.Sqrt(seed);
}
