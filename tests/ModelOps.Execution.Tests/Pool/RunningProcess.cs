namespace ModelOps.Execution.Tests.Pool;

/// <summary>Looks whether a process runs.</summary>
internal static class RunningProcess
{
    /// <summary>Whether it runs. A zombie has ended: its parent has only not asked for its status yet.</summary>
    public static bool Is(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Kills it; false if it has ended already.</summary>
    public static bool Kill(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Waits until it has ended.</summary>
    public static Task EndAsync(int pid) => UntilAsync(() => !Is(pid));

    /// <summary>Waits for a condition.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Runs.Patience);
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }
}
