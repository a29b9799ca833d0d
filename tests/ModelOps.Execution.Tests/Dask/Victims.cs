using ModelOps.Execution.Tests.Pool;
using ModelOps.Testing.Commands;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>Processes that a test may kill.</summary>
internal static class Victims
{
    /// <summary>The bridges of this test program.</summary>
    public static IReadOnlyList<int> Bridges() =>
        [.. ProcessTable.Running().Where(entry => entry.Parent == Environment.ProcessId && IsBridge(entry.Id)).Select(entry => entry.Id)];

    /// <summary>The most memory that a process had, in MB; 0 if it has ended.</summary>
    public static long PeakMegabytes(int process)
    {
        try
        {
            var line = File.ReadAllLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>SIGKILL.</summary>
    public static void Kill(int process) => RunningProcess.Kill(process);

    private static bool IsBridge(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("mops_dask_bridge.py", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
