using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelOps.Execution.Executables;

/// <summary>The processes below this one, as Linux shows them in <c>/proc</c>. Elsewhere nothing is seen, and nothing done.</summary>
internal static partial class ProcessTree
{
    private const int SetChildSubreaper = 36;
    private const int NoHang = 1;
    private const int SigKill = 9;

    // Fields of /proc/PID/stat after the name, counted from 0: proc_pid_stat(5) counts from 3 there.
    private const int ParentField = 1;
    private const int ResidentField = 21;

    /// <summary>From now on a process whose parent has ended becomes a child of this one, also if it has left the process group.</summary>
    public static void AdoptOrphans()
    {
        if (OperatingSystem.IsLinux()) _ = Control(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Ends every child of this process with all below it, and collects their status. No child that .NET waits for may be alive.</summary>
    public static void EndChildren()
    {
        if (!OperatingSystem.IsLinux()) return;
        // 0: a child is alive; above: one had ended; below: there is none, which is what a program leaves that waits for its own.
        for (var child = WaitFor(-1, 0, NoHang); child >= 0; child = WaitFor(-1, 0, 0)) KillBelow(Environment.ProcessId);
    }

    /// <summary>Ends all processes below one.</summary>
    public static void KillBelow(int ancestor)
    {
        foreach (var (pid, _) in Below(ancestor)) _ = Signal(pid, SigKill);
    }

    /// <summary>The physical memory that all processes below one hold, in bytes; what they share is counted for each.</summary>
    public static long MemoryBelow(int ancestor) => Below(ancestor).Sum(process => process.Pages) * Environment.SystemPageSize;

    private static List<(int Pid, long Pages)> Below(int ancestor)
    {
        var children = All().ToLookup(process => process.Parent);
        var found = new List<(int Pid, long Pages)>();
        var open = new Stack<int>([ancestor]);
        while (open.TryPop(out var parent))
        {
            foreach (var (pid, _, pages) in children[parent])
            {
                found.Add((pid, pages));
                open.Push(pid);
            }
        }
        return found;
    }

    private static IEnumerable<(int Pid, int Parent, long Pages)> All()
    {
        if (!OperatingSystem.IsLinux()) yield break;
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            if (Stat(path) is { } fields) yield return (pid, (int)Number(fields[ParentField]), Number(fields[ResidentField]));
        }
    }

    // The fields after the name, which is in parentheses and may hold anything; null if the process has ended meanwhile.
    private static string[]? Stat(string path)
    {
        try
        {
            var text = File.ReadAllText(path + "/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitFor(int process, nint status, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
