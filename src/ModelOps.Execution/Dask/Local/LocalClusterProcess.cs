using System.ComponentModel;
using System.Diagnostics;

namespace ModelOps.Execution.Dask.Local;

/// <summary>A process of a local cluster, leader of a process group.</summary>
/// <param name="Role"><c>scheduler</c> or <c>workers</c>.</param>
/// <param name="Pid">Its process id.</param>
public sealed record LocalClusterProcess(string Role, int Pid)
{
    // The system gives the start in ticks after its own, which is computed anew each time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>When it was started. The same id with another start is another process.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>Whether this process, and not a later one of the same id, runs.</summary>
    internal bool IsRunning() => StartOf(Pid) is { } start && (start - Started).Duration() < Tolerance;

    /// <summary>This process with the start that the system gives; as it is if it has ended already.</summary>
    internal LocalClusterProcess WithStart() => this with { Started = StartOf(Pid) ?? Started };

    // One that has ended stays in the table until its status was asked for, which is not for us to do.
    private static bool IsZombie(int pid)
    {
        try
        {
            var stat = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{pid}/stat") : "";
            return stat.LastIndexOf(')') is >= 0 and var name && stat[name + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static DateTimeOffset? StartOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited || IsZombie(pid) ? null : new DateTimeOffset(process.StartTime);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
