using System.Globalization;

namespace ModelOps.Testing.Commands;

/// <summary>The processes of this machine, from <c>/proc</c> (proc(5)).</summary>
public static class ProcessTable
{
    /// <summary>The processes that run, without those that only wait for their status to be collected.</summary>
    public static IReadOnlyList<ProcessEntry> Running() =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), out _)
           let entry = Read(folder)
           where entry is not null
           select entry,
    ];

    /// <summary>The process groups of all descendants of a process, its own left out.</summary>
    public static IReadOnlySet<int> GroupsBelow(int ancestor)
    {
        var all = Running();
        var family = new HashSet<int> { ancestor };
        while (all.Any(entry => family.Contains(entry.Parent) && family.Add(entry.Id)))
        {
            // Another generation was found.
        }
        return all.Where(entry => entry.Id != ancestor && family.Contains(entry.Id)).Select(entry => entry.Group).ToHashSet();
    }

    // The command, the second field, stands in brackets and may hold anything; state, parent and group follow it.
    private static ProcessEntry? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new(Number(Path.GetFileName(folder)), Number(fields[1]), Number(fields[2]));
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
