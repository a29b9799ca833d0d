using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>The ports between planes are few and listed; a new one is a decision, written here.</summary>
internal static class PortRule
{
    private static readonly Dictionary<string, string> Ports = new(StringComparer.Ordinal)
    {
        ["ISimulationEngine"] = "a stream of tasks in, an unordered stream of outcomes out",
        ["IUserCode"] = "create and call a user's adapter or target inside a worker",
        ["IUserObject"] = "what IUserCode creates",
        ["IBundles"] = "pin a content digest, check it out",
        ["IBundleLease"] = "what IBundles checks out",
        ["IRunRecorder"] = "begin, note, complete",
        ["IArtifacts"] = "put and open immutable bytes",
    };

    /// <summary>Public interfaces that the table lacks, and entries that no interface has.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition contracts)
    {
        var found = contracts.MainModule.Types.Where(type => type.IsInterface && type.IsPublic).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        return found.Except(Ports.Keys, StringComparer.Ordinal).Select(name => $"{name} is no port of the table")
            .Concat(Ports.Keys.Except(found, StringComparer.Ordinal).Select(name => $"{name} is in the table but not in the assembly"));
    }
}
