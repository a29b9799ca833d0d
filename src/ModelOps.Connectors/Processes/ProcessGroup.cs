using System.Runtime.InteropServices;

namespace ModelOps.Connectors.Processes;

/// <summary>Process groups of POSIX: the processes that a worker and its model start, ended together. Does nothing on Windows.</summary>
public static partial class ProcessGroup
{
    private const int SigKill = 9;

    /// <summary>Makes this process the leader of a new group, so that a signal to its group ends it with all that it started.</summary>
    public static void LeadNew()
    {
        if (!OperatingSystem.IsWindows()) _ = SetGroup(0, 0);
    }

    /// <summary>Ends every process of the group that <paramref name="leader"/> leads or led; does nothing if there is no such group.</summary>
    /// <param name="leader">The leader's process id, above 1.</param>
    public static void Kill(int leader)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leader, 2);
        if (!OperatingSystem.IsWindows()) _ = Signal(-leader, SigKill);
    }

    /// <summary>Ends every process of this process's own group, this one included.</summary>
    public static void KillOwn()
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(0, SigKill);
        Environment.FailFast(null);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetGroup(int process, int group);
}
